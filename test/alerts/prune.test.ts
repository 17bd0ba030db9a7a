import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pruneAlerts } from '../../src/alerts/notify/prune.ts';
import type { Database } from '../../src/db/client.ts';
import { addCustomer } from '../feed/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addChannel } from './support.ts';

let database: TestDatabase;
let db: Database;
let customerId: string;
let channelId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  customerId = await addCustomer(db);
  channelId = await addChannel(db);
});
afterAll(() => database.drop());

/** An alert that fired 1,000 days ago; null: it still does. */
async function addAlert(subjectId: string, resolvedDaysAgo: number | null): Promise<string> {
  const id = randomUUID();
  await db.none(
    `insert into alerts (id, customer_id, rule_id, subject_id, episode, state, state_since, opened_at, fired_at,
       resolved_at, severity, fired_severity, recipients, title, description)
     select $1, $2, 'integration-down', $3, 1, case when $4::int is null then 'FIRING' else 'RESOLVED' end, fired, fired, fired,
       now() - $4::int * interval '1 day', 'HIGH', 'HIGH', '{TECH}', 'Down', 'Down'
     from (select now() - interval '1000 days' as fired) f`,
    [id, customerId, subjectId, resolvedDaysAgo],
  );
  return id;
}

/** A notification that ended so many days ago, about an alert. */
async function addDelivery(name: string, finishedDaysAgo: number | null, alertId: string | null) {
  const id = randomUUID();
  await db.none(
    `insert into notification_deliveries (id, customer_id, channel_id, kind, notification, status, give_up_at, finished_at, detail)
     values ($1, $2, $3, 'FIRING', '{}', case when $4::int is null then 'PENDING' else 'DELIVERED' end, now(),
       now() - $4::int * interval '1 day', $5)`,
    [id, customerId, channelId, finishedDaysAgo, name],
  );
  if (alertId)
    await db.none(`insert into alert_notices values ($1, $2, 'FIRING', $3)`, [channelId, alertId, id]);
}

/** A message to the customer that was sent so many days ago. */
async function addMessage(name: string, finishedDaysAgo: number) {
  await db.none(
    `with issue as (
       insert into technical_issues (id, customer_id, rule_id, subject_id, title, description, severity, status, first_detected_at, last_detected_at)
       values (gen_random_uuid(), $1, 'x', 'x', 'x', 'x', 'LOW', 'OPEN', now(), now()) returning id
     ), message as (
       insert into customer_messages (customer_id, issue_id, recipient, address, subject, body, composed_by)
       select $1, id, 'Mike', 'mike@acme.example', 'x', 'x', 'jane' from issue returning id
     )
     insert into notification_deliveries (id, customer_id, message_id, kind, notification, status, give_up_at, finished_at, detail)
     select gen_random_uuid(), $1, id, 'CUSTOMER_MESSAGE', '{}', 'DELIVERED', now(), now() - $2 * interval '1 day', $3 from message`,
    [customerId, finishedDaysAgo, name],
  );
}

test('what is long over goes, what is open or recent stays', async () => {
  const open = await addAlert('open', null);
  const recent = await addAlert('recent', 10);
  const yearOld = await addAlert('a year old', 399);
  await addAlert('older', 401);
  await addDelivery('of an open alert', 900, open);
  await addDelivery('of one that ended lately', 900, recent);
  await addDelivery('of one long over', 91, yearOld);
  await addDelivery('recent', 89, null);
  await addDelivery('under way', null, null);
  await addDelivery('of nothing', 91, null);
  await addMessage('to the customer', 900);
  await db.none(
    `insert into alerts (customer_id, rule_id, subject_id, episode, state, state_since, opened_at, severity, recipients, title,
       description, updated_at)
     select $1, 'integration-down', 'well for ' || days || ' days', 1, 'NORMAL', now(), now(), 'HIGH', '{TECH}', '', '',
       now() - days * interval '1 day'
     from unnest(array[29, 31]) as days`,
    [customerId],
  );
  await pruneAlerts(db, 400);
  const kept = await db.map('select subject_id from alerts', [], (row) => row.subject_id);
  expect(kept.sort()).toEqual(['a year old', 'open', 'recent', 'well for 29 days']);
  const sent = await db.map('select detail from notification_deliveries', [], (row) => row.detail);
  expect(sent.sort()).toEqual([
    'of an open alert',
    'of one that ended lately',
    'recent',
    'to the customer',
    'under way',
  ]);
});

test('one batch drops at most 1,000', async () => {
  await db.none(
    `insert into alerts (customer_id, rule_id, subject_id, episode, state, state_since, opened_at, severity, recipients, title,
       description, updated_at)
     select $1, 'integration-down', i, 1, 'NORMAL', now(), now(), 'HIGH', '{TECH}', '', '', now() - interval '40 days'
     from generate_series(1, 1500) i`,
    [customerId],
  );
  const idle = () =>
    db.one("select count(*)::int as n from alerts where subject_id ~ '^[0-9]+$'", [], ({ n }) => n);
  await pruneAlerts(db, 400);
  expect(await idle()).toBe(500);
  await pruneAlerts(db, 400);
  expect(await idle()).toBe(0);
});
