import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Connection } from '../client.ts';
import { findRunning } from './postmaster.ts';
import { connectionTo, DATABASE } from './ready.ts';

/**
 * Where the embedded server that runs on this data folder can be reached, whoever has started it; null when none runs.
 * @throws {Error} in words where the folder holds no database, so that looking for one does not make one.
 */
export async function joinEmbedded(dataDir: string): Promise<Connection | null> {
  const wanted = resolve(dataDir, 'postgres');
  let pgdata: string;
  try {
    await realpath(join(wanted, 'PG_VERSION'));
    pgdata = await realpath(wanted);
  } catch (error) {
    throw new Error(
      `There is no database in ${resolve(dataDir)} yet. Start the service first (npm start), or set DATA_DIR or DATABASE_URL to where it is.`,
      { cause: error },
    );
  }
  const running = await findRunning(pgdata);
  return running ? connectionTo(running, DATABASE) : null;
}
