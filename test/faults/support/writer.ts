import { randomUUID } from 'node:crypto';
import type { Database, Queryable } from '../../../src/db/client.ts';
import { addCustomers } from '../../feed/support.ts';
import { evenly, monotonicMs } from './clock.ts';

/**
 * Adds that many integrations, of a customer each; gives their ids. They have no telemetry and UNKNOWN health, which is
 * what the service itself would say of them, so nobody but the test makes them change.
 */
export async function addWatched(db: Queryable, count: number): Promise<string[]> {
  const customers = await addCustomers(db, count);
  const ids = customers.map(() => randomUUID());
  await db.none(
    `insert into integrations (id, customer_id, name, type, status, data_flow_direction, setup_date, sync_mode)
     select w.id, w.customer_id, w.id::text, 'CUSTOM', 'ACTIVE', 'OUTBOUND', '2024-01-01', 'REALTIME'
     from unnest($1::uuid[], $2::uuid[]) as w (id, customer_id)`,
    [ids, customers],
  );
  return ids;
}

/** Changes an integration's status, which makes exactly one event of its kind; the number says which in its reason. */
export async function changeStatus(db: Queryable, integrationId: string, number: number): Promise<void> {
  await db.none(
    `update integrations set health_reason = $2, status = case status when 'ACTIVE' then 'ERROR' else 'ACTIVE' end
     where id = $1`,
    [integrationId, String(number)],
  );
}

/** The numbers of all changes that are stored, in the order of the feed, but those before a test's start. */
export function storedNumbers(db: Queryable): Promise<number[]> {
  return db.map(
    `select payload->>'reason' as number from environment_events
     where kind = 'INTEGRATION_STATUS_CHANGED' and payload->>'reason' ~ '^[1-9]' order by xid, id`,
    [],
    ({ number }) => Number(number),
  );
}

/** Somebody who changes statuses at an even rate. */
export interface Writer {
  /** The number of the newest change that has been begun. */
  newest(): number;
  /** When the commit of each number was confirmed, on the monotonic clock. */
  readonly committedAt: ReadonlyMap<number, number>;
  /** Settled once all that was begun is committed; rejects when any of it failed. */
  stop(): Promise<void>;
}

/** Starts to change these integrations in turn; numbers count up from `first`. */
export function startWriter(
  db: Database,
  integrationIds: readonly string[],
  perSecond: number,
  first = 1,
): Writer {
  const committedAt = new Map<number, number>();
  let stopped = false;
  let newest = first - 1;
  const writing = evenly(
    perSecond,
    () => !stopped,
    async (index) => {
      const number = first + index;
      newest = number;
      await changeStatus(db, integrationIds[index % integrationIds.length] as string, number);
      committedAt.set(number, monotonicMs());
    },
  );
  writing.catch(() => {});
  return {
    newest: () => newest,
    committedAt,
    stop() {
      stopped = true;
      return writing;
    },
  };
}
