// Runs SQL statements, several in one transaction, for machines without psql, and prints the rows that each gives. Works
// beside a running service.
import type { Database } from '../client.ts';
import { joinDatabase } from '../provide.ts';
import { withDatabase } from './with-database.ts';

const CHECK_VIOLATION = '23514';
const [statement] = process.argv.slice(2);

if (statement) {
  await withDatabase(async (db) => {
    const results = await db.multiResult(statement).catch(async (error) => {
      throw await explain(db, error);
    });
    return results.map(describe).join('\n');
  }, joinDatabase);
} else {
  process.stderr.write('Takes a statement: npm run --silent sql -- "select name from customers limit 3"\n');
  process.exitCode = 1;
}

function describe({ rows, rowCount }: { rows: unknown[]; rowCount: number | null }): string {
  // A statement about no rows, such as CREATE, counts none.
  if (rowCount === null) return 'Done.';
  const lines = rows.map((row) => JSON.stringify(row));
  return [...lines, rowCount === 1 ? '1 row.' : `${rowCount} rows.`].join('\n');
}

// PostgreSQL names the constraint only, which says little to somebody who did not write it.
async function explain(
  db: Database,
  error: Error & Partial<Record<'code' | 'constraint' | 'schema' | 'table', string>>,
) {
  if (error.code !== CHECK_VIOLATION) return error;
  const { constraint, schema, table } = error;
  // It may be a type's, or of a table that went with the statement: then there is nothing to add.
  const takes = await db
    .oneOrNone<{ definition: string }>(
      `select pg_get_constraintdef(c.oid) as definition from pg_constraint c
         join pg_class t on t.oid = c.conrelid
         join pg_namespace n on n.oid = t.relnamespace
       where c.conname = $1 and n.nspname = $2 and t.relname = $3`,
      [constraint, schema, table],
    )
    .catch(() => null);
  return takes ? new Error(`${error.message}: ${takes.definition}`) : error;
}
