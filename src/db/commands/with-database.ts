import { readConfig } from '../../config.ts';
import { waitForDatabase } from '../availability.ts';
import { closeDatabase, type Database, openDatabase } from '../client.ts';
import { startEmbedded } from '../embedded/server.ts';

const say = (message: string) => void process.stderr.write(`${message}\n`);

/**
 * Runs a command's work on the database that the settings name, the embedded one included, and ends the process with
 * what went wrong, if anything did.
 */
export async function withDatabase(work: (db: Database) => Promise<string>): Promise<void> {
  try {
    const { databaseUrl, dataDir, databaseWaitMs } = readConfig();
    const embedded = databaseUrl === null ? await startEmbedded({ dataDir, log: say }) : null;
    const db = openDatabase(embedded?.connection ?? (databaseUrl as string), { poolSize: 2 });
    try {
      await waitForDatabase(db, { timeoutMs: databaseWaitMs, onWaiting: say });
      process.stdout.write(`${await work(db)}\n`);
    } finally {
      await closeDatabase(db);
      await embedded?.stop();
    }
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
