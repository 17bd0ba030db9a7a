import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../src/db/client.ts';
import { databaseNow } from '../../src/db/clock.ts';
import { loadSql } from '../../src/db/sql.ts';
import { addCustomer, addIntegration } from '../feed/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const sql = loadSql(new URL('../../src/alerts/due-looks.sql', import.meta.url));

let database: TestDatabase;
let db: Database;
let customerId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());
beforeEach(async () => {
  customerId = await addCustomer(db);
});

/** Whether the clock asks for a look at the customer, who was looked at so many seconds ago. */
async function isDue(seconds: number): Promise<boolean> {
  await db.none(
    `insert into alert_looks (customer_id, looked_at, taken_by, taken_until)
     values ($1, now() - $2 * interval '1 second', gen_random_uuid(), '-infinity')
     on conflict (scope) do update set looked_at = excluded.looked_at`,
    [customerId, seconds],
  );
  const now = await databaseNow(db);
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const due = await db.any(sql, { now, dueBefore: ago(12_000), allBefore: ago(600_000) });
  return due.some((one) => one.customerId === customerId);
}

const addAlert = (state: string, hasFired: boolean) =>
  db.none(
    `insert into alerts (customer_id, rule_id, subject_id, episode, state, state_since, opened_at, fired_at, severity,
       fired_severity, recipients, title, description)
     values ($1, 'integration-down', 'x', 1, $2, now(), now(), case when $3 then now() end, 'HIGH',
       case when $3 then 'HIGH' end, '{}', '', '')`,
    [customerId, state, hasFired],
  );

test('everyone after ten minutes, and sooner only where time matters', async () => {
  expect(await isDue(590)).toBe(false);
  expect(await isDue(610)).toBe(true);
  // A look of a clock that was set back.
  expect(await isDue(-60)).toBe(true);
});

test.each([
  ['PENDING', false, true],
  ['FIRING', true, true],
  ['NO_DATA', true, true],
  ['NO_DATA', false, false],
])('%s, fired: %s', async (state, hasFired, due) => {
  await addAlert(state, hasFired);
  expect(await isDue(10)).toBe(false);
  expect(await isDue(15)).toBe(due);
});

test('a credential that expires soon', async () => {
  const id = await addIntegration(db, customerId);
  await db.none(
    `update integrations set credential_expires_at = now() + interval '14 days 1 hour' where id = $1`,
    [id],
  );
  expect(await isDue(15)).toBe(true);
});

test('a rule that was changed for the customer, of which the feed says nothing', async () => {
  await db.none(
    `insert into alert_rule_overrides (customer_id, rule_id, enabled) values ($1, 'api-usage-high', false)`,
    [customerId],
  );
  expect(await isDue(15)).toBe(true);
});

test.each([
  [
    'maintenance that is over',
    `insert into maintenance_windows (customer_id, starts_at, ends_at) values ($1, now() - interval '1 hour', now() - interval '30 seconds')`,
  ],
  [
    'a quota whose period is over',
    `insert into api_quotas (customer_id, resource, period, used, quota_limit, unit, resets_at)
     values ($1, 'API_CALLS', 'DAY', 1, 10, 'calls', now() - interval '30 seconds')`,
  ],
])('%s, once', async (_, happens) => {
  await db.none(happens, [customerId]);
  expect(await isDue(35)).toBe(true);
  expect(await isDue(25)).toBe(false);
});
