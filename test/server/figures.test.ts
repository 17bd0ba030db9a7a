import { buildSubgraphSchema } from '@apollo/subgraph';
import Fastify from 'fastify';
import { parse } from 'graphql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../src/environment/context.ts';
import { encodeCursor } from '../../src/feed/cursor.ts';
import { LiveFeed } from '../../src/feed/feed.ts';
import { Live } from '../../src/server/live/live.ts';
import type { Outlet, Transport } from '../../src/server/live/outlet.ts';
import { serveMetrics } from '../../src/server/metrics.ts';
import { createMemoryTable } from '../feed/memory-table.ts';
import { until } from '../feed/support.ts';

const identity = { kind: 'local', subject: 'test', customers: 'all' } as const;
const document = parse('subscription ($after: String) { changed(after: $after) }');

let memory: ReturnType<typeof createMemoryTable>;
let isBroken: boolean;
let feed: LiveFeed;
let live: Live;
let app: ReturnType<typeof Fastify>;
beforeEach(async () => {
  memory = createMemoryTable();
  isBroken = false;
  const { stand, readAfter } = memory.table;
  feed = new LiveFeed({
    table: {
      stand,
      async readAfter(...asked) {
        if (isBroken) throw new Error('The table is away.');
        return readAfter(...asked);
      },
    },
    log() {},
  });
  await feed.start();
  live = new Live({
    feed,
    createContext: () => ({ identity }) as unknown as Context,
    present: (errors) => errors,
    most: { perConnection: 1, perIdentity: null },
  });
  app = Fastify();
  serveMetrics(app, {
    feed: () => feed.stats,
    live: () => live.stats,
    alerts: undefined,
    callbacks: () => ({ queued: 0, cut: 0 }),
    doors: { websocket: () => ({ sockets: 0, cut: 0 }), sse: () => ({ sockets: 0, cut: 0 }) },
  });
});
afterEach(async () => {
  await app.close();
  await feed.stop();
});

async function figure(name: string): Promise<number> {
  const { body } = await app.inject('/metrics');
  const line = body.split('\n').find((one: string) => one.startsWith(`technical_environment_${name} `));
  return Number(line?.split(' ').at(-1));
}

/** Subscribes to every change; what is sent and when there is room for more is the outlet's. */
async function subscribe(outlet: Outlet, after: string | null = null) {
  const typeDefs = parse('type Query { a: Int } type Subscription { changed(after: String): String }');
  const changed = {
    subscribe: (_: unknown, args: { after?: string }) =>
      feed.follow({ kind: 'SECTION_CHANGED', customers: 'all' }, args.after),
    resolve: ({ cursor }: { cursor: string }) => cursor,
  };
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: { Subscription: { changed } } as never }]);
  const contextValue = { identity } as unknown as Context;
  const member = await live.subscribe({ schema, document, variableValues: { after }, contextValue, outlet });
  if (!(Symbol.asyncIterator in member)) throw new Error(JSON.stringify(member));
  return member;
}

/** An outlet that counts what it is sent. */
function outlet(transport: Transport, ready = async () => {}) {
  return {
    transport,
    ready,
    heard: 0,
    send(results: readonly string[]) {
      this.heard += results.length;
      return true;
    },
  };
}

function append(count: number): void {
  memory.append(count);
  feed.look();
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
  const there = outlet('websocket');
  await subscribe({ ...outlet('websocket'), send: () => false });
  await subscribe(there);
  append(3);
  await until(() => there.heard === 3, 'the other has heard all');
  await until(async () => (await figure('subscription_deliveries_total')) > 0, 'it is counted');
  expect(await figure('subscription_deliveries_total')).toBe(3);
});

test('what waits for one who catches up is counted, and so is its end when that is too much', async () => {
  append(10);
  await until(() => feed.position.xid === 10n, 'there is a past');
  // It reads the past, and while it has not read the rest of it more and more comes live.
  const readsPast = Promise.withResolvers<void>();
  const readsRest = Promise.withResolvers<void>();
  const slow = outlet('sse', () => (slow.heard <= 9 ? readsPast.promise : readsRest.promise));
  const member = await subscribe(slow, encodeCursor('test', { xid: 1n, id: 1n }));
  const over = member.next().catch((error: unknown) => error);
  await until(() => slow.heard === 9, 'it has the past');
  append(1);
  await until(() => feed.position.xid === 11n, 'there is more by now');
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
