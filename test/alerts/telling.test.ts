import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ATTEMPT_MS } from '../../src/alerts/deadlines.ts';
import type { Outcome } from '../../src/alerts/delivery/channel.ts';
import type { FlushJob } from '../../src/alerts/jobs/queue.ts';
import { attempt, type Courier } from '../../src/alerts/notify/deliver.ts';
import { startDelivery } from '../../src/alerts/notify/deliveries.ts';
import { queueFlushes } from '../../src/alerts/notify/due.ts';
import { flush } from '../../src/alerts/notify/flush.ts';
import { sweep } from '../../src/alerts/notify/sweep.ts';
import type { Database } from '../../src/db/client.ts';
import { databaseNow } from '../../src/db/clock.ts';
import { loadSql } from '../../src/db/sql.ts';
import { addCustomer, until } from '../feed/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addChannel, RecordingDeliverer } from './support.ts';

let database: TestDatabase;
let db: Database;
let customerId: string | null;
let channelId: string;
let deliverer: RecordingDeliverer;
let queued: { flushes: (FlushJob & { at: Date })[]; deliveries: { id: string; at: Date }[] };

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());
beforeEach(async () => {
  customerId = await addCustomer(db);
  channelId = await addChannel(db, { customerId });
  deliverer = new RecordingDeliverer();
  queued = { flushes: [], deliveries: [] };
});

const jobs = {
  flush: async (_: unknown, job: FlushJob, at: Date) => void queued.flushes.push({ ...job, at }),
  deliver: async (_: unknown, id: string, at: Date) => void queued.deliveries.push({ id, at }),
};
const grouping = { waitMs: 30_000, intervalMs: 300_000 };
const logged: string[] = [];
const log = (_: string, message: string, error?: unknown) => void logged.push(`${message} ${error}`);
const never = new AbortController().signal;

/** An alert for TECH that has fired, minutes ago. */
async function addAlert(over: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID();
  const alert = {
    id,
    customer_id: customerId,
    rule_id: 'webhook-errors',
    subject_id: id,
    episode: 1,
    state: 'FIRING',
    minutes: 2,
    resolved: null,
    severity: 'MEDIUM',
    fired_severity: 'MEDIUM',
    recipients: ['TECH'],
    ...over,
  };
  await db.none(
    `insert into alerts (id, customer_id, rule_id, subject_id, episode, state, state_since, opened_at, fired_at, resolved_at,
       severity, fired_severity, recipients, title, description)
     values ($(id), $(customer_id), $(rule_id), $(subject_id), $(episode), $(state), now() - $(minutes) * interval '1 minute',
       now() - $(minutes) * interval '1 minute', now() - $(minutes) * interval '1 minute', now() - $(resolved) * interval '1 minute',
       $(severity), $(fired_severity), $(recipients), 'Webhook errors', '15 of 120 failed.')`,
    alert,
  );
  return id;
}

const resolve = (id: string) =>
  db.none(`update alerts set state = 'RESOLVED', resolved_at = now(), state_since = now() where id = $1`, [
    id,
  ]);
const silence = (over: { since?: string; severity?: string; subject?: string } = {}) =>
  db.none(
    `insert into alert_silences (customer_id, severity, subject_id, starts_at, until, author, reason)
     values ($1, $2, $3, now() - $4::interval, now() + interval '1 hour', 'jane', 'planned')`,
    [customerId, over.severity ?? null, over.subject ?? null, over.since ?? '1 hour'],
  );

/** What the channel is told now: the kind, and of how many alerts. */
async function tell(to = channelId): Promise<[string, number] | null> {
  const before = queued.deliveries.length;
  await flush(db, jobs, { customerId, channelId: to });
  const next = queued.deliveries[before];
  if (!next) return null;
  await attempt({ db, jobs, deliverer, log }, next.id, never);
  const { notification } = deliverer.sent.at(-1) as (typeof deliverer.sent)[number];
  return [notification.kind, notification.alerts.length];
}

