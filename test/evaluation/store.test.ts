import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Queryable } from '../../src/db/client.ts';
import { evaluateCustomers } from '../../src/evaluation/evaluate.ts';
import { createReader } from '../../src/read/reader.ts';
import { addCustomer, until } from '../feed/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let customerId: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const minutes = (count: number) => new Date(Date.now() + count * 60_000);
const evaluate = (now: Date) => evaluateCustomers(database.db, createReader(database.db), [customerId], now);
const issue = () =>
  database.db.one(
    'select status, owner, severity, last_detected_at from technical_issues where customer_id = $1',
    [customerId],
  );
const setStatus = (db: Queryable, status: string) =>
  db.none('update technical_issues set status = $2 where customer_id = $1', [customerId, status]);

/** A customer whose use of a quota is an issue, found and stored. */
beforeEach(async () => {
  customerId = await addCustomer(database.db);
  await database.db.none(
    `insert into api_quotas (customer_id, resource, period, used, quota_limit, unit) values ($1, 'STORAGE', 'NONE', 99, 100, 'GB')`,
    [customerId],
  );
  await evaluate(new Date());
  expect(await issue()).toMatchObject({ status: 'OPEN' });
});

test('an issue that stands is seen again, and what people set on it stays', async () => {
  const before = await issue();
  await setStatus(database.db, 'INVESTIGATING');
  await evaluate(minutes(11));
  const after = await issue();
  expect(after.status).toBe('INVESTIGATING');
  expect(after.last_detected_at > before.last_detected_at).toBe(true);
});

test.each([
  ['still found', 99, 'INVESTIGATING'],
  ['over', 1, 'RESOLVED'],
])(
  'a status set while its issue is judged stands, and counts the next time, when the condition is %s',
  async (_, used, next) => {
    await database.db.none('update api_quotas set used = $2 where customer_id = $1', [customerId, used]);
    let judging = Promise.resolve();
    await database.db.tx(async (person) => {
      await setStatus(person, 'INVESTIGATING');
      // Reads what was before, and has to wait for the person before it can write.
      judging = evaluate(minutes(60));
      await until(isWaiting, 'the evaluation waits for the row');
    });
    await judging;
    expect((await issue()).status).toBe('INVESTIGATING');
    await evaluate(minutes(60));
    expect((await issue()).status).toBe(next);
  },
);

async function isWaiting(): Promise<boolean> {
  const waiting = await database.db.any(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return waiting.length > 0;
}
