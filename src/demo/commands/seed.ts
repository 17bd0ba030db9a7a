// Loads the demo data into an empty database, or brings them up to date where they are loaded.
import { withDatabase } from '../../db/commands/with-database.ts';
import { migrate } from '../../db/migrate.ts';
import { advanceDemo } from '../advance.ts';
import { loadDemo } from '../load.ts';

await withDatabase(async (db) => {
  await migrate(db);
  const { loaded, customers } = await loadDemo(db, new Date());
  if (loaded) return `Loaded ${customers} customers.`;
  await advanceDemo(db, new Date());
  return `The demo data were there already (${customers} customers) and are up to date now.`;
});