describe('What a channel is told', () => {
  test('news together, once, and then that it is over', async () => {
    const ids = [await addAlert(), await addAlert()];
    expect(await tell()).toEqual(['FIRING', 2]);
    expect(await tell()).toBeNull();
    for (const id of ids) await resolve(id);
    expect(await tell()).toEqual(['RESOLVED', 2]);
    for (const { description, resolvedAt } of deliverer.sent.at(-1)?.notification.alerts ?? [])
      expect(description).toBe(`Over since ${resolvedAt}. Until then: 15 of 120 failed.`);
    expect(await tell()).toBeNull();
  });

  test('of what is worse, and of what is silent for a quarter of an hour', async () => {
    const id = await addAlert();
    await tell();
    await db.none(`update alerts set severity = 'HIGH' where id = $1`, [id]);
    expect(await tell()).toEqual(['FIRING', 1]);
    expect(deliverer.sent.at(-1)?.notification.alerts[0]?.severity).toBe('HIGH');
    const silent = (minutes: number) =>
      db.none(
        `update alerts set state = 'NO_DATA', state_since = now() - $2 * interval '1 minute' where id = $1`,
        [id, minutes],
      );
    await silent(14);
    expect(await tell()).toBeNull();
    await silent(16);
    expect(await tell()).toEqual(['FIRING', 1]);
    expect(deliverer.sent.at(-1)?.notification.alerts[0]?.description).toMatch(
      /No data since .*nobody can say/,
    );
  });

  test('what fired and ended between two messages is told in one', async () => {
    await addAlert({ state: 'RESOLVED', minutes: 4, resolved: 1 });
    await db.none(`update notification_channels set created_at = now() - interval '1 day' where id = $1`, [
      channelId,
    ]);
    expect(await tell()).toEqual(['RESOLVED', 1]);
  });

  test('not what is for somebody else, nor what was over before the channel was there', async () => {
    await addAlert({ recipients: ['CSM'] });
    await addAlert({ state: 'RESOLVED', minutes: 60, resolved: 30 });
    expect(await tell()).toBeNull();
  });

  test('nothing that was over for more than a day before it could be told', async () => {
    await db.none(`update notification_channels set created_at = now() - interval '9 days' where id = $1`, [
      channelId,
    ]);
    await addAlert({ state: 'RESOLVED', minutes: 3_000, resolved: 1_500 });
    expect(await tell()).toBeNull();
    await addAlert({ state: 'RESOLVED', minutes: 3_000, resolved: 1_400 });
    expect(await tell()).toEqual(['RESOLVED', 1]);
  });

  test('nothing while it is switched off; a channel for every customer hears of each', async () => {
    await addAlert();
    const everyone = await addChannel(db);
    await db.none('update notification_channels set enabled = false where id = $1', [channelId]);
    expect(await tell()).toBeNull();
    expect(await tell(everyone)).toEqual(['FIRING', 1]);
    await db.none('delete from notification_channels where id = $1', [everyone]);
  });

  test("another channel's failing, never its own", async () => {
    await addAlert({ rule_id: 'notification-channel-failing', subject_id: channelId });
    const other = await addChannel(db, { customerId });
    expect(await tell()).toBeNull();
    expect(await tell(other)).toEqual(['FIRING', 1]);
  });

  test('of a channel for every customer that fails, only over others for every customer', async () => {
    const failing = await addChannel(db);
    const listener = await addChannel(db);
    const alert = { customer_id: null, rule_id: 'notification-channel-failing', subject_id: failing };
    const id = await addAlert(alert);
    expect(await tell()).toBeNull();
    await queueFlushes(db, jobs, [null], grouping, await databaseNow(db));
    expect(queued.flushes).toEqual([expect.objectContaining({ customerId: null, channelId: listener })]);
    customerId = null;
    expect(await tell(listener)).toEqual(['FIRING', 1]);
    expect(deliverer.sent[0]?.notification).toMatchObject({ customer: null, alerts: [{ subject: failing }] });
    expect(await tell(listener)).toBeNull();
    await resolve(id);
    expect(await tell(listener)).toEqual(['RESOLVED', 1]);
    await db.none('delete from notification_channels where id = any ($1::uuid[])', [[failing, listener]]);
  });
});

