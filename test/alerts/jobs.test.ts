import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { JobQueue } from '../../src/alerts/jobs/queue.ts';
import { describeSchema } from '../../src/db/dump.ts';
import { addCustomer, addIntegration, until } from '../feed/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type AlertProcess, addChannel, RecordingDeliverer, startAlerting } from './support.ts';

let database: TestDatabase;
let deliverer: RecordingDeliverer;
const running: AlertProcess[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  deliverer = new RecordingDeliverer();
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(running.splice(0).map((one) => one.stop()));
  await database.drop();
});

async function start(count: number): Promise<AlertProcess[]> {
  const started = await Promise.all(Array.from({ length: count }, () => startAlerting(database, deliverer)));
  running.push(...started);
  return started;
}

/** An integration that has been down for that long. */
async function bringDown(minutes: number): Promise<string> {
  const id = await addIntegration(database.db, await addCustomer(database.db));
  await database.db.none(
    `update integrations set health_status = 'DOWN', health_since = now() - $2 * interval '1 minute' where id = $1`,
    [id, minutes],
  );
  return id;
}

const fires = (id: string) =>
  until(
    async () =>
      Boolean(
        await database.db.oneOrNone(`select from alerts where subject_id = $1 and state = 'FIRING'`, [id]),
      ),
    'it fires',
  );

test('replicas that start together make the job tables once, apart from our own schema', async () => {
  const before = await describeSchema(database.db);
  const processes = await start(5);
  await addChannel(database.db);
  await fires(await bringDown(61));
  await until(() => deliverer.sent.length === 1, 'it is told');
  expect(processes.flatMap(({ logged }) => logged)).toEqual([]);
  expect(await describeSchema(database.db)).toBe(before);
});

test('what a silence held back is queued where it is ended, and waits for no sweep', async () => {
  const [{ service }] = (await start(1)) as [AlertProcess];
  const { db } = database;
  const integrationId = await bringDown(61);
  const customerId = await db.one(
    'select customer_id as id from integrations where id = $1',
    [integrationId],
    ({ id }) => id,
  );
  await db.none(
    `insert into alert_silences (customer_id, until, author, reason) values ($1, now() + interval '1 hour', 'jane', 'x')`,
    [customerId],
  );
  await addChannel(db);
  await fires(integrationId);
  const jobs = () =>
    db.map(`select data from pgboss.job where name = 'alerts-flush'`, [], ({ data }) => data.customerId);
  expect(await jobs()).toEqual([]);
  await db.tx(async (tx) => {
    await tx.none(
      `update alert_silences set ended_at = now() - interval '1 s', ended_by = 'jane', starts_at = now() - interval '1 min'`,
    );
    await service.tell(tx, customerId);
  });
  expect(await jobs()).toEqual([customerId]);
  await until(() => deliverer.sent.length === 1, 'it is told');
});

test('a job lives and dies with the transaction that it is queued in', async () => {
  const queue = new JobQueue(database.db, () => {});
  await queue.start({ flush: () => sleep(60_000), deliver: () => sleep(60_000), sweep: async () => {} });
  const job = { customerId: randomUUID(), channelId: randomUUID() };
  const later = new Date(Date.now() + 60_000);
  const jobs = () =>
    database.db.map(`select data from pgboss.job where name = 'alerts-flush'`, [], ({ data }) => data);
  await database.db
    .tx(async (tx) => {
      await queue.flush(tx, job, later);
      throw new Error('changed my mind');
    })
    .catch(() => {});
  expect(await jobs()).toEqual([]);
  // And is there once, however often it is asked for.
  for (let count = 0; count < 3; count++) await database.db.tx((tx) => queue.flush(tx, job, later));
  expect(await jobs()).toEqual([job]);
  // What a channel is told of one customer waits for nothing that it is told of another.
  const another = { ...job, customerId: randomUUID() };
  await queue.flush(database.db, another, later);
  expect(await jobs()).toEqual(expect.arrayContaining([job, another]));
  await queue.stop();
});

test('a delivery has one job for each time it is due, so that it may be due earlier than it was', async () => {
  const queue = new JobQueue(database.db, () => {});
  await queue.start({ flush: async () => {}, deliver: async () => {}, sweep: async () => {} });
  const id = randomUUID();
  const [late, soon] = [4 * 3_600_000, 3_600_000].map((ms) => new Date(Date.now() + ms)) as [Date, Date];
  for (const at of [late, late, soon, soon]) await queue.deliver(database.db, id, at);
  const times = await database.db.map(
    `select start_after as at from pgboss.job where name = 'alerts-deliver' order by start_after`,
    [],
    ({ at }) => new Date(at),
  );
  expect(times).toEqual([soon, late]);
  await queue.stop();
});

test('an attempt may last as long as this version lets it, whichever version made the queue', async () => {
  const queue = new JobQueue(database.db, () => {});
  const handlers = { flush: async () => {}, deliver: async () => {}, sweep: async () => {} };
  const lasts = () =>
    database.db.one(
      `select expire_seconds as s from pgboss.queue where name = 'alerts-deliver'`,
      [],
      ({ s }) => s,
    );
  await queue.start(handlers);
  const before = await lasts();
  await queue.stop();
  await database.db.none(`update pgboss.queue set expire_seconds = 60 where name = 'alerts-deliver'`);
  await queue.start(handlers);
  expect(await lasts()).toBe(before);
  await queue.stop();
});

