import type { Queryable } from './client.ts';

/**
 * The database's time, to the millisecond. All processes on a database share it, however wrong their own clocks are: use
 * it wherever a time is stored by one process and compared by another.
 */
export function databaseNow(db: Queryable): Promise<Date> {
  return db.one(
    `select to_json(clock_timestamp()) #>> '{}' as now`,
    [],
    ({ now }: { now: string }) => new Date(now),
  );
}
