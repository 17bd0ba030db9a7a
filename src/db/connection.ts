import type { Database, Queryable } from './client.ts';

/**
 * Lets `work` use one connection for at most so many milliseconds. A server that went away without a word leaves
 * connections on which nothing ever comes; after that time it is closed instead of going back to the pool, and so are
 * those that are idle there, so that the next attempt has a new one.
 * @throws {Error} "Connection terminated …" when the time is over; whatever `work` throws.
 */
export async function withConnection<Result>(
  db: Database,
  milliseconds: number,
  work: (connection: Queryable) => Promise<Result>,
): Promise<Result> {
  const connection = await db.connect();
  const late = Promise.withResolvers<never>();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    late.reject(new Error(`Connection terminated: no answer in ${milliseconds} ms.`));
  }, milliseconds);
  try {
    const working = work(connection);
    // Whoever waits has its answer by then.
    working.catch(() => {});
    return await Promise.race([working, late.promise]);
  } finally {
    clearTimeout(timer);
    await connection.done(isLate);
    if (isLate) await closeIdle(db);
  }
}

/** What a probe waits for an answer. */
const PROBE_MS = 2_000;

/** Asks the database whether it answers; rejects where it does not, the next time on a new connection. */
export async function probeDatabase(db: Database): Promise<void> {
  await withConnection(db, PROBE_MS, (connection) => connection.one('select 1 as ready'));
}

async function closeIdle(db: Database): Promise<void> {
  for (let left = db.$pool.idleCount; left > 0; left -= 1) {
    const idle = await db.connect();
    // One with a query under way is destroyed, where an idle one would wait for the server to take leave.
    idle.any('select 1').catch(() => {});
    await idle.done(true);
  }
}
