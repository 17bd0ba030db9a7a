import { readConfig } from '../../config.ts';
import { waitForDatabase } from '../availability.ts';
import { closeDatabase, type Database, openDatabase } from '../client.ts';
import { provideDatabase } from '../provide.ts';

const say = (message: string) => void process.stderr.write(`${message}\n`);

/**
 * Runs a command's work on the database that the settings name, the embedded one included, and ends the process with
 * what went wrong, if anything did. A command that only reads takes `joinDatabase`, which works beside a running service.
 */
export async function withDatabase(
  work: (db: Database) => Promise<string>,
  provide: typeof provideDatabase = provideDatabase,
): Promise<void> {
  try {
    const { databaseUrl, dataDir, databaseWaitMs } = readConfig();
    const { connection, release } = await provide({ databaseUrl, dataDir }, say);
    const db = openDatabase(connection, { poolSize: 2 });
    try {
      await waitForDatabase(db, { timeoutMs: databaseWaitMs, onWaiting: say });
      process.stdout.write(`${await work(db)}\n`);
    } finally {
      await closeDatabase(db);
      await release();
    }
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
