import { closeDatabase, openDatabase } from '../../../src/db/client.ts';
import { startThrowaway } from '../../../src/db/embedded/throwaway.ts';
import { migrate } from '../../../src/db/migrate.ts';
import type { TestDatabase } from '../../support/database.ts';

/**
 * A migrated database on a PostgreSQL of its own, for tests that disturb a whole server: a transaction left open holds
 * back the events of every database on it.
 */
export async function createDatabaseOnOwnServer(): Promise<TestDatabase> {
  const server = await startThrowaway();
  const { connection } = server;
  const db = openDatabase(connection, { applicationName: 'tests' });
  const drop = async () => {
    await closeDatabase(db);
    await server.stop();
  };
  try {
    await migrate(db);
  } catch (error) {
    await drop();
    throw error;
  }
  const { host, port, user, database } = connection;
  const url = `postgresql://${user}@${encodeURIComponent(host)}:${port}/${database}`;
  return { db, connection, url, drop };
}
