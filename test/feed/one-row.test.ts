import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addCustomer, addCustomers, addIntegration } from './support.ts';
import { sections, tellAll } from './told.ts';

/** Statements of one row go another way than those of many, which triggers.test.ts has; here is that way, and where they part. */

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  // One connection, so that each statement runs by the plans that those before it have left behind.
  database = await createTestDatabase({ poolSize: 1 });
  db = database.db;
});
afterAll(() => database.drop());

let customer: string;
let other: string;
beforeEach(async () => {
  [customer = '', other = ''] = await addCustomers(db, 2);
});

const tell = (statement: string, ...values: unknown[]) => tellAll(db, [statement], ...values);
const USAGE = `insert into api_usage_daily (customer_id, day, calls) values ($1, '2026-01-01', 5)`;
const addUsage = (...ids: string[]) =>
  db.none(
    `insert into api_usage_daily (customer_id, day, calls) select id, '2026-01-01', 5 from unnest($1::uuid[]) as id`,
    [ids],
  );
const status = (id: string, to: string, reason: string | null) => ({
  customerId: customer,
  section: 'INTEGRATIONS',
  kind: 'INTEGRATION_STATUS_CHANGED',
  subjectId: id,
  payload: {
    previousStatus: 'ACTIVE',
    status: to,
    previousHealthStatus: 'HEALTHY',
    healthStatus: 'HEALTHY',
    reason,
  },
});
/** Lets go of what holds an integration to its customer and its id. */
const unbind = (id: string) =>
  db.none('delete from integration_health_periods where integration_id = $1', [id]);
const section = (customerId: string, name = 'INTEGRATIONS') => ({
  customerId,
  section: name,
  kind: 'SECTION_CHANGED',
  subjectId: null,
  payload: null,
});

test('an upsert tells once, whether it inserts or changes, and nothing when it does neither', async () => {
  const usage = section(customer, 'USAGE');
  const change = 'on conflict (customer_id, day) do update set calls = excluded.calls + 1';
  expect(await tell(`${USAGE} ${change}`, customer)).toEqual([usage]);
  expect(await tell(`${USAGE} ${change}`, customer)).toEqual([usage]);
  expect(await tell(`${USAGE} ${change}`, customer), 'the same again').toEqual([]);
  expect(await tell(`${USAGE} on conflict do nothing`, customer)).toEqual([]);
});

test('a row that is copied in or merged is told like any other', async () => {
  const pending = 'pending_integrations';
  expect(
    await tell(
      `copy ${pending} (customer_id, name) from program 'echo $1:value,a' with (format csv)`,
      customer,
    ),
  ).toEqual([section(customer, 'PENDING_INTEGRATIONS')]);
  await addUsage(customer);
  const third = await addCustomer(db);
  await addUsage(third);
  const merge = `merge into api_usage_daily u
    using (values ($1::uuid, 6), ($2::uuid, 7), ($3::uuid, 0)) as s (id, calls) on u.customer_id = s.id
    when matched and s.calls = 0 then delete
    when matched then update set calls = s.calls
    when not matched then insert (customer_id, day, calls) values (s.id, '2026-01-01', s.calls)`;
  const all = [customer, other, third].map((id) => `${id} USAGE`).sort();
  expect(sections(await tell(merge, customer, other, third))).toEqual(all);
  const same = merge
    .replace('then delete', 'then do nothing')
    .replace('when not matched', 'when not matched and false');
  expect(await tell(same, customer, other, third), 'the same again').toEqual([]);
});

test('an update tells of the rows that it changes, not of those that it only touches', async () => {
  await addUsage(customer, other);
  const both = 'where customer_id in ($1, $2)';
  const set = (calls: string) => `update api_usage_daily set calls = ${calls}`;
  expect(await tell(`${set('calls')} where customer_id = $1`, customer)).toEqual([]);
  expect(await tell(`${set('6')} where customer_id = $1`, customer)).toEqual([section(customer, 'USAGE')]);
  expect(sections(await tell(`${set('6')} ${both}`, customer, other))).toEqual([`${other} USAGE`]);
  expect(await tell(`${set('6')} ${both}`, customer, other)).toEqual([]);
  expect(await tell(`${set('7')} where false`)).toEqual([]);
});

test('a row that is deleted is told, and nothing when there was none', async () => {
  await addUsage(customer);
  const remove = 'delete from api_usage_daily where customer_id = $1';
  expect(await tell(remove, customer)).toEqual([section(customer, 'USAGE')]);
  expect(await tell(remove, customer)).toEqual([]);
});

test('a row that moves to another customer tells both', async () => {
  await addUsage(customer);
  const id = await addIntegration(db, customer);
  await unbind(id);
  const move = (table: string) => `update ${table} set customer_id = $2 where customer_id = $1`;
  const both = (name: string) => [`${customer} ${name}`, `${other} ${name}`].sort();
  expect(sections(await tell(move('api_usage_daily'), customer, other))).toEqual(both('USAGE'));
  const told = await tell(`${move('integrations')} and id = $3`, customer, other, id);
  expect(sections(told)).toEqual(both('INTEGRATIONS'));
  expect(told).toHaveLength(2);
});