describe('What a broken channel did not bring', () => {
  const takeInHand = (change = '') =>
    db.none(
      `update notification_channels set enabled = true, disabled_reason = null, updated_at = now() ${change} where id = $1`,
      [channelId],
    );

  test('is told once somebody has put the channel right, and then not again', async () => {
    deliverer.answer = () => ({ kind: 'FAILED', reason: 'The key cannot sign' });
    const id = await addAlert();
    await tell();
    deliverer.answer = () => ({ kind: 'DELIVERED', detail: '204' });
    expect(await tell()).toBeNull();
    await takeInHand(", target = 'https://hooks.example.com/b'");
    expect(await tell()).toEqual(['FIRING', 1]);
    expect(await tell()).toBeNull();
    await resolve(id);
    expect(await tell()).toEqual(['RESOLVED', 1]);
  });

  test('is told after a 410, once the channel is switched on again', async () => {
    deliverer.answer = () => ({ kind: 'GONE', reason: 'HTTP 410' });
    await addAlert();
    await tell();
    deliverer.answer = () => ({ kind: 'DELIVERED', detail: '204' });
    expect(await tell()).toBeNull();
    await takeInHand();
    expect(await tell()).toEqual(['FIRING', 1]);
  });

  test('is told after it was switched off in the middle of trying', async () => {
    deliverer.answer = () => ({ kind: 'RETRY', reason: '500', afterMs: null });
    await addAlert();
    await tell();
    const { id } = await db.one('select id from notification_deliveries where channel_id = $1', [channelId]);
    await db.none('update notification_channels set enabled = false where id = $1', [channelId]);
    await db.none(
      `update notification_deliveries set next_attempt_at = now() - interval '1 second' where id = $1`,
      [id],
    );
    await attempt({ db, jobs, deliverer, log }, id, never);
    deliverer.answer = () => ({ kind: 'DELIVERED', detail: '204' });
    await takeInHand();
    expect(await tell()).toEqual(['FIRING', 1]);
  });
});

describe('A channel that is corrected while an attempt is under way', () => {
  const correct = async () => {
    await db.none(
      `update notification_channels set target = 'https://hooks.example.com/right' where id = $1`,
      [channelId],
    );
    // So that the attempt surely ends later.
    await db.any('select pg_sleep(0.01)');
  };

  test.each(['FAILED', 'GONE'] as const)('is told again, whose attempt was %s', async (kind) => {
    await addAlert();
    deliverer.answer = async () => {
      await correct();
      return { kind, reason: 'Of the wrong place' };
    };
    await tell();
    const { enabled } = await db.one('select enabled from notification_channels where id = $1', [channelId]);
    expect(enabled).toBe(true);
    deliverer.answer = () => ({ kind: 'DELIVERED', detail: '204' });
    expect(await tell()).toEqual(['FIRING', 1]);
    expect(deliverer.sent.at(-1)?.channel.target).toBe('https://hooks.example.com/right');
    expect(await tell()).toBeNull();
  });

  test('is tried on without a pause, whose attempt was to be tried again', async () => {
    await addAlert();
    deliverer.answer = async () => {
      await correct();
      return { kind: 'RETRY', reason: 'Of the wrong place', afterMs: 3_600_000 };
    };
    await tell();
    const { due } = await db.one(
      'select next_attempt_at <= now() as due from notification_deliveries where channel_id = $1',
      [channelId],
    );
    expect(due).toBe(true);
    expect(queued.deliveries.at(-1)?.at.getTime()).toBeLessThanOrEqual((await databaseNow(db)).getTime());
  });

  const hasten = {
    text: loadSql(new URL('../../src/alerts/actions/hasten-deliveries.sql', import.meta.url)),
  };

  test('is not tried by another meanwhile', async () => {
    await addAlert();
    const gate = Promise.withResolvers<Outcome>();
    deliverer.answer = () => gate.promise;
    const first = tell();
    await until(() => deliverer.sent.length === 1, 'it is being tried');
    await correct();
    await db.none({ ...hasten, values: [channelId] });
    await attempt({ db, jobs, deliverer, log }, queued.deliveries[0]?.id ?? '', never);
    gate.resolve({ kind: 'DELIVERED', detail: '204' });
    await first;
    expect(deliverer.sent).toHaveLength(1);
  });

  test('waits for nobody who waits for it, whose attempt was GONE', async () => {
    await addAlert();
    const gate = Promise.withResolvers<Outcome>();
    deliverer.answer = () => gate.promise;
    const first = tell();
    await until(() => deliverer.sent.length === 1, 'it is being tried');
    await db.tx(async (tx) => {
      await tx.none('update notification_channels set name = name where id = $1', [channelId]);
      gate.resolve({ kind: 'GONE', reason: 'HTTP 410' });
      await until(() => isHeldUp(), 'the end of the attempt waits');
      await tx.none(`update notification_deliveries set next_attempt_at = now() where channel_id = $1`, [
        channelId,
      ]);
    });
    expect(await first).toEqual(['FIRING', 1]);
  });
});

