import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildFleet, fleetIds } from '../../src/demo/fleet.ts';
import { DEMO_SEED, DemoRefusedError, demoCustomerIds, loadDemo } from '../../src/demo/load.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const now = new Date('2026-02-10T09:30:00Z');

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const fingerprint = () =>
  database.db.one(
    `select (select count(*) from integration_runs) as runs, (select count(*) from environment_events) as events,
       (select md5(string_agg(c::text, '' order by id)) from customers c) as customers, (select loaded_at from demo_data) as loaded`,
  );

describe('Loading the demo', () => {
  test('loads once: the second call changes nothing, not even the feed', async () => {
    expect(await loadDemo(database.db, now)).toEqual({ loaded: true, customers: 201 });
    const before = await fingerprint();
    expect(await loadDemo(database.db, new Date())).toEqual({ loaded: false, customers: 201 });
    expect(await fingerprint()).toEqual(before);
  });

  test('replicas that start together load it once', async () => {
    const results = await Promise.all([1, 2, 3].map(() => loadDemo(database.db, now)));
    // One may have loaded Acme Corp and another the rest, and the third nothing.
    const loaded = results.filter((result) => result.loaded).length;
    expect([1, 2]).toContain(loaded);
    expect(results.map(({ customers }) => customers)).toEqual([201, 201, 201]);
  });

  test('refuses a database with other customers, says why, and leaves it as it was', async () => {
    await database.db.none(
      `insert into customers (id, name) values ('22222222-2222-4222-8222-222222222222', 'Real')`,
    );
    const refused = await loadDemo(database.db, now).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DemoRefusedError);
    expect((refused as Error).message).toMatch(/already holds 1 customer not of the demo.*DATABASE_URL/s);
    expect(await database.db.one('select count(*) from customers')).toEqual({ count: 1 });
    expect(await database.db.one('select count(*) from demo_data')).toEqual({ count: 0 });
  });

  test('customers that came later neither count nor are in the way', async () => {
    await loadDemo(database.db, now);
    await database.db.none(
      `insert into customers (id, name) values ('22222222-2222-4222-8222-222222222222', 'Real')`,
    );
    expect(await loadDemo(database.db, now)).toEqual({ loaded: false, customers: 201 });
  });

  test('writes at most one event per customer, section and statement, audit rows apart', async () => {
    await loadDemo(database.db, now);
    const [most] = await database.db.any(
      `select count(*) as n from environment_events where section <> 'SECURITY' group by customer_id, section order by 1 desc limit 1`,
    );
    // INTEGRATIONS comes from three tables.
    expect(most.n).toBeLessThanOrEqual(3);
  });
});

describe('The ids of the demo', () => {
  const idsOf = (at: Date) => {
    const { rows } = buildFleet(DEMO_SEED, at);
    return [rows.customers, rows.integrations, rows.technical_contacts, rows.technologies].flatMap((list) =>
      list.map(({ id }) => id),
    );
  };

  test('do not depend on when it is loaded', () => {
    const ids = idsOf(now);
    expect(idsOf(new Date('2029-12-31T23:59:59.999Z'))).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('are known without generating the customers', () => {
    expect(fleetIds(DEMO_SEED)).toEqual(buildFleet(DEMO_SEED, now).rows.customers.map(({ id }) => id));
    expect(demoCustomerIds(DEMO_SEED)).toHaveLength(201);
    expect(fleetIds(DEMO_SEED + 1)).not.toEqual(fleetIds(DEMO_SEED));
  });
});