describe('an integration', () => {
  let id: string;
  beforeEach(async () => {
    id = await addIntegration(db, customer);
  });

  test('tells from what to what its status changed, and why if that is known', async () => {
    const set = "update integrations set status = 'ERROR', health_reason = $2 where id = $1";
    expect(await tell(set, id, 'late')).toEqual([section(customer), status(id, 'ERROR', 'late')]);
    expect(await tell(set, id, 'late'), 'the same again').toEqual([]);
    expect(await tell(set, id, 'later')).toEqual([section(customer)]);
    await db.none("update integrations set status = 'ACTIVE' where id = $1", [id]);
    expect(await tell(set, id, null)).toEqual([section(customer), status(id, 'ERROR', null)]);
  });

  test('tells of its health as of its status', async () => {
    const told = await tell("update integrations set health_status = 'DOWN' where id = $1", id);
    expect(told.map(({ payload }) => payload)).toEqual([
      null,
      { ...status(id, 'ACTIVE', null).payload, healthStatus: 'DOWN' },
    ]);
  });

  test('says the same alone as among others', async () => {
    const set = "update integrations set status = 'INACTIVE', health_reason = null where customer_id = $1";
    const alone = await tell(set, customer);
    expect(alone).toEqual([section(customer), status(id, 'INACTIVE', null)]);
    const ids = [await addIntegration(db, customer), await addIntegration(db, customer)].sort();
    expect(await tell(set, customer)).toEqual([
      section(customer),
      ...ids.map((each) => status(each, 'INACTIVE', null)),
    ]);
  });

  test('that gets another id is another one, whose status has not changed', async () => {
    await unbind(id);
    const renew = "update integrations set id = $2, status = 'ERROR' where id = $1";
    expect(await tell(renew, id, randomUUID())).toEqual([section(customer)]);
  });

  test('that moves with another status tells both customers, and the new one of the status', async () => {
    const move = async (...ids: string[]) => {
      for (const each of ids) await unbind(each);
      const set =
        "update integrations set customer_id = $2, status = 'ERROR', health_reason = null where customer_id = $1";
      const told = await tell(set, customer, other);
      expect(sections(told)).toEqual([`${customer} INTEGRATIONS`, `${other} INTEGRATIONS`].sort());
      expect(told.filter(({ kind }) => kind === 'INTEGRATION_STATUS_CHANGED')).toEqual(
        ids.sort().map((each) => ({ ...status(each, 'ERROR', null), customerId: other })),
      );
    };
    await move(id);
    await move(await addIntegration(db, customer), await addIntegration(db, customer));
  });

  test('tells through an upsert', async () => {
    const again = `insert into integrations (id, customer_id, name, type, status, data_flow_direction, setup_date, sync_mode)
      values ($1, $2, 'Another', 'CUSTOM', 'ERROR', 'OUTBOUND', '2024-01-01', 'REALTIME')
      on conflict (id) do update set status = excluded.status`;
    expect(await tell(again, id, customer)).toEqual([section(customer), status(id, 'ERROR', null)]);
    expect(await tell(again, id, customer)).toEqual([]);
    expect(await tell(again, randomUUID(), customer)).toEqual([section(customer)]);
  });
});

test('statements of one transaction tell in their order, but not those that were rolled back to a savepoint', async () => {
  const id = await addIntegration(db, customer);
  const to = (value: string) => `update integrations set status = '${value}' where id = $1`;
  const told = await tellAll(
    db,
    [to('ERROR'), 'savepoint s', to('INACTIVE'), USAGE.replace('$1', '$2'), 'rollback to s', to('ACTIVE')],
    id,
    customer,
  );
  expect(told).toEqual([
    section(customer),
    status(id, 'ERROR', null),
    section(customer),
    {
      ...status(id, 'ACTIVE', null),
      payload: { ...status(id, 'ACTIVE', null).payload, previousStatus: 'ERROR' },
    },
  ]);
});

test('after statements of one row, one of thousands still takes its time for each row, not for each pair', async () => {
  const ids = await addCustomers(db, 4_000);
  await addUsage(...ids);
  const update = 'update api_usage_daily set calls = calls + 1 where customer_id = any ($1::uuid[])';
  for (const id of ids.slice(0, 10)) await db.none(update, [[id]]);
  const quickest = async (count: number) => {
    let best = Number.POSITIVE_INFINITY;
    for (let turn = 0; turn < 3; turn += 1) {
      const start = performance.now();
      await db.none(update, [ids.slice(0, count)]);
      best = Math.min(best, performance.now() - start);
    }
    return best;
  };
  expect((await quickest(4_000)) / (await quickest(400))).toBeLessThan(30);
});
