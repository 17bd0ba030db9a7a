import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDelivery } from '../../../src/alerts/notify/deliveries.ts';
import { databaseNow } from '../../../src/db/clock.ts';
import { addCustomer, until } from '../../feed/support.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { keepKilling, type Replicas, startReplicas } from '../replicas.ts';
import { type AlertProcess, addChannel, startAlerting } from '../support.ts';
import { alert, deliverer, notification } from './builders.ts';
import { type Answering, startReceiver } from './receiver.ts';

const [COUNT, PATIENCE_MS] = process.env.FULL ? [10_000, 1_500_000] : [100, 120_000];
const ENDPOINTS = 10;
const MOST_TROUBLES = 4;
/** As in production, only faster. */
const PACE = { leaseMs: 3_000, firstMs: 20 };
const KEY = 'whsec_dGVzdHMgbmVlZCBhIHNlY3JldCBvZiAyNCBieXRlcw==';

const REFUSALS: readonly Answering[] = [
  (_, response) => response.writeHead(500).end(),
  (_, response) => response.writeHead(429, { 'retry-after': '0' }).end(),
  () => {}, // Silence, to the deadline.
];

let database: TestDatabase;
let replicas: Replicas | undefined;
let own: AlertProcess | undefined;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await replicas?.stop();
  await own?.stop();
  await database.drop();
});

test(`${COUNT} webhooks all arrive, once each, through failures, silence and deaths after acceptance`, {
  timeout: PATIENCE_MS + 60_000,
}, async () => {
  const { db } = database;
  const seen = new Map<string, string>();
  const bodies = new Map<string, Set<string>>();
  const tries = new Map<string, number>();
  let repeats = 0;
  let requests = 0;
  const receiver = await startReceiver((received, response, request) => {
    requests += 1;
    try {
      new Webhook(KEY).verify(received.body, received.headers);
    } catch {
      // Which ends the test.
      return response.writeHead(410).end();
    }
    const id = received.headers['webhook-id'] as string;
    bodies.set(id, (bodies.get(id) ?? new Set()).add(received.body));
    tries.set(id, (tries.get(id) ?? 0) + 1);
    // By turns, so that each kind of trouble surely happens; the step is coprime, so that it happens to all. But to none for
    // ever, which only takes time.
    const turn = (tries.get(id) ?? 0) > MOST_TROUBLES ? 6 : requests % 7;
    const refuse = REFUSALS[turn];
    if (refuse) return refuse(received, response, request);
    if (seen.has(id)) repeats += 1;
    else seen.set(id, received.body);
    // Accepted, and no answer comes of it.
    if (turn === 3) return response.socket?.destroy();
    return response.writeHead(204).end();
  });
  const customerId = await addCustomer(db);
  const channels = await Promise.all(
    Array.from({ length: ENDPOINTS }, (_, i) => addChannel(db, { target: `${receiver.url}/${i}` })),
  );
  // One process lives on, others are killed over what they have in hand.
  own = await startAlerting(database, deliverer({ timeoutMs: 500, restMs: 50 }), undefined, PACE);
  replicas = await startReplicas(2, [database.url, `127.0.0.1:${receiver.port}`, JSON.stringify(PACE)]);
  const { service } = own;
  await until(async () => (await service.backlog()) !== null && (await isQueueing()), 'there are queues');
  const customer = { id: customerId, name: 'Acme' };
  const ids = Array.from({ length: COUNT }, () => randomUUID());
  const jobs = (tx: Parameters<typeof service.send>[0]) => ({
    deliver: (_: unknown, id: string) => service.send(tx, id),
  });
  for (let from = 0; from < COUNT; from += 100) {
    await db.tx(async (tx) => {
      const now = await databaseNow(tx);
      for (const [i, id] of ids.slice(from, from + 100).entries()) {
        const one = notification({ id, customer, alerts: [alert({ id: `a${from + i}` })] });
        const channelId = channels[i % ENDPOINTS] as string;
        await startDelivery(tx, jobs(tx), { notification: one, channelId, messageId: null }, now);
      }
    });
  }
  const stopKilling = keepKilling(replicas, 2_500);
  const waiting = () =>
    db.one(`select count(*) as n from notification_deliveries where status = 'PENDING'`, [], ({ n }) => n);
  await expect.poll(waiting, { timeout: PATIENCE_MS, interval: 250 }).toBe(0);
  await stopKilling();

  expect([...seen.keys()].sort()).toEqual(ids.toSorted());
  for (const [id, variants] of bodies) expect([id, variants.size]).toEqual([id, 1]);
  expect(JSON.parse(seen.get(ids[7] as string) ?? '').data.alerts[0].id).toBe('a7');
  expect(await db.any('select distinct status from notification_deliveries')).toEqual([
    { status: 'DELIVERED' },
  ]);
  // Without these it would not have been tried.
  expect(repeats).toBeGreaterThan(0);
  expect(
    await db.one('select max(attempts) as most from notification_deliveries', [], ({ most }) => most),
  ).toBeGreaterThan(1);

  async function isQueueing() {
    const there = await db.oneOrNone(`select to_regclass('pgboss.queue') as there`, [], (row) => row?.there);
    return (
      there !== null && (await db.any(`select from pgboss.queue where name = 'alerts-deliver'`)).length === 1
    );
  }
});
