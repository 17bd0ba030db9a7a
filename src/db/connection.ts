import type { Database, Queryable } from './client.ts';

/**
 * Lets `work` use one connection for at most so many milliseconds. A server that went away without a word leaves a
 * connection on which nothing ever comes; after that time it is closed instead of going back to the pool, so that the
 * next attempt has a new one.
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
  }
}
