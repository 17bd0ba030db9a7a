import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '../../src/db/client.ts';
import { LiveFeed } from '../../src/feed/feed.ts';
import { createEventTable } from '../../src/feed/table.ts';
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
  until,
} from './support.ts';

const NAME = 'feed under test';
const TERMINATIONS = process.env.FULL ? 100 : 6;

let database: TestDatabase;
let feedDb: Database;
let feed: LiveFeed;
let customerId: string;
let logged: string[];

beforeEach(async () => {
  database = await createTestDatabase();
  customerId = await addCustomer(database.db);
  feedDb = openDatabase(database.connection, { poolSize: 2, applicationName: NAME });
  logged = [];
  await settled(database.db);
  feed = new LiveFeed({
    table: createEventTable(feedDb),
    log: (level, message) => logged.push(`${level}: ${message}`),
  });
  await feed.start();
});
afterEach(async () => {
  await feed.stop();
  await closeDatabase(feedDb);
  await database.drop();
});

const terminate = () =>
  database.db.any(
    'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and datname = current_database()',
    [NAME],
  );
const newEpoch = () => database.db.none('update feed_epoch set epoch = gen_random_uuid()');

/** Lets the feed connect or not; the test's own connections are there already. */
async function allowConnections(allowed: boolean): Promise<void> {
  const { database: name } = database.connection;
  const admin = openDatabase({ ...database.connection, database: 'postgres' }, { poolSize: 1 });
  await admin.none('alter database $1:name with allow_connections $2:raw', [name, String(allowed)]);
  await closeDatabase(admin);
}

test('goes on after its connections are lost, with nothing lost and nothing twice', {
  timeout: 300_000,
}, async () => {
  const before = (await storedPlaces(database.db)).length;
  const stream = feed.follow(sectionChanges());
  let terminating = true;
  let written = 0;
  const writer = (async () => {
    for (; terminating; written += 1) {
      await change(database.db, customerId);
      await sleep(5);
    }
  })();
  const events = await take(stream, 1);
  for (let time = 0; time < TERMINATIONS; time += 1) {
    await terminate();
    events.push(...(await take(stream, 20)));
  }
  terminating = false;
  await writer;
  events.push(...(await take(stream, written - events.length)));
  expect(events.map(placeOf)).toEqual((await storedPlaces(database.db)).slice(before));
  expect(isChain(events)).toBe(true);
});

test('says once that it cannot read and once that it can again, however long it lasts', async () => {
  const stream = feed.follow(sectionChanges());
  await allowConnections(false);
  await terminate();
  await until(() => logged.length > 0, 'the log has it');
  await change(database.db, customerId);
  await sleep(800);
  await allowConnections(true);
  const [event] = await take(stream, 1);
  expect(event?.section).toBe('PENDING_INTEGRATIONS');
  expect(logged).toEqual([
    'warn: The event table cannot be read; trying on.',
    'info: The event table can be read again.',
  ]);
});

test.each([
  ['after an outage', true],
  ['without one', false],
])('a new history, %s, ends every stream with an error, and old cursors are refused', async (_, outage) => {
  const stream = feed.follow(sectionChanges());
  await change(database.db, customerId);
  const [event] = await take(stream, 1);
  const waiting = expect(stream.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  const unread = feed.follow(sectionChanges());
  if (outage) {
    await allowConnections(false);
    await terminate();
    await until(() => logged.length > 0, 'the log has it');
  }
  await newEpoch();
  await change(database.db, customerId);
  if (outage) await allowConnections(true);
  await waiting;
  await expect(unread.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  const resume = async () => feed.follow(sectionChanges(), event?.cursor ?? null).next();
  await expect(resume()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });

  const anew = feed.follow(sectionChanges());
  await change(database.db, customerId);
  expect(await take(anew, 1)).toHaveLength(1);
});
