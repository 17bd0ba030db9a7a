import { afterEach, expect, test } from 'vitest';
import { encodeCursor } from '../../src/feed/cursor.ts';
import { LiveFeed } from '../../src/feed/feed.ts';
import type { EventTable, Stand } from '../../src/feed/table.ts';
import { createMemoryTable } from './memory-table.ts';
import { isChain, sectionChanges, take, until } from './support.ts';

/** More than a stream holds. */
const MANY = 7_000;
const EXPIRED = { code: 'CURSOR_EXPIRED' };

let stand: { -readonly [Key in keyof Stand]?: Stand[Key] };
let memory: ReturnType<typeof createMemoryTable>;
let feed: LiveFeed;
afterEach(() => feed.stop());

async function start(past?: EventTable): Promise<void> {
  stand = {};
  memory = createMemoryTable(stand);
  feed = new LiveFeed({ table: memory.table, ...(past && { past }), log() {} });
  await feed.start();
}

/** Appends events, and waits until they have been handed on. */
async function append(count: number): Promise<void> {
  memory.append(count);
  feed.look();
  const all = BigInt(memory.events.length);
  await until(() => feed.position.xid >= all, 'they are handed on');
}

/** A stream whose reader has read one event, and then pauses. */
async function startReading() {
  const stream = feed.follow(sectionChanges());
  const first = stream.next();
  await append(1);
  const { value } = await first;
  return { stream, cursor: value?.cursor };
}

async function replaceHistory(): Promise<void> {
  stand.epoch = 'another';
  feed.look();
  await until(() => feed.epoch === 'another', 'the history is replaced');
}

test('who cannot keep up is given what it missed from the table, and then goes on live', async () => {
  await start();
  const { stream, cursor } = await startReading();
  await append(MANY);
  expect(feed.stats).toMatchObject({ queued: 0 });
  const events = await take(stream, MANY);
  const next = stream.next();
  await append(1);
  const { value } = await next;
  expect(feed.stats).toMatchObject({ overflows: 1 });
  expect(value).toBeDefined();
  if (value) events.push(value);
  expect(isChain(events, cursor)).toBe(true);
  expect(events.map(({ position }) => position)).toEqual(
    memory.events.slice(1).map(({ position }) => position),
  );
});

test.each([3, MANY])(
  'who has yet to read %i events of a history that is replaced is told none of them',
  async (count) => {
    await start();
    const { stream } = await startReading();
    await append(count);
    await replaceHistory();
    await expect(stream.next()).rejects.toMatchObject(EXPIRED);
  },
);

test('who reads the past while its history is replaced is told nothing of the other one', async () => {
  await start();
  await append(MANY);
  const stream = feed.follow(sectionChanges(), encodeCursor(feed.epoch, { xid: 1n, id: 1n }));
  // A page; the next would be of the other history.
  await take(stream, 200);
  await replaceHistory();
  await expect(stream.next()).rejects.toMatchObject(EXPIRED);
});

test('nor if the feed itself has not noticed yet', async () => {
  const other = createMemoryTable({ epoch: 'another' });
  other.append(9);
  await start(other.table);
  await append(5);
  const stream = feed.follow(sectionChanges(), encodeCursor(feed.epoch, { xid: 2n, id: 1n }));
  await expect(stream.next()).rejects.toMatchObject(EXPIRED);
});

test.each<[string, () => void]>([
  [
    'has dropped what this process had yet to read',
    () => Object.assign(stand, { pruned: { xid: 8n, id: 1n } }),
  ],
  ['has gone back to before what it had read', () => Object.assign(stand, { end: { xid: 2n, id: 0n } })],
])('a table that %s ends every stream with a word', async (_, happens) => {
  await start();
  await append(5);
  const stream = feed.follow(sectionChanges());
  const waiting = expect(stream.next()).rejects.toMatchObject(EXPIRED);
  happens();
  memory.append(5);
  feed.look();
  await waiting;
});

test('who waits for a database that is away is let go when the process stops', async () => {
  let asked = 0;
  const away: EventTable = {
    stand: () => memory.table.stand(),
    async readAfter() {
      asked += 1;
      throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    },
  };
  await start(away);
  await append(5);
  const stream = feed.follow(sectionChanges(), encodeCursor(feed.epoch, { xid: 2n, id: 1n }));
  const waiting = expect(stream.next()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  await until(() => asked > 0, 'it is tried');
  await feed.stop();
  await waiting;
  expect(asked).toBeLessThanOrEqual(2);
});
