import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onStatement } from '../../src/db/client.ts';
import { ACME_ID } from '../../src/demo/acme.ts';
import { ACME_INTEGRATIONS } from '../../src/demo/acme-integrations.ts';
import { advanceDemo } from '../../src/demo/advance.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectAcmeDigits } from './digits.ts';

const loadedAt = new Date('2026-05-20T22:10:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const later = (ms: number) => new Date(loadedAt.getTime() + ms);

let database: TestDatabase;
const stopped = () =>
  database.db.any(
    `select id, last_attempt_at, last_sync_at from integrations
     where status = 'INACTIVE' or last_attempt_at is null or last_attempt_at < $1::timestamptz - interval '26 hours' order by id`,
    [loadedAt.toISOString()],
  );
const counts = () =>
  database.db.one(
    `select (select count(*) from integration_runs) as runs, (select count(*) from webhook_deliveries) as deliveries,
       (select count(*) from api_usage_daily) as days, (select count(*) from environment_events) as events`,
  );

describe('The demo goes on as time does', () => {
  beforeEach(async () => {
    database = await createTestDatabase();
    await loadDemo(database.db, loadedAt);
  });
  afterEach(() => database.drop());

  test.each([
    ['10 minutes', 10 * MINUTE],
    ['3 days', 3 * DAY],
  ])('after %s Acme has the same figures', async (_, gap) => {
    await advanceDemo(database.db, later(gap));
    await expectAcmeDigits(database.db, later(gap));
  });

  test('advanced minute by minute it comes to the same as at once', async () => {
    for (let minutes = 7; minutes <= 150; minutes += 11)
      await advanceDemo(database.db, later(minutes * MINUTE));
    await advanceDemo(database.db, later(150 * MINUTE));
    const telemetry = `select md5(string_agg(concat_ws(' ', integration_id, started_at, status, records_synced), ',' order by integration_id, started_at)) as runs from integration_runs`;
    const stepwise = await database.db.one(telemetry);
    const columns = 'select id, last_attempt_at, last_sync_at from integrations order by id';
    const integrations = await database.db.any(columns);

    const other = await createTestDatabase();
    await loadDemo(other.db, loadedAt);
    // Across midnight, which the steps above cross too.
    await advanceDemo(other.db, later(150 * MINUTE));
    expect(await other.db.one(telemetry)).toEqual(stepwise);
    expect(await other.db.any(columns)).toEqual(integrations);
    await other.drop();
  });

  test('schedules are kept: whatever synced in time still does', async () => {
    await advanceDemo(database.db, later(3 * DAY + 5 * HOUR));
    const late = await database.db.any(
      `select name, last_attempt_at from integrations where customer_id = $1 and sync_mode = 'SCHEDULED'
       and last_attempt_at < $2::timestamptz - 1.2 * sync_interval_seconds * interval '1 second'`,
      [ACME_ID, later(3 * DAY + 5 * HOUR).toISOString()],
    );
    expect(late).toEqual([]);
  });

  test('where nothing happened nothing happens: overdue, silent and switched off stay so', async () => {
    const before = await stopped();
    expect(before.length).toBeGreaterThan(20);
    await advanceDemo(database.db, later(3 * DAY));
    expect(await stopped()).toEqual(before);
  });

  test('refused credentials go on being refused', async () => {
    await advanceDemo(database.db, later(2 * DAY));
    const refused = await database.db.any(
      'select authentication_failed_at = last_attempt_at as last from integrations where authentication_failed_at is not null',
    );
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ last }) => last)).toBe(true);
  });

  test('at no minute of a day is the webhook down: never five failures in a row, nor half of five in an hour', async () => {
    await advanceDemo(database.db, later(2 * DAY));
    const deliveries = await database.db.map(
      'select created_at, first_attempt_failed as failed from webhook_deliveries where integration_id = $1 order by created_at desc',
      [ACME_INTEGRATIONS.webhook],
      ({ created_at, failed }) => ({ at: Date.parse(created_at), failed: failed as boolean }),
    );
    for (let at = later(DAY).getTime(); at <= later(2 * DAY).getTime(); at += MINUTE) {
      const known = deliveries.filter((delivery) => delivery.at <= at);
      expect(known.slice(0, 5).every(({ failed }) => failed)).toBe(false);
      const hour = known.filter((delivery) => delivery.at > at - HOUR);
      const failures = hour.filter(({ failed }) => failed).length;
      expect(hour.length >= 5 && failures * 2 >= hour.length).toBe(false);
    }
  });

  test('nothing due: nothing is written; a clock set back changes nothing', async () => {
    await advanceDemo(database.db, later(HOUR));
    const before = await counts();
    let statements = 0;
    const stop = onStatement(database.db, () => {
      statements += 1;
    });
    await advanceDemo(database.db, later(HOUR));
    await advanceDemo(database.db, later(-HOUR));
    stop();
    expect(await counts()).toEqual(before);
    expect(statements).toBeLessThanOrEqual(8);
  });

  test('replicas take turns: the same hour is added once', async () => {
    await Promise.all([1, 2, 3, 4].map(() => advanceDemo(database.db, later(2 * DAY))));
    await expectAcmeDigits(database.db, later(2 * DAY));
    const twice = await database.db.any(
      'select 1 from webhook_deliveries group by integration_id, created_at having count(*) > 1',
    );
    expect(twice).toEqual([]);
  });

  test("customers that are not the demo's are left alone", async () => {
    const id = '22222222-2222-4222-8222-222222222222';
    await database.db.multi(
      `insert into customers (id, name) values ('${id}', 'Real');
       insert into integrations (id, customer_id, name, type, status, data_flow_direction, setup_date, sync_mode)
         values ('${id}', '${id}', 'Theirs', 'CRM', 'ACTIVE', 'INBOUND', '2026-01-01', 'REALTIME');
       insert into integration_runs (customer_id, integration_id, started_at, finished_at, status)
         values ('${id}', '${id}', $1::timestamptz - interval '2 hours', $1::timestamptz - interval '2 hours', 'SUCCEEDED'),
                ('${id}', '${id}', $1::timestamptz - interval '90 days', $1::timestamptz - interval '90 days', 'SUCCEEDED')`,
      [loadedAt.toISOString()],
    );
    await advanceDemo(database.db, later(3 * DAY));
    const runs = await database.db.one('select count(*) from integration_runs where customer_id = $1', [id]);
    expect(runs).toEqual({ count: 2 });
  });

  test('without a demo it does nothing', async () => {
    const empty = await createTestDatabase();
    await advanceDemo(empty.db, loadedAt);
    expect(await empty.db.one('select count(*) from integration_runs')).toEqual({ count: 0 });
    await empty.drop();
  });
});

