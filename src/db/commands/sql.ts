// Runs one SQL statement, for machines without psql, and prints the rows it gives. Works beside a running service.
import type { Database } from '../client.ts';
import { joinDatabase } from '../provide.ts';
import { withDatabase } from './with-database.ts';

const CHECK_VIOLATION = '23514';
const [statement] = process.argv.slice(2);

if (statement) {
  await withDatabase(async (db) => {
    const { rows, rowCount } = await db.result(statement).catch(async (error) => {
      throw await explain(db, error);
    });
    const lines = rows.map((row) => JSON.stringify(row));
    return [...lines, rowCount === 1 ? '1 row.' : `${rowCount} rows.`].join('\n');
  }, joinDatabase);
} else {
  process.stderr.write('Takes a statement: npm run --silent sql -- "select name from customers limit 3"\n');
  process.exitCode = 1;
}

// PostgreSQL names the constraint only, which says little to somebody who did not write it.
async function explain(
  db: Database,
  error: Error & Partial<Record<'code' | 'constraint' | 'schema' | 'table', string>>,
) {
  if (error.code !== CHECK_VIOLATION) return error;
  const { constraint, schema, table } = error;
  const takes = await db.oneOrNone<{ definition: string }>(
    `select pg_get_constraintdef(oid) as definition from pg_constraint
     where conname = $1 and conrelid = format('%I.%I', $2, $3)::regclass`,
    [constraint, schema, table],
  );
  return takes ? new Error(`${error.message}: ${takes.definition}`) : error;
}
