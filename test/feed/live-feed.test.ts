import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { LiveFeed } from '../../src/feed/feed.ts';
import type { StreamEvent } from '../../src/feed/stream.ts';
import { createEventTable, type EventTable } from '../../src/feed/table.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  addCustomer,
  change,
  isChain,
  placeOf,
  sectionChanges,
  settled,
  storedPlaces,
  take,
} from './support.ts';

let database: TestDatabase;
let customerId: string;
const running: LiveFeed[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  customerId = await addCustomer(database.db);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((feed) => feed.stop()));
});
afterAll(() => database.drop());

async function startFeed(table: EventTable = createEventTable(database.db)): Promise<LiveFeed> {
  await settled(database.db);
  const feed = new LiveFeed({ table, log: () => {} });
  running.push(feed);
  await feed.start();
  return feed;
}

const ofCustomer = () => sectionChanges(customerId);
const write = () => change(database.db, customerId);

describe('following', () => {
  test('hears what commits from now on, each event naming the one before it in this stream', async () => {
    const feed = await startFeed();
    const other = await addCustomer(database.db);
    const stream = feed.follow(ofCustomer());
    await write();
    await change(database.db, other);
    await database.db.none(`update customers set name = 'Renamed' where id = $1`, [customerId]);
    const events = await take(stream, 2);
    expect(events.map(({ customerId: whose, section }) => ({ whose, section }))).toEqual([
      { whose: customerId, section: 'PENDING_INTEGRATIONS' },
      { whose: customerId, section: 'CUSTOMER' },
    ]);
    expect(isChain(events)).toBe(true);
    await stream.return();
  });

  test('starts where it was asked to, not where it is first read', async () => {
    const feed = await startFeed();
    const early = feed.follow(ofCustomer());
    const present = feed.follow(ofCustomer());
    await write();
    const [first] = await take(present, 1);
    const late = feed.follow(ofCustomer());
    await write();
    const [again] = await take(early, 1);
    expect(again).toEqual(first);
    expect((await take(late, 1)).map(placeOf)).toEqual((await take(present, 1)).map(placeOf));
  });

  test.each([
    ['everyone', () => sectionChanges()],
    ['one customer', ofCustomer],
  ])('lets go of an idle stream of %s at once, and asks nothing of it any more', async (_, topic) => {
    const feed = await startFeed();
    let asked = 0;
    const admits = () => {
      asked += 1;
      return false;
    };
    const idle = feed.follow({ ...topic(), admits });
    const waiting = idle.next();
    const other = feed.follow(ofCustomer());
    await write();
    await take(other, 1);
    expect(asked).toBe(1);
    expect(await idle.return()).toEqual({ done: true, value: undefined });
    expect(await waiting).toEqual({ done: true, value: undefined });
    await write();
    await take(other, 1);
    expect(asked).toBe(1);
  });

  test('ends every stream when it stops: waiting ones, unread ones and those asked for later', async () => {
    const feed = await startFeed();
    const unread = feed.follow(ofCustomer());
    const waiting = feed.follow(ofCustomer()).next();
    await feed.stop();
    const ends = [await waiting, await unread.next(), await feed.follow(ofCustomer()).next()];
    expect(ends.map(({ done }) => done)).toEqual([true, true, true]);
  });
});

