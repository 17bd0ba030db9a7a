import type { Database } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import type { TailLog } from './tail.ts';

const pruneSql = loadSql(new URL('./prune.sql', import.meta.url));
const AT_ONCE = 20_000;
const HOUR_MS = 3_600_000;

/** Drops events older than an instant; a cursor from before them is then answered with CURSOR_EXPIRED. */
export async function pruneEvents(db: Database, before: Date): Promise<void> {
  // In parts, since one that took too long would be given up, and be longer the next time.
  while ((await db.result(pruneSql, { before, most: AT_ONCE })).rowCount > 0);
}

/** Prunes now and every hour until the returned function is called; any number of processes may do so. */
export function keepPruned(db: Database, retentionHours: number, log: TailLog): () => Promise<void> {
  const prune = () =>
    pruneEvents(db, new Date(Date.now() - retentionHours * HOUR_MS)).catch((error: unknown) =>
      log('warn', 'Old events could not be dropped; trying again in an hour.', error),
    );
  let running = prune();
  const timer = setInterval(() => {
    running = running.then(prune);
  }, HOUR_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