test('a delivery that hangs holds up none that comes after it', async () => {
  const queue = new JobQueue(database.db, () => {});
  const tried: string[] = [];
  const over = Promise.withResolvers<void>();
  const deliver = (id: string) => {
    tried.push(id);
    return id === hanging ? over.promise : Promise.resolve();
  };
  await queue.start({ flush: async () => {}, deliver, sweep: async () => {} });
  const [hanging, next] = [randomUUID(), randomUUID()];
  await queue.deliver(database.db, hanging, new Date());
  await until(() => tried.includes(hanging), 'the first is being tried');
  await queue.deliver(database.db, next, new Date());
  await until(() => tried.includes(next), 'the next is tried');
  over.resolve();
  await queue.stop();
});

test('a job table full of old work holds nothing up', { timeout: 60_000 }, async () => {
  const [first] = await start(1);
  await until(
    async () => (await database.db.oneOrNone(`select to_regclass('pgboss.job') as there`))?.there !== null,
    'there is a job table',
  );
  await until(
    async () =>
      (await database.db.any(`select from pgboss.queue where name = 'alerts-deliver'`)).length === 1,
    'there are queues',
  );
  await first?.stop();
  running.length = 0;
  // Of a week ago: for channels that are gone, and notifications that were sent.
  await database.db.none(
    `insert into pgboss.job (name, data, policy, singleton_key, created_on, start_after, retry_limit, keep_until)
     select name, data, 'short', gen_random_uuid()::text, now() - interval '7 days', now() - interval '7 days', 5, now() + interval '7 days'
     from generate_series(1, 500), (values
       ('alerts-flush', jsonb_build_object('customerId', gen_random_uuid(), 'channelId', gen_random_uuid())),
       ('alerts-deliver', jsonb_build_object('deliveryId', gen_random_uuid()))) as old (name, data)`,
  );
  await addChannel(database.db);
  const id = await bringDown(61);
  await start(1);
  await fires(id);
  await until(() => deliverer.sent.length === 1, 'it is told');
});

test.each([-60, 60])(
  'a process whose own clock is %i minutes off is neither early nor late',
  async (minutes) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
    await start(1);
    const early = await bringDown(59);
    const due = await bringDown(61);
    await fires(due);
    expect(await database.db.any(`select state from alerts where subject_id = $1`, [early])).toEqual([
      { state: 'PENDING' },
    ]);
  },
);

test('a channel that fails quietly is told of over another', { timeout: 60_000 }, async () => {
  const broken = await addChannel(database.db);
  const other = await addChannel(database.db);
  deliverer.answer = ({ channel }) =>
    channel.id === broken ? { kind: 'FAILED', reason: 'HTTP 404' } : { kind: 'DELIVERED', detail: '204' };
  await start(1);
  await bringDown(61);
  const told = () =>
    deliverer.sent.some(
      ({ channel, notification }) =>
        channel.id === other &&
        notification.alerts.some(({ rule }) => rule === 'notification-channel-failing'),
    );
  // Nothing but time has it looked at again.
  await expect.poll(told, { timeout: 45_000, message: 'the other channel says so' }).toBe(true);
  expect(deliverer.sent.filter(({ channel }) => channel.id === broken)).toHaveLength(1);
});

test('what is left undone is counted, and dead letters are said once', async () => {
  const [first] = await start(1);
  await fires(await bringDown(61));
  await first?.stop();
  running.length = 0;
  const channelId = await addChannel(database.db);
  await database.db.none(
    `insert into notification_deliveries (channel_id, kind, notification, give_up_at, next_attempt_at)
     select $1, 'TEST', '{}', now() + interval '1 day', now() + n * interval '1 minute' from unnest(array[-10, -5, 60]) as n`,
    [channelId],
  );
  await database.db.none(
    `insert into pgboss.job (name, data) select 'alerts-dead', '{}' from generate_series(1, 3)`,
  );
  // One that takes its time, so that nothing is over before it is counted.
  const gate = Promise.withResolvers<{ kind: 'DELIVERED'; detail: string }>();
  deliverer.answer = () => gate.promise;
  const [second] = await start(1);
  await until(() => second?.logged.length === 1, 'it is said');
  expect(second?.logged).toEqual([expect.stringContaining('Of the jobs of alerting 3 failed')]);
  expect((await second?.service.backlog())?.deadLetters).toBe(3);
  await database.db.none(`insert into pgboss.job (name, data) values ('alerts-sweep', '{}')`);
  const isSwept = () =>
    database.db.one(
      `select not exists (select from pgboss.job where name = 'alerts-sweep' and state in ('created', 'active')) as so`,
      [],
      ({ so }) => so as boolean,
    );
  await until(isSwept, 'they are looked at again');
  expect(second?.logged).toHaveLength(1);
  gate.resolve({ kind: 'DELIVERED', detail: '204' });
  await until(async () => (await second?.service.backlog())?.overdueSeconds === 0, 'all that is due is done');
  await database.db.none(
    `update notification_deliveries set next_attempt_at = now() - interval '10 minutes' where status = 'PENDING'`,
  );
  const { overdueSeconds = 0 } = (await second?.service.backlog()) ?? {};
  expect(Math.round(overdueSeconds / 60)).toBe(10);
});
