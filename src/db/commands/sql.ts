// Runs one SQL statement, for machines without psql, and prints the rows it gives. Works beside a running service.
import { joinDatabase } from '../provide.ts';
import { withDatabase } from './with-database.ts';

const [statement] = process.argv.slice(2);

if (statement) {
  await withDatabase(async (db) => {
    const { rows, rowCount } = await db.result(statement);
    const lines = rows.map((row) => JSON.stringify(row));
    return [...lines, rowCount === 1 ? '1 row.' : `${rowCount} rows.`].join('\n');
  }, joinDatabase);
} else {
  process.stderr.write('Takes a statement: npm run --silent sql -- "select name from customers limit 3"\n');
  process.exitCode = 1;
}