describe('resuming', () => {
  test('replays and goes on live without a seam while writers write on', { timeout: 60_000 }, async () => {
    const changes = process.env.FULL ? 10_000 : 1_500;
    const feed = await startFeed();
    const all = sectionChanges();
    const before = new Set(await storedPlaces(database.db));
    const start = feed.follow(all);
    let written = 0;
    const writers = [1, 2, 3].map(async () => {
      for (; written < changes; written += 1) await write();
    });
    const events = await take(start, 5);
    await start.return();
    // Each resumes in the midst of writing: some of it is replayed, the rest is live.
    while (written < changes && events.length < changes) {
      const stream = feed.follow(all, events.at(-1)?.cursor ?? null);
      events.push(...(await take(stream, Math.min(40, changes - events.length))));
      await stream.return();
    }
    await Promise.all(writers);
    const expected = (await storedPlaces(database.db)).filter((place) => !before.has(place));
    const last = feed.follow(all, events.at(-1)?.cursor ?? null);
    events.push(...(await take(last, expected.length - events.length)));
    expect(events.map(placeOf)).toEqual(expected);
    expect(isChain(events)).toBe(true);
    await last.return();
  });

  test('replays more than a page, of the asked customer only', async () => {
    const feed = await startFeed();
    const [first] = await firstOf(feed);
    const live = feed.follow(ofCustomer());
    await database.db.none(
      `do $$ begin for i in 1..2500 loop insert into pending_integrations values ('${customerId}', 'bulk ' || i); end loop; end $$`,
    );
    await change(database.db, await addCustomer(database.db));
    await write();
    // Once they have come live, a resumed stream has to read them from the table.
    const heard = await take(live, 2_501);
    const events = await take(feed.follow(ofCustomer(), first.cursor), 2_501);
    expect(events.map(placeOf)).toEqual(heard.map(placeOf));
    expect(isChain(events, first.cursor)).toBe(true);
    expect(new Set(events.map(({ customerId: whose }) => whose))).toEqual(new Set([customerId]));
  });

  test('takes a cursor that another process has read further to', async () => {
    const held = holdable(createEventTable(database.db));
    const [behind, ahead] = [await startFeed(held.table), await startFeed()];
    held.hold();
    const [event] = await firstOf(ahead);
    const stream = behind.follow(ofCustomer(), event.cursor);
    const waiting = stream.next();
    await write();
    held.letGo();
    const { value } = await waiting;
    expect(value?.previousCursor).toBe(event.cursor);
    expect(value && placeOf(value)).toBe((await storedPlaces(database.db)).at(-1));
  });

  test.each([
    ['garbage', () => 'garbage'],
    ['nothing', () => ''],
    ['of another history', (cursor: string) => rewrite(cursor, (text) => text.replace(/^.{8}/, '00000000'))],
    [
      'ahead of everybody',
      (cursor: string) => rewrite(cursor, (text) => text.replace(/\.\d+\./, '.999999999999.')),
    ],
    [
      'beyond any xid',
      (cursor: string) => rewrite(cursor, (text) => text.replace(/\.\d+\./, `.${'9'.repeat(20)}.`)),
    ],
    ['beyond any id', (cursor: string) => rewrite(cursor, (text) => text.replace(/\d+$/, '9'.repeat(19)))],
    ['with more behind it', (cursor: string) => rewrite(cursor, (text) => `${text} or 1=1`)],
  ])('refuses a cursor that is %s', async (_, falsify) => {
    const feed = await startFeed();
    const [{ cursor }] = await firstOf(feed);
    const follow = async () => feed.follow(ofCustomer(), falsify(cursor)).next();
    await expect(follow()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  });
});

/** An event to start from. */
async function firstOf(feed: LiveFeed): Promise<[StreamEvent]> {
  const stream = feed.follow(ofCustomer());
  await write();
  const [event] = await take(stream, 1);
  await stream.return();
  return [event as StreamEvent];
}

function rewrite(cursor: string, change: (text: string) => string): string {
  return Buffer.from(change(Buffer.from(cursor, 'base64url').toString())).toString('base64url');
}

/** A table whose reading can be held up. */
function holdable(table: EventTable) {
  let gate = Promise.withResolvers<void>();
  gate.resolve();
  return {
    hold() {
      gate = Promise.withResolvers<void>();
    },
    letGo: () => gate.resolve(),
    table: {
      stand: () => table.stand(),
      async readAfter(...asked: Parameters<EventTable['readAfter']>) {
        await gate.promise;
        return table.readAfter(...asked);
      },
    } satisfies EventTable,
  };
}
