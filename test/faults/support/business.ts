import type { Database } from '../../../src/db/client.ts';
import { changeStatus } from './writer.ts';

/** What other systems write, and how. */
export interface BusinessWrite {
  readonly what: string;
  /** How many writers there are at once, each with customers of its own. */
  readonly writers: number;
  /** At least this share of the throughput without the feed: a little under what was measured. */
  readonly target: number;
  /** Writes once; these integrations are the writer's own. */
  write(db: Database, integrations: readonly string[], count: number): Promise<unknown>;
}

const RUN = `insert into integration_runs (customer_id, integration_id, started_at, status)
  select customer_id, id, clock_timestamp(), 'RUNNING' from integrations where id = any ($1::uuid[])`;

/** From the everyday to the worst case. */
export const BUSINESS_WRITES: readonly BusinessWrite[] = [
  {
    what: 'a sync (one transaction: its run, when it was, the calls that it made)',
    writers: 4,
    // 0.9 is wanted; on a quiet machine of two cores it is 0.87.
    target: 0.78,
    write: (db, integrations, count) =>
      db.tx(async (tx) => {
        const id = integrations[count % integrations.length];
        await tx.none(RUN, [[id]]);
        await tx.none('update integrations set last_attempt_at = now(), last_sync_at = now() where id = $1', [
          id,
        ]);
        await tx.none(
          `insert into api_usage_daily (customer_id, day, calls) select customer_id, current_date, 1 from integrations where id = $1
           on conflict (customer_id, day) do update set calls = api_usage_daily.calls + 1`,
          [id],
        );
      }),
  },
  {
    what: 'one statement that inserts a run',
    writers: 4,
    target: 0.74,
    write: (db, integrations, count) => db.none(RUN, [[integrations[count % integrations.length]]]),
  },
  {
    what: 'one statement that changes a status',
    writers: 4,
    target: 0.74,
    write: (db, integrations, count) =>
      changeStatus(db, integrations[count % integrations.length] as string, count),
  },
  {
    what: 'one statement that inserts a run for each of 200 customers',
    writers: 1,
    target: 0.7,
    write: (db, integrations) => db.none(RUN, [integrations]),
  },
  {
    what: 'one statement that changes 200 statuses, of as many customers',
    writers: 1,
    target: 0.35,
    write: (db, integrations, count) =>
      db.none(
        `update integrations set health_reason = $2, status = case status when 'ACTIVE' then 'ERROR' else 'ACTIVE' end
         where id = any ($1::uuid[])`,
        [integrations, String(count)],
      ),
  },
];