// Filling a month takes seconds, so it is done once, and every test looks at it.
describe('After 45 days', () => {
  const now = later(45 * DAY);
  const at = now.toISOString();
  const stale = `select id, last_seen_at from technologies where last_seen_at < $1::timestamptz - interval '366 days' order by id`;
  let own: TestDatabase;
  let staleBefore: unknown[];
  beforeAll(async () => {
    own = await createTestDatabase();
    await loadDemo(own.db, loadedAt);
    staleBefore = await own.db.any(stale, [loadedAt.toISOString()]);
    await advanceDemo(own.db, now);
  }, 60_000);
  afterAll(() => own.drop());

  test('Acme has the same figures', () => expectAcmeDigits(own.db, now));

  test('quotas have started anew', async () => {
    const [quotas] = await own.db.any(
      `select count(*) filter (where resets_at <= $1) as past,
         count(*) filter (where resets_at > $1::timestamptz + interval '31 days') as far from api_quotas`,
      [at],
    );
    expect(quotas).toEqual({ past: 0, far: 0 });
  });

  test('technologies have been seen again, the stale ones have not', async () => {
    expect(await own.db.any(stale, [loadedAt.toISOString()])).toEqual(staleBefore);
    expect(staleBefore.length).toBeGreaterThan(0);
    const [seen] = await own.db.any(
      `select count(*) filter (where last_seen_at > $1) as future,
         extract(epoch from $1::timestamptz - min(last_seen_at) filter (where customer_id = $2)) / 86400 < 12 as recent
       from technologies`,
      [at, ACME_ID],
    );
    expect(seen).toEqual({ future: 0, recent: true });
  });

  test('credentials that were about to expire still are', async () => {
    const soon = `select count(*) from integrations where credential_expires_at between $1::timestamptz + interval '8 days' and $1::timestamptz + interval '12 days'`;
    const all = 'select count(*) from integrations where credential_expires_at is not null';
    expect(await own.db.one(soon, [at])).toEqual(await own.db.one(all));
  });

  test('nothing is older than what is kept, and three more days add nothing on balance', async () => {
    const sizes = (db: TestDatabase['db']) =>
      db.one(
        `select (select count(*) from integration_runs) as runs, (select count(*) from webhook_deliveries) as deliveries,
           (select count(*) from api_usage_daily) as days, (select count(*) from api_endpoint_daily) as endpoints`,
      );
    const [old] = await own.db.any(
      `select (select count(*) from integration_runs where started_at < $1::timestamptz - interval '31 days') as runs,
         (select count(*) from webhook_deliveries where created_at < $1::timestamptz - interval '31 days') as deliveries,
         (select count(*) from api_usage_daily where day < $1::date - 84) as days,
         (select count(*) from api_endpoint_daily where day < $1::date - 31) as endpoints`,
      [at],
    );
    expect(old).toEqual({ runs: 0, deliveries: 0, days: 0, endpoints: 0 });
    const before = await sizes(own.db);
    await advanceDemo(own.db, later(48 * DAY));
    const grown = await sizes(own.db);
    expect(grown.runs).toBeLessThanOrEqual(before.runs * 1.01);
    expect(grown.deliveries).toBeLessThanOrEqual(before.deliveries * 1.01);
    expect(grown.endpoints).toBeLessThanOrEqual(before.endpoints * 1.05);
    await expectAcmeDigits(own.db, later(48 * DAY));
  });
});
