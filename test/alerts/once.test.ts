import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Looks, Wants } from '../../src/alerts/looks.ts';
import { databaseNow } from '../../src/db/clock.ts';
import { addCustomer, addCustomers, change, until } from '../feed/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type AlertProcess, RecordingDeliverer, startAlerting } from './support.ts';

const CUSTOMERS = 100;

let database: TestDatabase;
let processes: AlertProcess[];

beforeEach(async () => {
  database = await createTestDatabase();
  processes = [];
});
afterEach(async () => {
  await Promise.all(processes.map((one) => one.stop()));
  await database.drop();
});

const judged = () => processes.reduce((sum, { service }) => sum + service.stats.judged, 0);

/** Waits until nobody judges any more; gives how many looks there were. */
async function settled(): Promise<number> {
  for (let last = -1; ; await sleep(3_000)) {
    if (judged() === last) return last;
    last = judged();
  }
}

test('three processes judge each change about once', { timeout: 90_000 }, async () => {
  const customers = await addCustomers(database.db, CUSTOMERS);
  processes = await Promise.all(
    Array.from({ length: 3 }, () => startAlerting(database, new RecordingDeliverer())),
  );
  await until(() => judged() >= CUSTOMERS, 'each customer has been looked at');
  const atStart = await settled();
  for (const id of customers) await change(database.db, id);
  await until(() => judged() >= atStart + CUSTOMERS, 'each change has been looked at');
  const looks = (await settled()) - atStart;
  // Each by itself would be three times; where the machine is busy, some are looked at twice.
  expect(looks).toBeLessThan(1.8 * CUSTOMERS);
});

test('a change does not wait until everyone has been looked at, nor do they wait for changes', () => {
  const wants = new Wants();
  const add = (customerId: string, xid = 0n) => wants.add({ customerId, xid, before: new Date(0) });
  const all = Array.from({ length: 6 }, (_, index) => `c${index}`);
  for (const id of all) add(id);
  add('changed', 1n);
  const parts: (string | null)[][] = [];
  for (const part of wants.parts(2)) {
    parts.push(part.map(({ customerId }) => customerId));
    if (parts.length === 1) for (const id of ['c5', 'x', 'y', 'z']) add(id, 2n);
  }
  expect(parts).toEqual([
    ['changed', 'c0'],
    ['c5', 'x', 'c1', 'c2'],
    ['y', 'z', 'c3', 'c4'],
  ]);
});

test('what is wanted stays so until a look has seen the last change', () => {
  const wants = new Wants();
  const add = (xid: bigint) => wants.add({ customerId: 'c', xid, before: new Date(0) });
  const wanted = () => [...wants.parts(2)].flat();
  add(2n);
  const taken = wanted();
  // While it is looked at.
  add(3n);
  wants.drop(taken);
  expect(wanted()).toMatchObject([{ xid: 3n }]);
  // By the clock, which knows of no change.
  wants.add({ customerId: 'c', xid: 0n, before: new Date(1) });
  expect(wanted()).toMatchObject([{ xid: 3n, before: new Date(1) }]);
  wants.drop(wanted());
  expect(wanted()).toEqual([]);
});

test('a judgement that could not be stored is made again', { timeout: 30_000 }, async () => {
  const { db } = database;
  const customerId = await addCustomer(db);
  processes = [await startAlerting(database, new RecordingDeliverer())];
  await until(() => judged() > 0, 'it has been looked at');
  const failed = () => processes[0]?.service.stats.failed ?? 0;
  await db.tx(async (tx) => {
    await tx.one(`select pg_advisory_xact_lock(hashtext('technical-environment alerts'), hashtext($1))`, [
      customerId,
    ]);
    // Nothing that the clock would bring up again by itself.
    await db.none(
      `insert into api_quotas (customer_id, resource, period, used, quota_limit, unit)
       values ($1, 'API_CALLS', 'DAY', 95, 100, 'calls')`,
      [customerId],
    );
    await until(() => failed() > 0, 'the judgement cannot be stored');
  });
  // The time for which nobody else would look.
  await db.none(`update alert_looks set taken_until = now() - interval '1 second'`);
  const isOpen = () =>
    db.one(
      `select exists (select from alerts where rule_id = 'api-usage-high') as so`,
      [],
      ({ so }) => so as boolean,
    );
  await until(isOpen, 'the alert is there');
});

test('a customer is one process’s to look at, until that is done or its time is up, whatever the clock does', async () => {
  const { db } = database;
  const customerId = await addCustomer(db);
  const [one, other] = [new Looks(db), new Looks(db)];
  const changed = () =>
    db.tx(async (tx) => {
      await change(tx, customerId);
      return tx.one('select pg_current_xact_id()::text as xid', [], ({ xid }) => BigInt(xid));
    });
  const long = new Date(0);
  const want = (xid: bigint, before = long) => [{ customerId, xid, before }];
  const what = async (looks: Looks, wants: ReturnType<typeof want>) => {
    const { taken, done } = await looks.take(wants);
    return [taken.length, done.length];
  };
  const [TAKEN, DONE, BUSY] = [
    [1, 0],
    [0, 1],
    [0, 0],
  ];
  const first = want(await changed());
  expect(await what(one, first)).toEqual(TAKEN);
  expect(await what(other, first)).toEqual(BUSY);
  // Committed while the first is under way, which cannot have seen it.
  const second = want(await changed());
  await one.finish(first);
  expect(await what(other, first)).toEqual(DONE);
  expect(await what(other, second)).toEqual(TAKEN);
  // It dies.
  await db.none(`update alert_looks set taken_until = now() - interval '1 second'`);
  expect(await what(one, second)).toEqual(TAKEN);
  // Or was only slow: then what it says no longer counts.
  await other.finish(second);
  expect(await what(other, second)).toEqual(BUSY);
  await one.finish(second);
  expect(await what(other, second)).toEqual(DONE);
  expect(await what(other, want(0n, await databaseNow(db)))).toEqual(TAKEN);
  // The database's clock goes back an hour: nothing waits for it.
  await other.finish(first);
  await db.none(
    `update alert_looks set looked_at = looked_at + interval '1 hour', taken_until = now() + interval '1 hour'`,
  );
  expect(await what(one, want(0n))).toEqual(TAKEN);
  await db.none('delete from customers where id = $1', [customerId]);
  expect(await what(one, second)).toEqual(DONE);
});

test('a customer whose rows somebody holds keeps nobody waiting', async () => {
  const { db } = database;
  const [held = '', free = ''] = await addCustomers(db, 2);
  const looks = new Looks(db);
  const wants = [held, free].map((customerId) => ({ customerId, xid: 0n, before: new Date(0) }));
  const whileDeleting = async (work: () => Promise<void>) => {
    const changedMind = new Error('not after all');
    await db
      .tx(async (tx) => {
        await tx.none('delete from customers where id = $1', [held]);
        await work();
        throw changedMind;
      })
      .catch((error) => expect(error).toBe(changedMind));
  };
  const taken = async () => (await looks.take(wants)).taken.map(({ customerId }) => customerId);
  await whileDeleting(async () => expect(await taken()).toEqual([free]));
  expect(await taken()).toEqual([held]);
  await whileDeleting(() => looks.finish(wants));
  expect(await db.any("select customer_id from alert_looks where looked_at > '-infinity'")).toEqual([
    { customer_id: free },
  ]);
});
