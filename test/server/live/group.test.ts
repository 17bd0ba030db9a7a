import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Position } from '../../../src/feed/cursor.ts';
import { LiveFeed } from '../../../src/feed/feed.ts';
import { Group } from '../../../src/server/live/group.ts';
import type { Outlet } from '../../../src/server/live/outlet.ts';
import { Pages } from '../../../src/server/live/pages.ts';
import { createMemoryTable } from '../../feed/memory-table.ts';
import { until } from '../../feed/support.ts';

interface Listener {
  /** The place of the event it came with; null when it came with none. */
  readonly after: number | null;
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
      const group = new Group({
        key: 'test',
        feed,
        topic: { kind: 'SECTION_CHANGED', customers: 'all' },
        async render(rendered) {
          await sleep(Math.random() * 4);
          return rendered.map(({ cursor, previousCursor }) => JSON.stringify({ cursor, previousCursor }));
        },
        pages: new Pages(),
        onSent() {},
        onTooFarBehind() {},
        onLeave() {},
        onEmpty() {},
      });
      const listeners: Listener[] = [];
      const join = (after: number | null) => {
        const listener: Listener = { after, heard: [] };
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
      for (const { after, heard } of listeners) {
        const places = heard.map(({ cursor }) => placeOf(cursor));
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
  const group = new Group({
    key: 'test',
    feed,
    topic: { kind: 'SECTION_CHANGED', customers: 'all' },
    async render(rendered) {
      rendering.resolve();
      await replaced.promise;
      return rendered.map(({ cursor }) => cursor);
    },
    pages: new Pages(),
    onSent() {},
    onTooFarBehind() {},
    onLeave() {},
    onEmpty() {},
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

function placeOf(cursor = ''): bigint {
  return BigInt(Buffer.from(cursor, 'base64url').toString().split('.')[1] ?? 0);
}
