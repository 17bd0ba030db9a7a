import { afterAll, beforeAll, expect, test } from 'vitest';
import { LiveFeed } from '../../src/feed/feed.ts';
import { pruneEvents } from '../../src/feed/prune.ts';
import { createEventTable } from '../../src/feed/table.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addCustomer, change, isChain, sectionChanges, settled, storedPlaces, take } from './support.ts';

let database: TestDatabase;
let feed: LiveFeed;
let customerId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  customerId = await addCustomer(database.db);
  await settled(database.db);
  feed = new LiveFeed({ table: createEventTable(database.db), log: () => {} });
  await feed.start();
});
afterAll(async () => {
  await feed.stop();
  await database.drop();
});

/** Ages all but the newest `young` events by ten days. */
const age = (young: number) =>
  database.db.none(
    `update environment_events set at = at - interval '10 days'
     where (xid, id) not in (select xid, id from environment_events order by xid desc, id desc limit $1)`,
    [young],
  );
const aWeekAgo = () => new Date(Date.now() - 7 * 86_400_000);

test('pruning drops what is old; who resumes from before it is told, who resumes after it misses nothing', async () => {
  const live = feed.follow(sectionChanges(customerId));
  for (let written = 0; written < 6; written++) await change(database.db, customerId);
  const events = await take(live, 6);
  await live.return();
  await settled(database.db);
  await age(3);
  await pruneEvents(database.db, aWeekAgo());
  expect(await storedPlaces(database.db)).toHaveLength(3);

  const late = feed.follow(sectionChanges(customerId), events[1]?.cursor);
  await expect(late.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });

  // The third event is the last that was dropped: nothing is missing behind it.
  const inTime = feed.follow(sectionChanges(customerId), events[2]?.cursor);
  const resumed = await take(inTime, 3);
  expect(resumed.map(({ cursor }) => cursor)).toEqual(events.slice(3).map(({ cursor }) => cursor));
  expect(isChain(resumed, events[2]?.cursor)).toBe(true);
  await inTime.return();
});

test('an old event behind a young one stays, so that the feed never has a hole', async () => {
  const before = await storedPlaces(database.db);
  await change(database.db, customerId);
  await settled(database.db);
  // Only the newest is old, as after a clock was set back.
  await database.db.none(
    `update environment_events set at = at - interval '10 days'
     where (xid, id) = (select xid, id from environment_events order by xid desc, id desc limit 1)`,
  );
  await pruneEvents(database.db, aWeekAgo());
  expect(await storedPlaces(database.db)).toHaveLength(before.length + 1);
});

test('of two processes one prunes, and the other does not wait for it', async () => {
  await change(database.db, customerId);
  await age(1);
  await settled(database.db);
  await database.db.tx(async (tx) => {
    await tx.none('update feed_epoch set pruned_id = pruned_id');
    await pruneEvents(database.db, aWeekAgo());
  });
  expect((await storedPlaces(database.db)).length).toBeGreaterThan(1);
  await pruneEvents(database.db, aWeekAgo());
  expect(await storedPlaces(database.db)).toHaveLength(1);
});

test('what a running transaction may yet write an event before is kept', async () => {
  const kept = await storedPlaces(database.db);
  await database.db.tx(async (tx) => {
    await change(tx, customerId);
    await change(database.db, customerId);
    await age(0);
    await pruneEvents(database.db, aWeekAgo());
  });
  expect((await storedPlaces(database.db)).length).toBeGreaterThanOrEqual(2);
  expect(kept).toHaveLength(1);
});
