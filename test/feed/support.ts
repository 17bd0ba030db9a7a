import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Queryable } from '../../src/db/client.ts';
import type { FeedEvent } from '../../src/feed/event.ts';
import type { StreamEvent } from '../../src/feed/stream.ts';
import { createEventTable } from '../../src/feed/table.ts';
import type { Topic } from '../../src/feed/topic.ts';

/** Adds that many customers; gives their ids. */
export async function addCustomers(db: Queryable, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await db.none('insert into customers (id, name) select id, id::text from unnest($1::uuid[]) as id', [ids]);
  return ids;
}

/** Adds one customer; gives its id. */
export async function addCustomer(db: Queryable): Promise<string> {
  return (await addCustomers(db, 1))[0] as string;
}

/** Adds a healthy webhook of a customer; gives its id. */
export async function addIntegration(db: Queryable, customerId: string): Promise<string> {
  const id = randomUUID();
  await db.none(
    `insert into integrations (id, customer_id, name, type, status, health_status, data_flow_direction, setup_date, sync_mode)
     values ($1, $2, $1::text, 'CUSTOM', 'ACTIVE', 'HEALTHY', 'OUTBOUND', '2024-01-01', 'REALTIME')`,
    [id, customerId],
  );
  return id;
}

/** Writes what makes exactly one event: of this customer, in PENDING_INTEGRATIONS. */
export async function change(db: Queryable, customerId: string): Promise<void> {
  await db.none('insert into pending_integrations (customer_id, name) values ($1, $2)', [
    customerId,
    randomUUID(),
  ]);
}

/** All changes of sections, of all customers unless some are named. */
export function sectionChanges(...customerIds: string[]): Topic<'SECTION_CHANGED'> {
  return {
    customers: customerIds.length === 0 ? 'all' : new Set(customerIds),
    kind: 'SECTION_CHANGED',
  };
}

/** The next `count` events of a stream, which stays open. */
export async function take(stream: AsyncGenerator<StreamEvent>, count: number): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  while (events.length < count) {
    const { value, done } = await stream.next();
    if (done) throw new Error(`The stream ended after ${events.length} of ${count} events.`);
    events.push(value);
  }
  return events;
}

/** True when each event names the one before it, the first one `start`. */
export function isChain(
  events: readonly Pick<StreamEvent, 'cursor' | 'previousCursor'>[],
  start?: string,
): boolean {
  return events.every(({ previousCursor }, index) => {
    const previous = index === 0 ? start : events[index - 1]?.cursor;
    return previous === undefined || previousCursor === previous;
  });
}

/** The places of all events that lie in the table, in order, each as `xid.id`. */
export function storedPlaces(db: Queryable): Promise<string[]> {
  return db.map(
    'select xid::text, id::text from environment_events e order by e.xid, e.id',
    [],
    ({ xid, id }) => `${xid}.${id}`,
  );
}

/** An event's place, as storedPlaces writes it. */
export function placeOf({ position: { xid, id } }: FeedEvent): string {
  return `${xid}.${id}`;
}

/**
 * Waits until all that is stored can be read. A feed that starts earlier also tells what was committed before, since
 * transactions of other test files hold the safe horizon back.
 */
export async function settled(db: Database): Promise<void> {
  const table = createEventTable(db);
  const [xid] = await db.map('select max(xid)::text as xid from environment_events', [], (row) => row.xid);
  await until(async () => (await table.stand()).end.xid > BigInt(xid ?? 0), 'the horizon has passed');
}

/** Waits until something holds; a test that waits in vain ends by its time limit, or by an error after 12 s. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; waited < 12_000; waited += 20) {
    if (await holds()) return;
    await sleep(20);
  }
  throw new Error(`Waited in vain until ${what}.`);
}
