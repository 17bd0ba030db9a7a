import Fastify from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeCursor } from '../../src/feed/cursor.ts';
import { serveMetrics } from '../../src/server/metrics.ts';
import { createMemoryTable } from '../feed/memory-table.ts';
import { until } from '../feed/support.ts';
import { countingOutlet, startLive } from './live/support.ts';

let memory: ReturnType<typeof createMemoryTable>;
let isBroken: boolean;
let started: Awaited<ReturnType<typeof startLive>>;
let app: ReturnType<typeof Fastify>;
beforeEach(async () => {
  memory = createMemoryTable();
  isBroken = false;
  const { stand, readAfter } = memory.table;
  started = await startLive({
    stand,
    async readAfter(...asked) {
      if (isBroken) throw new Error('The table is away.');
      return readAfter(...asked);
    },
  });
  app = Fastify();
  serveMetrics(app, {
    feed: () => started.feed.stats,
    live: () => started.live.stats,
    alerts: undefined,
    alertBacklog: undefined,
    callbacks: () => ({ queued: 0, cut: 0 }),
    doors: { websocket: () => ({ sockets: 0, cut: 0 }), sse: () => ({ sockets: 0, cut: 0 }) },
  });
});
afterEach(async () => {
  await app.close();
  await started.feed.stop();
});

async function figure(name: string): Promise<number> {
  const { body } = await app.inject('/metrics');
  const line = body.split('\n').find((one: string) => one.startsWith(`technical_environment_${name} `));
  return Number(line?.split(' ').at(-1));
}

function append(count: number): void {
  memory.append(count);
  started.feed.look();
}

test('while the table cannot be read, the age of the last reading tells so', async () => {
  append(1);
  await until(async () => (await figure('feed_events_total')) === 1, 'the event is read');
  const lag = await figure('feed_lag_seconds');
  isBroken = true;
  await until(async () => (await figure('feed_read_age_seconds')) > 1, 'the age grows');
  expect(await figure('feed_lag_seconds'), 'the lag of the last event does not').toBe(lag);
  isBroken = false;
  await until(async () => (await figure('feed_read_age_seconds')) < 1, 'it is read again');
});

test('what was sent to who is gone is not counted', async () => {
  const there = countingOutlet('websocket');
  await started.subscribe({ ...countingOutlet('websocket'), send: () => false });
  await started.subscribe(there);
  append(3);
  await until(() => there.heard === 3, 'the other has heard all');
  await until(async () => (await figure('subscription_deliveries_total')) > 0, 'it is counted');
  expect(await figure('subscription_deliveries_total')).toBe(3);
});

test('what waits for one who catches up is counted, and so is its end when that is too much', async () => {
  append(10);
  await until(() => started.feed.position.xid === 10n, 'there is a past');
  // It reads the past, and while it has not read the rest of it more and more comes live.
  const readsPast = Promise.withResolvers<void>();
  const readsRest = Promise.withResolvers<void>();
  const slow = countingOutlet('sse', () => (slow.heard <= 9 ? readsPast.promise : readsRest.promise));
  const member = await started.subscribe(slow, encodeCursor('test', { xid: 1n, id: 1n }));
  const over = member.next().catch((error: unknown) => error);
  await until(() => slow.heard === 9, 'it has the past');
  append(1);
  await until(() => started.feed.position.xid === 11n, 'there is more by now');
  readsPast.resolve();
  await until(() => slow.heard === 10, 'it has that too');
  append(100);
  await until(async () => (await figure('subscription_queued_results')) === 100, 'this waits for it');
  for (let count = 0; count < 60; count += 1) append(100);
  await until(async () => (await figure('cuts_total{transport="sse"}')) === 1, 'it is ended');
  expect(await over).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  expect(await figure('cuts_total{transport="websocket"}')).toBe(0);
  expect(await figure('subscription_queued_results')).toBe(0);
  readsRest.resolve();
});
