import { setTimeout as sleep } from 'node:timers/promises';
import { closeDatabase, type Database, openDatabase } from '../../src/db/client.ts';
import { startWorker } from './children.ts';
import { type DemoService, withDemoService } from './demo-service.ts';
import { type Bench, percentile } from './figure.ts';
import type { Told } from './live-subscribers.ts';

const SUBSCRIBERS = 500;
const CUSTOMERS = 50;
const PER_SECOND = 100;
/** The first second is not counted: code and connections warm up in it. */
const SECONDS = 11;
const NOTIFIES_PER_SECOND = 20;
/** How long the last messages may be under way. */
const GRACE_MS = 2_000;

/** From the end of a commit to the message at the subscriber; the clock is the machine's monotonic one. */
export const live: Bench = {
  name: 'live',
  run: () =>
    withDemoService(async (service) => {
      const integrations = await service.db.any<{ id: string; customerId: string }>(
        `select distinct on (customer_id) id, customer_id as "customerId" from integrations order by customer_id, id limit $1`,
        [CUSTOMERS],
      );
      // So that the first round changes every one.
      await service.db.none(`update integrations set health_status = 'UNKNOWN' where id = any ($1::uuid[])`, [
        integrations.map(({ id }) => id),
      ]);
      const worker = startWorker<Told>('./live-subscribers.ts');
      const writers = openDatabase(service.connection, { poolSize: 4 });
      try {
        worker.tell({
          url: service.url.replace('http', 'ws'),
          customerIds: Array.from(
            { length: SUBSCRIBERS },
            (_, index) => integrations[index % integrations.length]?.customerId,
          ),
        });
        await worker.hear();
        const notifying = measureNotify(service);
        const committed = await write(writers, integrations);
        const notified = await notifying;
        await sleep(GRACE_MS);
        worker.tell('report');
        const heard = (await worker.hear()) as Exclude<Told, 'ready'>;
        const expected = (committed.length * SUBSCRIBERS) / integrations.length;
        if (heard.length !== expected) throw new Error(`${heard.length} of ${expected} messages came.`);
        const counted = heard.filter(({ change }) => change >= PER_SECOND);
        const latencies = counted.map(({ change, at }) => Math.max(0, at - (committed[change] as number)));
        const figure = (name: string, share: number, target: number | null) => ({
          what: `commit → WebSocket, ${PER_SECOND}/s, ${SUBSCRIBERS} subscribers, ${name}`,
          value: percentile(latencies, share),
          unit: 'ms' as const,
          target,
          peer: { what: `LISTEN/NOTIFY at the same time, ${name}`, value: percentile(notified, share) },
        });
        return [figure('p50', 0.5, null), figure('p99', 0.99, 250)];
      } finally {
        await worker.end();
        await closeDatabase(writers);
      }
    }),
};

/** Makes changes at an even pace; gives when each was committed. */
async function write(db: Database, integrations: readonly { id: string }[]): Promise<number[]> {
  const committed: number[] = [];
  await evenly(PER_SECOND, SECONDS, async (change) => {
    const round = Math.floor(change / integrations.length);
    await db.none('update integrations set health_status = $2, health_reason = $3 where id = $1', [
      integrations[change % integrations.length]?.id,
      round % 2 === 0 ? 'DOWN' : 'DEGRADED',
      String(change),
    ]);
    committed[change] = monotonicMs();
  });
  return committed;
}

/** From the end of a commit with a NOTIFY to its arrival in this process. */
async function measureNotify({ db }: DemoService): Promise<number[]> {
  const connection = await db.connect({ direct: true });
  const arrived = new Map<number, number>();
  connection.client.on('notification', ({ payload }) => arrived.set(Number(payload), monotonicMs()));
  try {
    await connection.none('listen bench');
    const committed: number[] = [];
    await evenly(NOTIFIES_PER_SECOND, SECONDS, async (number) => {
      await db.any('select pg_notify($1, $2)', ['bench', String(number)]);
      committed[number] = monotonicMs();
    });
    await sleep(200);
    return committed.map((at, number) => Math.max(0, (arrived.get(number) ?? Number.NaN) - at));
  } finally {
    await connection.done(true);
  }
}

/** Does something so many times a second, whether or not the last time is over. */
async function evenly(
  perSecond: number,
  seconds: number,
  act: (index: number) => Promise<void>,
): Promise<void> {
  const from = performance.now();
  const acting: Promise<void>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    await sleep(Math.max(0, from + (index * 1_000) / perSecond - performance.now()));
    acting.push(act(index));
  }
  await Promise.all(acting);
}

function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
