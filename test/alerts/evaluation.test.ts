import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { evaluateAlerts } from '../../src/alerts/evaluate.ts';
import type { FlushJob } from '../../src/alerts/jobs/queue.ts';
import { attempt } from '../../src/alerts/notify/deliver.ts';
import { closeDatabase, type Database, openDatabase } from '../../src/db/client.ts';
import { databaseNow } from '../../src/db/clock.ts';
import { createReader } from '../../src/read/reader.ts';
import { addCustomer, addIntegration } from '../feed/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addChannel, RecordingDeliverer } from './support.ts';

let database: TestDatabase;
let db: Database;
let customerId: string;
let integrationId: string;
let flushes: FlushJob[];
const logged: string[] = [];
const T = new Date('2026-01-28T12:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());
beforeEach(async () => {
  customerId = await addCustomer(db);
  integrationId = await addIntegration(db, customerId);
  flushes = [];
});

const seconds = (count: number) => new Date(T.getTime() + count * 1000);

/** Judges as one process of several would, at that moment of the database's clock. */
function evaluate(now: Date, through: Database = db, customerIds: readonly (string | null)[] = [customerId]) {
  const jobs = {
    flush: async (_: unknown, job: FlushJob) => void flushes.push(job),
    deliver: async () => {},
  };
  const log = (_: string, message: string, error?: unknown) => logged.push(`${message} ${error}`);
  const grouping = { waitMs: 0, intervalMs: 0 };
  return evaluateAlerts(
    { db: through, reader: createReader(through), jobs, grouping, log },
    customerIds,
    now,
  );
}

const setHealth = (status: string, since: Date) =>
  db.none('update integrations set health_status = $2, health_since = $3 where id = $1', [
    integrationId,
    status,
    since,
  ]);

const episodes = () =>
  db.any(
    `select episode, state, fired_at is not null as fired from alerts where customer_id = $1 and rule_id = 'integration-down' order by episode`,
    [customerId],
  );
const states = async () => (await episodes()).map(({ state }) => state);
const history = () =>
  db.map(
    `select to_state from alert_transitions join alerts a on a.id = alert_id where a.customer_id = $1 order by a.episode, alert_transitions.version`,
    [customerId],
    (row) => row.to_state,
  );

describe('Down for an hour', () => {
  test('59:59 is not, 60:01 is; each step is in the history', async () => {
    await setHealth('DOWN', T);
    for (const at of [0, 1800, 3599]) await evaluate(seconds(at));
    expect(await states()).toEqual(['PENDING']);
    await evaluate(seconds(3601));
    expect(await states()).toEqual(['FIRING']);
    await setHealth('HEALTHY', seconds(3700));
    await evaluate(seconds(3701));
    expect(await states()).toEqual(['RESOLVED']);
    expect(await history()).toEqual(['PENDING', 'FIRING', 'RESOLVED']);
  });

  test('seen for the first time after two hours, it fires at once', async () => {
    await setHealth('DOWN', T);
    await evaluate(seconds(7200));
    expect(await states()).toEqual(['FIRING']);
  });

  test('one that comes back before the hour was never an alert, and the next outage starts anew', async () => {
    for (const start of [0, 3600, 7200]) {
      await setHealth('DOWN', seconds(start));
      await evaluate(seconds(start + 5));
      await evaluate(seconds(start + 3500));
      await setHealth('HEALTHY', seconds(start + 3550));
      await evaluate(seconds(start + 3555));
    }
    expect(await episodes()).toEqual([{ episode: 1, state: 'NORMAL', fired: false }]);
  });

  test('two outages are two episodes', async () => {
    for (const start of [0, 10_000]) {
      await setHealth('DOWN', seconds(start));
      await evaluate(seconds(start + 3601));
      await setHealth('HEALTHY', seconds(start + 4000));
      await evaluate(seconds(start + 4001));
    }
    expect(await episodes()).toEqual([
      { episode: 1, state: 'RESOLVED', fired: true },
      { episode: 2, state: 'RESOLVED', fired: true },
    ]);
  });

  test('while its recovery is watched it does not fire, and when it fails again it does', async () => {
    await setHealth('DOWN', T);
    await evaluate(seconds(3000));
    const recovering = (since: Date | null) =>
      db.none(`update integrations set recovering_since = $2, recovering_to = $3 where id = $1`, [
        integrationId,
        since,
        since && 'HEALTHY',
      ]);
    await recovering(seconds(3599));
    await evaluate(seconds(3700));
    expect(await states()).toEqual(['PENDING']);
    await recovering(null);
    await evaluate(seconds(3800));
    expect(await states()).toEqual(['FIRING']);
  });

  test('a database clock that goes back an hour brings nothing early and nothing twice', async () => {
    await setHealth('DOWN', T);
    await evaluate(seconds(1800));
    for (const at of [-1800, -900, 1799, 3599]) await evaluate(seconds(at));
    expect(await states()).toEqual(['PENDING']);
    await evaluate(seconds(3601));
    for (const at of [0, 3602]) await evaluate(seconds(at));
    expect(await episodes()).toEqual([{ episode: 1, state: 'FIRING', fired: true }]);
  });
});

test('what ended before the database clock went back an hour may begin again', async () => {
  const now = await databaseNow(db);
  const later = new Date(now.getTime() + 3_500_000);
  await db.none(
    `insert into alerts (customer_id, rule_id, subject_id, episode, state, state_since, opened_at, fired_at, resolved_at,
       severity, fired_severity, recipients, title, description)
     values ($1, 'integration-down', $2, 1, 'RESOLVED', $3, $3, $3, $3, 'HIGH', 'HIGH', '{TECH}', 'Down', 'Down')`,
    [customerId, integrationId, later],
  );
  await setHealth('DOWN', new Date(now.getTime() - 3_700_000));
  await evaluate(now);
  expect(await states()).toEqual(['RESOLVED', 'FIRING']);
});

test('webhook deliveries count for 24 hours', async () => {
  await db.none(`update integrations set endpoint = 'https://acme.example/hook' where id = $1`, [
    integrationId,
  ]);
  await db.none(
    `insert into webhook_deliveries (customer_id, integration_id, created_at, status, attempts, first_attempt_failed)
     select $1, $2, $3::timestamptz - interval '1 minute', 'SUCCEEDED', 1, true from generate_series(1, 30)`,
    [customerId, integrationId, T],
  );
  const webhookErrors = () =>
    db.map(
      `select state from alerts where customer_id = $1 and rule_id = 'webhook-errors'`,
      [customerId],
      ({ state }) => state,
    );
  await evaluate(seconds(86_400));
  expect(await webhookErrors()).not.toContain('FIRING');
  await evaluate(seconds(86_300));
  expect(await webhookErrors()).toEqual(['FIRING']);
});

describe('What a customer announces or changes', () => {
  test('maintenance: the hour counts from its end', async () => {
    await setHealth('DOWN', T);
    await db.none(`insert into maintenance_windows (customer_id, starts_at, ends_at) values ($1, $2, $3)`, [
      customerId,
      seconds(-60),
      seconds(7200),
    ]);
    await evaluate(seconds(3700));
    expect(await states()).not.toContain('FIRING');
    await evaluate(seconds(7200 + 3599));
    expect(await states()).toEqual(['PENDING']);
    await evaluate(seconds(7200 + 3601));
    expect(await states()).toEqual(['FIRING']);
  });

  test('maintenance that has not begun, or of something else, excuses nothing', async () => {
    await setHealth('DOWN', T);
    const other = await addIntegration(db, customerId);
    await db.none(
      `insert into maintenance_windows (customer_id, integration_id, starts_at, ends_at)
       values ($1, null, $3, $4), ($1, $2, $5, $4)`,
      [customerId, other, seconds(3700), seconds(7200), seconds(-60)],
    );
    await evaluate(seconds(3601));
    expect(await states()).toEqual(['FIRING']);
  });

  test('a shorter hold of its own', async () => {
    await db.none(
      `insert into alert_rule_overrides (customer_id, rule_id, for_seconds) values ($1, 'integration-down', 60)`,
      [customerId],
    );
    await setHealth('DOWN', T);
    await evaluate(seconds(61));
    expect(await states()).toEqual(['FIRING']);
  });

  test.each([
    ['deleted', 'delete from integrations where id = $1'],
    ['switched off', `update integrations set status = 'INACTIVE' where id = $1`],
  ])('an integration that is %s ends its alert, which is kept', async (_, sql) => {
    await setHealth('DOWN', T);
    await evaluate(seconds(3601));
    await db.none(sql, [integrationId]);
    await evaluate(seconds(3610));
    expect(await states()).toEqual(['RESOLVED']);
  });

  test("a customer that is deleted while it is judged is nobody's failure", async () => {
    await setHealth('DOWN', T);
    await db.none('delete from customers where id = $1', [customerId]);
    await evaluate(seconds(3601));
    expect(logged).toEqual([]);
  });
});

test('each change of a security setting is an alert of its own, for a day', async () => {
  const setTo = async (state: string) => {
    await db.none(
      `insert into security_settings (customer_id, setting, state) values ($1, 'MFA', $2)
       on conflict (customer_id, setting) do update set state = excluded.state`,
      [customerId, state],
    );
    return new Date((await databaseNow(db)).getTime() + 1_000);
  };
  const changes = () =>
    db.map(
      'select description, state from alerts where customer_id = $1 order by opened_at, description',
      [customerId],
      (row) => [row.description.replace(/^.* from /, ''), row.state],
    );
  await setTo('ENFORCED');
  await evaluate(await setTo('OPTIONAL'));
  const last = await setTo('DISABLED');
  for (const hours of [0, 1]) await evaluate(new Date(last.getTime() + hours * 3_600_000));
  expect(await changes()).toEqual([
    ['ENFORCED to OPTIONAL.', 'FIRING'],
    ['OPTIONAL to DISABLED.', 'FIRING'],
  ]);
  await evaluate(new Date(last.getTime() + 25 * 3_600_000));
  expect((await changes()).map(([, state]) => state)).toEqual(['RESOLVED', 'RESOLVED']);
});

describe('An upstream that says nothing', () => {
  test('during an outage: NO_DATA, and over only when it says that it is', async () => {
    await setHealth('DOWN', T);
    await evaluate(seconds(3601));
    await setHealth('UNKNOWN', seconds(3700));
    for (const at of [3701, 8000, 80_000]) await evaluate(seconds(at));
    expect(await states()).toEqual(['NO_DATA']);
    await setHealth('HEALTHY', seconds(90_000));
    await evaluate(seconds(90_001));
    expect(await states()).toEqual(['RESOLVED']);
    expect(await history()).toEqual(['FIRING', 'NO_DATA', 'RESOLVED']);
  });

  test('a section that cannot be read: ERROR, and afterwards it fires on without being told again', async () => {
    await setHealth('DOWN', T);
    await addChannel(db, { customerId });
    await evaluate(seconds(3601));
    const told = flushes.length;
    expect(told).toBeGreaterThan(0);
    const blind = await openBlind();
    // Not as if all had been seen: there is another look.
    expect(await evaluate(seconds(3700), blind)).toEqual([customerId]);
    await closeDatabase(blind);
    expect(await states()).toEqual(['ERROR']);
    // One line for each kind of facts, so that somebody looks into it.
    expect(logged.splice(0)).toEqual([
      expect.stringContaining(`without integrations of customer ${customerId}`),
      expect.stringContaining(`without alertSignals of customer ${customerId}`),
    ]);
    await evaluate(seconds(3800));
    expect(await episodes()).toEqual([{ episode: 1, state: 'FIRING', fired: true }]);
    expect(flushes).toHaveLength(told);
  });
});

/** A connection whose role may not see integrations. */
async function openBlind(): Promise<Database> {
  const role = `blind_${customerId.slice(0, 8)}`;
  await db.multi(`create role ${role} login; grant all on all tables in schema public to ${role};
    revoke select on integrations from ${role}`);
  return openDatabase({ ...database.connection, user: role }, { poolSize: 2 });
}

test('the history has the time of each change, and acknowledging is told like one', async () => {
  await setHealth('DOWN', T);
  await evaluate(seconds(3601));
  const before = new Date(await db.one('select now() as at', [], ({ at }) => at));
  const last = () =>
    db.one(
      `select t.at, (select count(*)::int from environment_events where customer_id = $1 and kind = 'ALERT_CHANGED') as events
       from alerts a join alert_transitions t on t.alert_id = a.id where a.customer_id = $1 order by t.version desc limit 1`,
      [customerId],
    );
  expect(new Date((await last()).at)).toEqual(seconds(3601));
  await db.none("update alerts set severity = 'MEDIUM' where customer_id = $1", [customerId]);
  const worse = await last();
  expect(new Date(worse.at).getTime()).toBeGreaterThanOrEqual(before.getTime());
  await db.none("update alerts set acknowledged_at = now(), acknowledged_by = 'Ann' where customer_id = $1", [
    customerId,
  ]);
  expect(await last()).toEqual({ at: worse.at, events: worse.events + 1 });
});

describe('Several processes at once', () => {
  test('make one row, one history and one piece of news', async () => {
    await addChannel(db, { customerId });
    await setHealth('DOWN', T);
    const pools = Array.from({ length: 5 }, () => openDatabase(database.connection, { poolSize: 2 }));
    for (const at of [10, 3601, 3602]) await Promise.all(pools.map((pool) => evaluate(seconds(at), pool)));
    await setHealth('HEALTHY', seconds(4000));
    await Promise.all(pools.map((pool) => evaluate(seconds(4001), pool)));
    await Promise.all(pools.map(closeDatabase));
    expect(await episodes()).toEqual([{ episode: 1, state: 'RESOLVED', fired: true }]);
    expect(await history()).toEqual(['PENDING', 'FIRING', 'RESOLVED']);
    expect(flushes).toEqual([expect.objectContaining({ customerId })]);
    expect(logged).toEqual([]);
  });

  test('one that stores what it judged before an outage ended does not open it again', async () => {
    await setHealth('DOWN', T);
    // Its look is of the outage; it is held up before it stores, while another sees the end.
    const stale = await hold(STORING, customerId);
    const pool = openDatabase(database.connection, { poolSize: 2 });
    const late = evaluate(seconds(3601), pool);
    await vi.waitFor(async () => expect(await waitingForLocks()).toBe(1), 5_000);
    await setHealth('HEALTHY', seconds(4000));
    await db.none(
      `insert into alerts (customer_id, rule_id, subject_id, integration_id, episode, state, state_since, opened_at,
         fired_at, resolved_at, severity, fired_severity, recipients, title, description)
       values ($1, 'integration-down', $2, null, 1, 'RESOLVED', $3, $3, $3, $4, 'HIGH', 'HIGH', '{TECH}', 'Down', 'Down')`,
      [customerId, integrationId, seconds(3601), seconds(4001)],
    );
    await stale();
    await late;
    await closeDatabase(pool);
    expect(await states()).toEqual(['RESOLVED']);
  });

  test('a database that is away fails every customer, and ends no process', async () => {
    const away = openDatabase('postgres://nobody@127.0.0.1:1/none');
    // An error that nobody waits for would fail this run.
    expect(await evaluate(seconds(0), away)).toEqual([customerId]);
    expect(logged.splice(0).join()).toContain(`The alerts of customer ${customerId} could not be judged`);
    await closeDatabase(away);
  });

  test('three transactions that hold customers at once do not keep the others from being judged', async () => {
    const held = [customerId, await addCustomer(db), await addCustomer(db)];
    const free = await addCustomer(db);
    for (customerId of [...held, free]) {
      integrationId = await addIntegration(db, customerId);
      await setHealth('DOWN', T);
    }
    const releases = await Promise.all(held.map((one) => hold(STORING, one)));
    const pool = openDatabase(database.connection, { poolSize: 3 });
    const failed = await evaluate(seconds(3601), pool, [...held, free]);
    expect(failed.toSorted()).toEqual(held.toSorted());
    expect(logged.splice(0)).toHaveLength(3);
    expect(await states()).toEqual(['FIRING']);
    await Promise.all(releases.map((release) => release()));
    expect(await evaluate(seconds(3602), pool, held)).toEqual([]);
    await closeDatabase(pool);
  });

  test('rows that others hold keep only their own customers waiting, and those are judged again', async () => {
    const held = customerId;
    await setHealth('DOWN', T);
    const release = await hold(STORING, held);
    customerId = await addCustomer(db);
    integrationId = await addIntegration(db, customerId);
    await setHealth('DOWN', T);
    const pool = openDatabase(database.connection, { poolSize: 3 });
    const failed = await evaluate(seconds(3601), pool, [held, customerId]);
    expect(failed).toEqual([held]);
    expect(logged.splice(0)).toEqual([expect.stringContaining(held)]);
    expect(await states()).toEqual(['FIRING']);
    await release();
    expect(await evaluate(seconds(3602), pool, failed)).toEqual([]);
    await closeDatabase(pool);
    customerId = held;
    expect(await states()).toEqual(['FIRING']);
  });
});

describe('A channel that fails', () => {
  test('does so while nothing is sent, until a test arrives', async () => {
    const channelId = await addChannel(db, { customerId });
    const sent = (kind: string, status: string, at: Date) =>
      db.none(
        `insert into notification_deliveries (customer_id, channel_id, kind, notification, status, give_up_at, created_at, finished_at, tried_with)
         values ($1, $2, $3, '{}', $4, $5, $5, $5, now())`,
        [customerId, channelId, kind, status, at],
      );
    const state = () =>
      db.one(
        'select state from alerts where customer_id = $1 and subject_id = $2',
        [customerId, channelId],
        (row) => row.state,
      );
    await sent('FIRING', 'FAILED', T);
    await evaluate(seconds(60));
    expect(await state()).toBe('FIRING');
    await evaluate(seconds(8 * 86_400));
    expect(await state()).toBe('FIRING');
    await sent('TEST', 'DELIVERED', seconds(8 * 86_400));
    await evaluate(seconds(8 * 86_400 + 60));
    expect(await state()).toBe('RESOLVED');
    await db.none('delete from notification_channels where id = $1', [channelId]);
  });

  test('says what fails now, not what went well before', async () => {
    const channelId = await addChannel(db, { customerId });
    await db.none(
      `insert into notification_deliveries (customer_id, channel_id, kind, notification, status, give_up_at, created_at, finished_at, detail, attempts)
       values ($1, $2, 'FIRING', '{}', 'DELIVERED', $3, $3, $3, 'It took it (204).', 1),
         ($1, $2, 'FIRING', '{}', 'PENDING', $3, $3, null, 'It failed (500).', 3)`,
      [customerId, channelId, T],
    );
    await evaluate(seconds(16 * 60));
    expect(await db.any('select description from alerts where subject_id = $1', [channelId])).toEqual([
      { description: 'It failed (500).' },
    ]);
    await db.none('delete from notification_channels where id = $1', [channelId]);
  });

  test('is none where only a test fails, or nothing was tried since this service was away', async () => {
    const channelId = await addChannel(db, { customerId });
    await db.none(
      `insert into notification_deliveries (customer_id, channel_id, kind, notification, status, give_up_at, created_at, attempts)
       values ($1, $2, 'TEST', '{}', 'PENDING', $3, $3, 3), ($1, $2, 'FIRING', '{}', 'PENDING', $3, $3, 0)`,
      [customerId, channelId, T],
    );
    await evaluate(seconds(16 * 60));
    expect(await db.any('select state from alerts where subject_id = $1', [channelId])).toEqual([]);
    await db.none('delete from notification_channels where id = $1', [channelId]);
  });

  test('is none that was off for a while: what was not even tried says nothing of it', async () => {
    const channelId = await addChannel(db, { customerId, enabled: false });
    const deliverer = new RecordingDeliverer();
    const courier = { db, jobs: { deliver: async () => {} }, deliverer, log: () => {} };
    const deliver = async () => {
      const { id } = await db.one(
        `insert into notification_deliveries (customer_id, channel_id, kind, notification, next_attempt_at, give_up_at)
         values ($1, $2, 'FIRING', '{}', now() - interval '1 second', now() + interval '1 day') returning id`,
        [customerId, channelId],
      );
      await attempt(courier, id, new AbortController().signal);
    };
    const states = () =>
      db.map('select state from alerts where subject_id = $1', [channelId], (row) => row.state);
    await deliver();
    await db.none('update notification_channels set enabled = true where id = $1', [channelId]);
    await evaluate(await databaseNow(db));
    expect(await states()).toEqual([]);
    deliverer.answer = () => ({ kind: 'FAILED', reason: 'It refuses' });
    await deliver();
    await evaluate(await databaseNow(db));
    expect(await states()).toEqual(['FIRING']);
    await db.none('delete from notification_channels where id = $1', [channelId]);
  });

  test('for every customer is one alert, of none of them, and begins anew when it fails again', async () => {
    const channelId = await addChannel(db);
    const [mine, theirs] = [customerId, await addCustomer(db)];
    const finish = (of: string, status: string, at: Date) =>
      db.none(
        `insert into notification_deliveries (customer_id, channel_id, kind, notification, status, give_up_at, created_at, finished_at, tried_with, detail)
         values ($1, $2, 'FIRING', '{}', $3, $4, $4, $4, now(), 'HTTP 404')`,
        [of, channelId, status, at],
      );
    const judge = (at: number) => evaluate(seconds(at), db, [mine, theirs, null]);
    const alerts = () =>
      db.any(
        'select customer_id, episode, state, description from alerts where subject_id = $1 order by episode',
        [channelId],
      );
    for (const of of [mine, theirs]) await finish(of, 'FAILED', T);
    const listener = await addChannel(db);
    await judge(60);
    await judge(75);
    const fires = { customer_id: null, episode: 1, state: 'FIRING', description: 'HTTP 404.' };
    expect(await alerts()).toEqual([fires]);
    expect(flushes).toEqual([{ customerId: null, channelId: listener }]);
    await finish(theirs, 'DELIVERED', seconds(100));
    await judge(120);
    await finish(mine, 'FAILED', seconds(130));
    await judge(140);
    expect(await alerts()).toEqual([
      { ...fires, state: 'RESOLVED' },
      { ...fires, episode: 2 },
    ]);
    await db.none('delete from notification_channels where id = any ($1::uuid[])', [[channelId, listener]]);
  });
});

/** Holds up whoever stores alerts of the customer. */
const STORING = "select pg_advisory_xact_lock(hashtext('technical-environment alerts'), hashtext($1))";

const waitingForLocks = () =>
  db.one(
    `select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    [],
    ({ n }) => Number(n),
  );

/** Runs a statement whose locks are held until the returned function is called. */
async function hold(sql: string, ...values: string[]): Promise<() => Promise<void>> {
  const held = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const holding = db.tx(async (tx) => {
    await tx.any(sql, values);
    held.resolve();
    await over.promise;
  });
  await Promise.race([held.promise, holding]);
  return async () => {
    over.resolve();
    await holding;
  };
}
