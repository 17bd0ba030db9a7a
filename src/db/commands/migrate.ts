// Brings the database up to the newest migration; the service does the same whenever it starts.
import { migrate } from '../migrate.ts';
import { withDatabase } from './with-database.ts';

await withDatabase(async (db) => {
  const { applied, version } = await migrate(db);
  return applied.length === 0
    ? `Nothing to do: the database is at migration ${version}.`
    : `Applied ${applied.join(', ')}.`;
});
