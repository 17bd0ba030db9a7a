import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionLost } from '../availability.ts';
import { type Connection, closeDatabase, openDatabase } from '../client.ts';
import type { RunningServer } from './launch.ts';
import type { Postmaster } from './postmaster.ts';

/** The name of our database in the embedded server. */
export const DATABASE = 'technical_environment';
const NO_SUCH_DATABASE = '3D000';
const POLL_MS = 4;

/** Waits until the server answers, and makes our database if it is not there. */
export async function untilReady(server: RunningServer, timeoutMs: number): Promise<void> {
  const db = openDatabase(connectionTo(server, DATABASE), { poolSize: 1 });
  try {
    for (const deadline = Date.now() + timeoutMs; ; await sleep(POLL_MS)) {
      try {
        await db.one('select 1 as ready');
        return;
      } catch (error) {
        const failure = server.failure();
        if (failure) throw failure;
        if ((error as { code?: string }).code === NO_SUCH_DATABASE) {
          await query(server, 'postgres', `create database ${DATABASE}`);
        } else if (!isConnectionLost(error) || Date.now() > deadline) {
          throw new Error(
            `The embedded PostgreSQL (process ${server.pid}) does not answer: ${(error as Error).message}. ` +
              'See postgres.log in the data folder.',
            { cause: error },
          );
        }
      }
    }
  } finally {
    await closeDatabase(db);
  }
}

/** Runs one statement that returns at most one row, on a connection of its own. */
export async function query<Row>(server: Postmaster, database: string, sql: string): Promise<Row> {
  const db = openDatabase(connectionTo(server, database), { poolSize: 1 });
  try {
    return (await db.oneOrNone(sql)) as Row;
  } finally {
    await closeDatabase(db);
  }
}

/** Where a database of this server is. */
export function connectionTo({ socketFolder, port }: Postmaster, database: string): Connection {
  return { host: socketFolder || '127.0.0.1', port, user: 'postgres', database };
}