test('a customer that is deleted while a channel is to be told keeps nobody waiting for another', async () => {
  await addAlert();
  let told: Promise<unknown> = Promise.resolve();
  await db.tx(async (tx) => {
    await tx.one('select id from customers where id = $1 for update', [customerId]);
    told = flush(db, jobs, { customerId: customerId as string, channelId });
    await until(() => isHeldUp(), 'telling waits');
    await tx.none('delete from customers where id = $1', [customerId]);
  });
  await told;
  expect(queued.deliveries).toEqual([]);
});

const isHeldUp = (by = 1) =>
  db.one(
    `select count(*) >= $1 as so from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    [by],
    ({ so }) => so as boolean,
  );

describe('Silences', () => {
  test('hold back what matches, and at their end what still fires is told', async () => {
    await addAlert();
    await silence();
    expect(await tell()).toBeNull();
    await db.none(
      `update alert_silences set ended_at = now() - interval '1 second', ended_by = 'jane' where customer_id = $1`,
      [customerId],
    );
    expect(await tell()).toEqual(['FIRING', 1]);
  });

  test('hold back only what matches', async () => {
    await addAlert();
    await addAlert({ severity: 'LOW', fired_severity: 'LOW' });
    await silence({ severity: 'LOW' });
    expect(await tell()).toEqual(['FIRING', 1]);
  });

  test('of one subject hold back no other of the same rule', async () => {
    const muted = await addAlert();
    const heard = await addAlert();
    await silence({ subject: muted });
    expect(await tell()).toEqual(['FIRING', 1]);
    expect(deliverer.sent.at(-1)?.notification.alerts[0]?.id).toBe(heard);
  });

  test('hold back nothing that was over before they began', async () => {
    await addAlert({ state: 'RESOLVED', minutes: 60, resolved: 30 });
    await db.none(`update notification_channels set created_at = now() - interval '1 day' where id = $1`, [
      channelId,
    ]);
    await silence({ since: '20 minutes' });
    expect(await tell()).toEqual(['RESOLVED', 1]);
  });

  test('what ended in one is never told, but an end of what was told is', async () => {
    const told = await addAlert();
    await tell();
    await silence();
    const untold = await addAlert();
    await resolve(untold);
    await resolve(told);
    expect(await tell()).toEqual(['RESOLVED', 1]);
    expect(deliverer.sent.at(-1)?.notification.alerts[0]?.id).toBe(told);
  });
});

describe('When it is told', () => {
  test('30 s after the first news, five minutes after the message before, once for a channel', async () => {
    await addAlert();
    await addAlert();
    const now = await databaseNow(db);
    await queueFlushes(db, jobs, [customerId], grouping, now);
    expect(queued.flushes).toEqual([{ customerId, channelId, at: new Date(now.getTime() + 30_000) }]);
    await tell();
    await addAlert();
    await queueFlushes(db, jobs, [customerId], grouping, await databaseNow(db));
    const wait = (queued.flushes[1]?.at.getTime() ?? 0) - Date.now();
    expect(wait).toBeGreaterThan(290_000);
    expect(wait).toBeLessThan(301_000);
  });

  test('no later for a test of the channel, nor for what it was told of another customer', async () => {
    const everyone = await addChannel(db);
    await addAlert();
    await tell(everyone);
    customerId = await addCustomer(db);
    await addAlert();
    const now = await databaseNow(db);
    const customer = { id: customerId, name: 'Acme' };
    const notification = { id: randomUUID(), at: '', kind: 'TEST' as const, customer, alerts: [] };
    await startDelivery(db, jobs, { notification, channelId: everyone, messageId: null }, now);
    await queueFlushes(db, jobs, [customerId], grouping, now);
    expect(queued.flushes).toEqual([
      { customerId, channelId: everyone, at: new Date(now.getTime() + 30_000) },
    ]);
    await db.none('delete from notification_channels where id = $1', [everyone]);
  });

  test('once, by one of two that come to tell it at the same moment', async () => {
    await addAlert();
    let tellings: Promise<void>[] = [];
    await db.tx(async (tx) => {
      await tx.one('select id from customers where id = $1 for update', [customerId]);
      tellings = [1, 2].map(() => flush(db, jobs, { customerId, channelId }));
      await until(() => isHeldUp(2), 'both wait');
    });
    await Promise.all(tellings);
    expect(queued.deliveries).toHaveLength(1);
  });
});

describe('How it is delivered', () => {
  const delivery = () =>
    db.one(
      'select id, status, attempts, detail, next_attempt_at > now() as waits from notification_deliveries where channel_id = $1',
      [channelId],
    );
  /** One attempt, due or not. */
  const again = async (id: string) => {
    await db.none(
      `update notification_deliveries set next_attempt_at = now() - interval '1 second' where id = $1`,
      [id],
    );
    await attempt({ db, jobs, deliverer, log, random: () => 1 }, id, never);
  };
  const answers = (outcome: Outcome) => {
    deliverer.answer = () => outcome;
  };

  test('again after 5, 10, 20 seconds, or when the receiver says, the same under the same id', async () => {
    await addAlert();
    answers({ kind: 'RETRY', reason: '500', afterMs: null });
    await tell();
    const { id } = await delivery();
    await again(id);
    answers({ kind: 'RETRY', reason: '429', afterMs: 120_000 });
    await again(id);
    expect(await delivery()).toMatchObject({ status: 'PENDING', attempts: 3, detail: '429', waits: true });
    const waits = queued.deliveries.slice(1).map(({ at }) => Math.round((at.getTime() - Date.now()) / 1000));
    expect(waits[1]).toBeGreaterThanOrEqual(9);
    expect(waits[2]).toBeGreaterThanOrEqual(118);
    answers({ kind: 'DELIVERED', detail: '204' });
    await again(id);
    expect(await delivery()).toMatchObject({ status: 'DELIVERED', attempts: 4 });
    const [first, ...others] = deliverer.sent.map(({ notification }) => notification);
    expect(others).toEqual([first, first, first]);
    const attempts = await db.any(
      'select attempt, outcome, detail from notification_attempts where delivery_id = $1 order by attempt',
      [id],
    );
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['RETRY', 'RETRY', 'RETRY', 'DELIVERED']);
  });

  test('not before it is due, and not twice at once', async () => {
    await addAlert();
    answers({ kind: 'RETRY', reason: '500', afterMs: null });
    await tell();
    const { id } = await delivery();
    await attempt({ db, jobs, deliverer, log }, id, never);
    expect(deliverer.sent).toHaveLength(1);
    await db.none(
      `update notification_deliveries set next_attempt_at = now() - interval '1 second' where id = $1`,
      [id],
    );
    const gate = Promise.withResolvers<Outcome>();
    deliverer.answer = () => gate.promise;
    const first = attempt({ db, jobs, deliverer, log }, id, never);
    await expect.poll(() => deliverer.sent.length).toBe(2);
    await attempt({ db, jobs, deliverer, log }, id, never);
    gate.resolve({ kind: 'DELIVERED', detail: '204' });
    await first;
    expect(deliverer.sent).toHaveLength(2);
  });

  test('by one of two that come for it at the same moment', async () => {
    await addAlert();
    await flush(db, jobs, { customerId, channelId });
    const { id } = await delivery();
    let attempts: Promise<void>[] = [];
    await db.tx(async (tx) => {
      await tx.any('select from notification_deliveries where id = $1 for update', [id]);
      attempts = [1, 2].map(() => attempt({ db, jobs, deliverer, log }, id, never));
      await until(() => isHeldUp(2), 'both wait for it');
    });
    await Promise.all(attempts);
    expect(deliverer.sent).toHaveLength(1);
  });

  test('as the last attempt says; one that was frozen and ends after its time says nothing', async () => {
    await addAlert();
    await flush(db, jobs, { customerId, channelId });
    const { id } = await delivery();
    const frozen = Promise.withResolvers<Outcome>();
    deliverer.answer = () => frozen.promise;
    const first = attempt({ db, jobs, deliverer, log }, id, never);
    await expect.poll(() => deliverer.sent.length).toBe(1);
    const gate = Promise.withResolvers<Outcome>();
    deliverer.answer = () => gate.promise;
    const second = again(id);
    await expect.poll(() => deliverer.sent.length).toBe(2);
    frozen.resolve({ kind: 'GONE', reason: 'HTTP 410' });
    await first;
    expect(await delivery()).toMatchObject({ status: 'PENDING' });
    expect(await db.one('select enabled from notification_channels where id = $1', [channelId])).toEqual({
      enabled: true,
    });
    gate.resolve({ kind: 'DELIVERED', detail: '204' });
    await second;
    expect(await delivery()).toMatchObject({ status: 'DELIVERED', attempts: 2 });
  });

  test('by processes that die over it: each time later, and not for ever', async () => {
    await addAlert();
    await flush(db, jobs, { customerId, channelId });
    const { id } = await delivery();
    // Its process is gone before there is an answer.
    deliverer.answer = () => new Promise<Outcome>(() => {});
    const waits: number[] = [];
    for (let count = 0; count < 4; count++) {
      await db.none(
        `update notification_deliveries set next_attempt_at = now() - interval '1 second' where id = $1`,
        [id],
      );
      void attempt({ db, jobs, deliverer, log }, id, never);
      await expect.poll(() => deliverer.sent.length).toBe(count + 1);
      waits.push(
        await db.one(
          'select extract(epoch from next_attempt_at - now())::float8 as wait from notification_deliveries where id = $1',
          [id],
          ({ wait }) => Math.round(wait),
        ),
      );
    }
    // As long as one that lives may take: two at once would send it twice.
    expect(waits[0]).toBeGreaterThan(ATTEMPT_MS / 1000);
    expect(waits.map((wait) => wait - (waits[0] ?? 0))).toEqual([0, 5, 15, 35]);
    expect(await delivery()).toMatchObject({ status: 'PENDING', attempts: 4 });
    await db.none("update notification_deliveries set give_up_at = now() - interval '1 day' where id = $1", [
      id,
    ]);
    await again(id);
    expect(deliverer.sent).toHaveLength(4);
    expect(await delivery()).toMatchObject({
      status: 'FAILED',
      detail: 'Given up: the last attempt never came to an end',
    });
  });

  test('also after an attempt that never ends: it is cut short, and made again', async () => {
    await addAlert();
    await flush(db, jobs, { customerId, channelId });
    const { id } = await delivery();
    // A second takes a millisecond.
    const timeout = AbortSignal.timeout;
    const clock = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(ms / 1000));
    const endless: Courier['deliverer'] = {
      deliver: (_channel, _notification, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ kind: 'RETRY', reason: 'Cut', afterMs: null }));
        }),
    };
    await attempt({ db, jobs, deliverer: endless, log }, id, never);
    clock.mockRestore();
    expect(await delivery()).toMatchObject({ status: 'PENDING', detail: 'Cut', waits: true });
  });

  test('given up after three days', async () => {
    await addAlert();
    answers({ kind: 'RETRY', reason: '500', afterMs: null });
    await tell();
    const { id } = await delivery();
    await db.none('update notification_deliveries set give_up_at = now() where id = $1', [id]);
    await again(id);
    expect(await delivery()).toMatchObject({ status: 'FAILED', detail: 'Given up after 2 attempts: 500' });
  });

  test('a defect of ours is tried again; the log has it, and nobody else', async () => {
    await addAlert();
    deliverer.answer = () => Promise.reject(new Error('secret-path'));
    await tell();
    expect(await delivery()).toMatchObject({ status: 'PENDING', detail: 'Our side failed; the log has it.' });
    expect(logged.at(-1)).toContain('secret-path');
  });

  test('a receiver that wants no more gets no more, and a person can see why', async () => {
    await addAlert();
    answers({ kind: 'GONE', reason: 'HTTP 410' });
    await tell();
    const channel = await db.one('select enabled, disabled_reason from notification_channels where id = $1', [
      channelId,
    ]);
    expect(channel).toEqual({ enabled: false, disabled_reason: expect.stringContaining('HTTP 410') });
    expect(await delivery()).toMatchObject({ status: 'FAILED' });
  });

  test('with both keys for a day after a rotation, then with the new one', async () => {
    const rotated = (ago: string) =>
      db.none(
        `update notification_channels set secrets = '{new,old}', rotated_at = now() - $2::interval where id = $1`,
        [channelId, ago],
      );
    await rotated('23 hours');
    await addAlert();
    await tell();
    await rotated('25 hours');
    await addAlert();
    await tell();
    expect(deliverer.sent.map(({ channel }) => channel.secrets)).toEqual([['new', 'old'], ['new']]);
  });
});

describe('What lost its job', () => {
  test('an end of days ago, when all is looked through', async () => {
    const id = await addAlert();
    await tell();
    await db.none(
      `update alerts set state = 'RESOLVED', resolved_at = now() - interval '3 days' where id = $1`,
      [id],
    );
    const isFound = async (isThorough: boolean) => {
      queued = { flushes: [], deliveries: [] };
      await sweep(db, jobs, grouping, isThorough);
      return queued.flushes.some((one) => one.channelId === channelId);
    };
    expect(await isFound(false)).toBe(false);
    expect(await isFound(true)).toBe(true);
  });

  test('is found again: news, and deliveries that are overdue', async () => {
    await addAlert();
    await tell();
    await addAlert();
    await db.none(
      `update notification_deliveries set status = 'PENDING', finished_at = null, next_attempt_at = now() - interval '2 minutes' where channel_id = $1`,
      [channelId],
    );
    queued = { flushes: [], deliveries: [] };
    await sweep(db, jobs, grouping, false);
    expect(queued.flushes).toContainEqual(expect.objectContaining({ customerId, channelId }));
    const { id } = await db.one('select id from notification_deliveries where channel_id = $1', [channelId]);
    const found = () => queued.deliveries.filter((one) => one.id === id).map(({ at }) => at.getTime());
    expect(found()).toHaveLength(1);
    // For the same time again, so that the queue knows it.
    await sweep(db, jobs, grouping, false);
    expect(new Set(found()).size).toBe(1);
  });
});
