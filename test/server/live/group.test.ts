import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePositions, type Position } from '../../../src/feed/cursor.ts';
import { LiveFeed } from '../../../src/feed/feed.ts';
import { Group } from '../../../src/server/live/group.ts';
import type { Outlet } from '../../../src/server/live/outlet.ts';
import { Pages } from '../../../src/server/live/pages.ts';
import type { Render } from '../../../src/server/live/render.ts';
import { createMemoryTable } from '../../feed/memory-table.ts';
import { until } from '../../feed/support.ts';

interface Listener {
  /** The place of the event it came with; null when it came with none. */
  readonly after: number | null;
  /** What was known when it came. */
  readonly joined: Position;
  readonly heard: { cursor: string; previousCursor: string }[];
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ write: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 2, arbitrary: fc.constant('join' as const) },
  { weight: 3, arbitrary: fc.record({ resume: fc.double({ min: 0, max: 1, noNaN: true }) }) },
  { weight: 4, arbitrary: fc.record({ pause: fc.integer({ min: 0, max: 12 }) }) },
);

test('whoever joins or resumes at any moment hears what follows: all of it, once, in order, linked', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const { table, events, append } = createMemoryTable();
      append(3);
      const feed = new LiveFeed({ table, log: () => {} });
      await feed.start();
      const group = groupOf(feed, async (rendered) => {
        await sleep(Math.random() * 4);
        return rendered.map(({ cursor, previousCursor }) => JSON.stringify({ cursor, previousCursor }));
      });
      const listeners: Listener[] = [];
      const join = (after: number | null) => {
        const listener: Listener = { after, joined: feed.position, heard: [] };
        const outlet: Outlet = {
          transport: 'sse',
          send: (results) => listener.heard.push(...results.map((text) => JSON.parse(text))) > 0,
          get isReady() {
            return Math.random() < 0.5;
          },
          ready: () => sleep(Math.random() * 2),
          end() {},
        };
        listeners.push(listener);
        group.join(outlet, after === null ? null : (events[after]?.position ?? null));
      };
      join(null);
      for (const one of steps) {
        if (one === 'join') join(null);
        else if ('write' in one) {
          append(one.write);
          feed.look();
        } else if ('resume' in one) join(Math.floor(one.resume * (events.length - 1)));
        else await sleep(one.pause);
      }
      append(1);
      feed.look();
      const last = events.at(-1)?.position as Position;
      const isOver = () => listeners.every(({ heard }) => placeOf(heard.at(-1)?.cursor) === last.xid);
      await until(isOver, 'all have heard the last').finally(() => feed.stop());
      for (const { after, joined, heard } of listeners) {
        const places = heard.map(({ cursor }) => placeOf(cursor));
        if (after === null) expect(comparePositions({ xid: places[0] ?? 0n, id: 1n }, joined)).toBe(1);
        const from = after === null ? (places[0] as bigint) : BigInt(after + 2);
        expect(places).toEqual(
          Array.from({ length: Number(last.xid - from) + 1 }, (_, index) => from + BigInt(index)),
        );
        const links = heard.map(({ previousCursor }) => placeOf(previousCursor));
        expect(links.slice(after === null ? 1 : 0)).toEqual(
          places.map((place) => place - 1n).slice(after === null ? 1 : 0),
        );
      }
    }),
    { numRuns: process.env.FULL ? 1_000 : 40 },
  );
});

test('no place of a history that was replaced is given out as one of the new', async () => {
  const { table, append } = createMemoryTable();
  let epoch = 'old';
  const inEpoch = <Read extends { epoch: string }>(read: Read) => ({ ...read, epoch });
  const replaceable = {
    stand: async () => inEpoch(await table.stand()),
    readAfter: async (...asked: Parameters<typeof table.readAfter>) =>
      inEpoch(await table.readAfter(...asked)),
  };
  const feed = new LiveFeed({ table: replaceable, log: () => {} });
  await feed.start();
  const rendering = Promise.withResolvers<void>();
  const replaced = Promise.withResolvers<void>();
  const group = groupOf(feed, async (rendered) => {
    rendering.resolve();
    await replaced.promise;
    return rendered.map(({ cursor }) => cursor);
  });
  const heard: string[] = [];
  const ended = Promise.withResolvers<unknown>();
  const outlet: Outlet = {
    transport: 'sse',
    isReady: true,
    ready: async () => {},
    send: (results) => heard.push(...results) > 0,
    end: (error) => ended.resolve(error),
  };
  group.join(outlet, null);
  // More than are rendered at once.
  append(300);
  feed.look();
  await rendering.promise;
  epoch = 'new';
  feed.look();
  await until(() => feed.epoch === 'new', 'the history is replaced');
  replaced.resolve();
  expect(await ended.promise).toMatchObject({ code: 'CURSOR_EXPIRED' });
  await feed.stop();
  expect(heard).toHaveLength(300);
  const epochs = new Set(heard.map((cursor) => Buffer.from(cursor, 'base64url').toString().split('.')[0]));
  expect(epochs).toEqual(new Set(['old']));
});

test('who resumes from where nothing follows yet is told what then comes, linked to its own cursor', async () => {
  const { table, append } = createMemoryTable();
  append(1);
  const feed = new LiveFeed({ table, log: () => {} });
  await feed.start();
  const group = groupOf(feed, async (rendered) => rendered.map(({ previousCursor }) => previousCursor));
  const join = (after: Position, open = Promise.resolve()) => {
    const one = { heard: [] as string[], waits: 0 };
    group.join(
      {
        transport: 'sse',
        send: (results) => one.heard.push(...results) > 0,
        isReady: true,
        async ready() {
          one.waits += 1;
          // Not within one turn of the event loop, which would never end where this is asked for without end.
          await turn();
          await open;
        },
        end() {},
      },
      after,
    );
    return one;
  };
  const { promise, resolve } = Promise.withResolvers<void>();
  // From the last event, and from the end of the feed behind it.
  const first = join({ xid: 1n, id: 1n }, promise);
  const second = join({ xid: 2n, id: 0n }, promise);
  await until(() => first.waits + second.waits === 2, 'both have found nothing');
  append(1);
  feed.look();
  await until(() => feed.position.xid === 2n && feed.position.id === 1n, 'something comes');
  resolve();
  const third = join({ xid: 2n, id: 0n });
  const all = [first, second, third];
  await until(() => all.every(({ heard }) => heard.length === 1), 'all are told');
  await feed.stop();
  expect(all.map(({ heard }) => heard.map(placeOf))).toEqual([[1n], [2n], [2n]]);
  for (const { waits } of all) expect(waits).toBeLessThan(20);
});

function groupOf(feed: LiveFeed, render: Render): Group {
  return new Group({
    key: 'test',
    feed,
    topic: { kind: 'SECTION_CHANGED', customers: 'all' },
    render,
    pages: new Pages(),
    onSent() {},
    onTooFarBehind() {},
    onLeave() {},
    onEmpty() {},
  });
}

function placeOf(cursor = ''): bigint {
  return BigInt(Buffer.from(cursor, 'base64url').toString().split('.')[1] ?? 0);
}
