import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '../../src/db/client.ts';
import { Evaluator } from '../../src/evaluation/evaluator.ts';
import { LiveFeed } from '../../src/feed/feed.ts';
import { createEventTable } from '../../src/feed/table.ts';
import { createReader } from '../../src/read/reader.ts';
import { addCustomer, addIntegration, storedPlaces, take, until } from '../feed/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let feed: LiveFeed;
let customerId: string;
let integrationId: string;
let logged: string[];
const ending: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  customerId = await addCustomer(database.db);
  integrationId = await addIntegration(database.db, customerId);
  await deliver(0, 'SUCCEEDED');
  feed = new LiveFeed({ table: createEventTable(database.db), log: () => {} });
  await feed.start();
  logged = [];
});
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
  await feed.stop();
  await database.drop();
});

/** An evaluator as a process of its own would have it, on connections that bear its name. */
function startEvaluator(name: string): { stop(): Promise<void>; db: Database } {
  const db = openDatabase(database.connection, { poolSize: 3, applicationName: name });
  const log = (_: string, message: string) => logged.push(`${name}: ${message}`);
  const evaluator = new Evaluator({ db, reader: createReader(db), feed, now: () => new Date(), log });
  evaluator.start();
  ending.push(async () => {
    await evaluator.stop();
    await closeDatabase(db);
  });
  return { stop: () => evaluator.stop(), db };
}

/** Whoever holds the lock that makes a leader. */
const leaders = () =>
  database.db.map(
    `select application_name from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted and datname = current_database()`,
    [],
    (row) => row.application_name as string,
  );

const leads = (name: string) => until(async () => (await leaders()).includes(name), `${name} leads`);

/** One delivery of the webhook, some minutes ago. */
const deliver = (minutesAgo: number, status: 'SUCCEEDED' | 'FAILED') =>
  database.db.none(
    `insert into webhook_deliveries (customer_id, integration_id, created_at, status, attempts, first_attempt_failed, error_class)
     values ($1, $2, now() - $3 * interval '1 minute', $4, 1, $4 = 'FAILED', 'TIMEOUT')`,
    [customerId, integrationId, minutesAgo, status],
  );

async function fail(): Promise<void> {
  for (const minutesAgo of [5, 4, 3, 2, 1]) await deliver(minutesAgo, 'FAILED');
}

const statusChanges = { kind: 'INTEGRATION_STATUS_CHANGED', customers: 'all' } as const;

const health = () =>
  database.db.one(
    'select health_status from integrations where id = $1',
    [integrationId],
    (row) => row.health_status,
  );

test('deliveries that fail bring an integration down, and a subscriber hears it and why', async () => {
  const stream = feed.follow(statusChanges);
  startEvaluator('first');
  await leads('first');
  await fail();
  const [event] = await take(stream, 1);
  expect(event).toMatchObject({
    customerId,
    subjectId: integrationId,
    payload: { previousHealthStatus: 'HEALTHY', healthStatus: 'DOWN', status: 'ACTIVE' },
  });
  expect(event?.payload).toHaveProperty('reason', expect.stringMatching(/\S/));
  await until(
    async () =>
      (await database.db.any('select from technical_issues where integration_id = $1', [integrationId]))
        .length > 0,
    'its issue is stored',
  );
});

test('credentials that are taken again open no second issue while the recovery has to last', async () => {
  const refused = (at: 'now()' | 'null') =>
    database.db.none('update integrations set authentication_failed_at = $2:raw where id = $1', [
      integrationId,
      at,
    ]);
  const reason = () =>
    database.db.one<{ reason: string | null }>(
      'select health_reason as reason from integrations where id = $1',
      [integrationId],
    );
  const issues = () =>
    database.db.map(
      'select rule_id from technical_issues where integration_id = $1',
      [integrationId],
      ({ rule_id }) => rule_id as string,
    );
  startEvaluator('first');
  await leads('first');
  await refused('now()');
  await until(async () => (await issues()).length > 0, 'the issue is stored');
  await refused('null');
  await until(
    async () => /refuses our credentials.*; better since/.test((await reason()).reason ?? ''),
    'what was wrong is told as over',
  );
  expect(await health()).toBe('DOWN');
  expect(await issues()).toEqual(['integration-authentication-failed']);
});

test('what it writes itself does not keep it busy', async () => {
  startEvaluator('first');
  await fail();
  await until(async () => (await health()) === 'DOWN', 'it is down');
  await sleep(1_500);
  const places = await storedPlaces(database.db);
  await sleep(1_500);
  expect(await storedPlaces(database.db)).toEqual(places);
});

test('of two only one leads, and the other takes over when it goes', { timeout: 30_000 }, async () => {
  const first = startEvaluator('first');
  await leads('first');
  startEvaluator('second');
  await sleep(300);
  expect(await leaders()).toEqual(['first']);
  await first.stop();
  await leads('second');
  await fail();
  await until(async () => (await health()) === 'DOWN', 'it is down');
});

test('a leader that loses its connections gives up the lead, and what happened meanwhile is judged', {
  timeout: 30_000,
}, async () => {
  startEvaluator('first');
  await leads('first');
  await database.db.any(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'first' and datname = current_database()`,
  );
  await fail();
  await leads('first');
  await until(async () => (await health()) === 'DOWN', 'it is down');
});

test('goes on in a new history of the feed', { timeout: 30_000 }, async () => {
  startEvaluator('first');
  await leads('first');
  await database.db.none('update feed_epoch set epoch = gen_random_uuid()');
  await until(() => logged.length > 0, 'it notices');
  await fail();
  await until(async () => (await health()) === 'DOWN', 'it is down');
  expect(logged).toEqual(['first: Judging lost its place in the feed; starting anew.']);
});
