import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Queryable } from '../../src/db/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addCustomers, addIntegration } from './support.ts';
import { sections, tellAll } from './told.ts';
import { WRITTEN } from './written-rows.ts';

/** Tables with a customer whose changes are no section's: together with what has an event, or not part of the environment. */
const SILENT = [
  'alert_looks',
  'alert_rule_overrides',
  'alert_silences',
  'alerts',
  'customer_messages',
  'environment_events',
  'integration_health_periods',
  'notification_channels',
  'notification_deliveries',
  'score_history',
  'technical_issue_changes',
];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const tell = (statement: string, ...values: unknown[]) => tellAll(database.db, [statement], ...values);

const countEvents = (db: Queryable) =>
  db.one('select count(*) from environment_events', [], ({ count }) => count as number);

describe.each(Object.entries(WRITTEN))('%s', (table, { section, insert, change }) => {
  test('tells each customer once a statement, whatever the statement does to it', async () => {
    const customers = await addCustomers(database.db, 2);
    for (const id of customers) if (table !== 'integrations') await addIntegration(database.db, id);
    const once = customers.map((id) => `${id} ${section}`).sort();
    expect(sections(await tell(insert, customers))).toEqual(once);
    if (change === null) return;
    const where = 'where customer_id = any ($1::uuid[])';
    expect(await tell(`update ${table} set customer_id = customer_id ${where}`, customers)).toEqual([]);
    expect(sections(await tell(`update ${table} set ${change} ${where}`, customers))).toEqual(once);
    expect(await tell(`update ${table} set ${change} where false`)).toEqual([]);
    expect(sections(await tell(`delete from ${table} ${where}`, customers))).toEqual(once);
  });

  test('tells each customer that had rows in it when it is emptied, or cannot be emptied', async () => {
    if (change === null) return expect(tell(`truncate ${table}`)).rejects.toThrow('append-only');
    const customers = await addCustomers(database.db, 3);
    const [without = ''] = customers.splice(2);
    for (const id of customers) if (table !== 'integrations') await addIntegration(database.db, id);
    await database.db.none(insert, [customers]);
    const told = sections(await tell(`truncate ${table} cascade`));
    expect(told).toEqual(expect.arrayContaining(customers.map((id) => `${id} ${section}`)));
    expect(told.filter((line) => line.includes(without))).toEqual([]);
    expect(new Set(told).size).toBe(told.length);
    expect(await tell(`truncate ${table} cascade`)).toEqual([]);
  });
});

test('every table of customers tells the feed or is known not to need it', async () => {
  const tables = await database.db.map(
    `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'customer_id'`,
    [],
    ({ table_name }) => table_name as string,
  );
  expect(tables.sort()).toEqual([...Object.keys(WRITTEN), ...SILENT].sort());
});

test("a customer's own row is told as CUSTOMER, and not when nothing of it changes", async () => {
  const ids = await addCustomers(database.db, 2);
  const once = ids.map((id) => `${id} CUSTOMER`).sort();
  const where = 'where id = any ($1::uuid[])';
  expect(await tell(`update customers set name = name ${where}`, ids)).toEqual([]);
  expect(sections(await tell(`update customers set csm_name = 'Jane' ${where}`, ids))).toEqual(once);
  expect(sections(await tell(`delete from customers ${where}`, ids))).toEqual(once);
  const inserted = await tell("insert into customers (id, name) values (gen_random_uuid(), 'New')");
  expect(inserted.map(({ section }) => section)).toEqual(['CUSTOMER']);
});

test('a customer that goes takes its sections along, and each says so', async () => {
  const ids = await addCustomers(database.db, 1);
  for (const { insert } of Object.values(WRITTEN)) await database.db.none(insert, [ids]);
  const told = await tell('delete from customers where id = any ($1::uuid[])', ids);
  const all = Object.values(WRITTEN).map(({ section }) => section);
  expect(new Set(told.map(({ section }) => section))).toEqual(new Set(['CUSTOMER', ...all]));
});

test('emptying customers says so for each, and for their sections', async () => {
  const [id = ''] = await addCustomers(database.db, 1);
  const sectionsOf = Object.entries(WRITTEN).filter(([table]) => table !== 'security_audit_log');
  for (const [, { insert }] of sectionsOf) await database.db.none(insert, [[id]]);
  const told = (await tell('truncate customers cascade')).filter(({ customerId }) => customerId === id);
  const all = sectionsOf.map(([, { section }]) => section);
  expect(new Set(told.map(({ section }) => section))).toEqual(new Set(['CUSTOMER', ...all]));
});

test('what is rolled back is not told', async () => {
  const ids = await addCustomers(database.db, 1);
  const before = await countEvents(database.db);
  const gone = database.db.tx(async (tx) => {
    for (const { insert } of Object.values(WRITTEN)) await tx.none(insert, [ids]);
    expect(await countEvents(tx)).toBeGreaterThan(before);
    throw new Error('changed my mind');
  });
  await expect(gone).rejects.toThrow('changed my mind');
  expect(await countEvents(database.db)).toBe(before);
});

test('a status that changes is told for each integration, from what to what and why', async () => {
  const [customerId = ''] = await addCustomers(database.db, 1);
  const ids = [await addIntegration(database.db, customerId), await addIntegration(database.db, customerId)];
  const [first, second] = ids.sort();
  await addIntegration(database.db, customerId);
  const told = await tell(
    `update integrations set health_reason = 'late', status = 'ERROR', health_status = case id when $1 then 'DOWN' else health_status end
     where id in ($1, $2)`,
    first,
    second,
  );
  const base = { customerId, section: 'INTEGRATIONS' };
  const status = { ...base, kind: 'INTEGRATION_STATUS_CHANGED' };
  const payload = {
    previousStatus: 'ACTIVE',
    status: 'ERROR',
    previousHealthStatus: 'HEALTHY',
    reason: 'late',
  };
  expect(told).toEqual([
    { ...base, kind: 'SECTION_CHANGED', subjectId: null, payload: null },
    { ...status, subjectId: first, payload: { ...payload, healthStatus: 'DOWN' } },
    { ...status, subjectId: second, payload: { ...payload, healthStatus: 'HEALTHY' } },
  ]);
  const reasonOnly = await tell("update integrations set health_reason = 'later' where id = $1", first);
  expect(reasonOnly.map(({ kind }) => kind)).toEqual(['SECTION_CHANGED']);
});

test('a bulk statement tells each of many customers once, and one that moves a row tells both', async () => {
  const ids = await addCustomers(database.db, 300);
  expect(await tell(WRITTEN.integrations?.insert ?? '', ids)).toHaveLength(300);
  const told = await tell(
    `update integrations set health_status = 'DEGRADED' where customer_id = any ($1::uuid[])`,
    ids,
  );
  expect(sections(told)).toEqual(ids.map((id) => `${id} INTEGRATIONS`).sort());
  expect(told.filter(({ kind }) => kind === 'INTEGRATION_STATUS_CHANGED')).toHaveLength(600);

  const [from = '', to = ''] = ids;
  await database.db.none(WRITTEN.deployments?.insert ?? '', [[from]]);
  const moved = await tell('update deployments set customer_id = $2 where customer_id = $1', from, to);
  expect(sections(moved)).toEqual([`${from} DEPLOYMENT`, `${to} DEPLOYMENT`].sort());
});
