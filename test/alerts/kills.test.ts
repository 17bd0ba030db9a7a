import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addCustomers, addIntegration } from '../feed/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startReceiver } from './delivery/receiver.ts';
import { keepKilling, type Replicas, startReplicas } from './replicas.ts';
import { addChannel } from './support.ts';

const [REPLICAS, EPISODES, PATIENCE_MS] = process.env.FULL ? [5, 1_000, 900_000] : [3, 40, 90_000];

/** In the short form what a killed process had in hand is free after seconds rather than minutes. */
const PACE = process.env.FULL ? null : { leaseMs: 3_000, firstMs: 500 };
const WAVE = EPISODES / 5;

let database: TestDatabase;
let replicas: Replicas;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await replicas.stop();
  await database.drop();
});

/** Waits for something that takes long on a machine with other work. */
async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  await expect.poll(holds, { timeout: PATIENCE_MS, interval: 250, message: what }).toBe(true);
}

test(`${EPISODES} episodes over ${REPLICAS} replicas that are killed: one row each, none missed, each told once`, {
  timeout: 2 * PATIENCE_MS + 30_000,
}, async () => {
  const { db } = database;
  const receiver = await startReceiver((_, response) => response.writeHead(204).end());
  const customers = await addCustomers(db, Math.ceil(EPISODES / 4));
  const integrations: string[] = [];
  for (let index = 0; index < EPISODES; index++)
    integrations.push(await addIntegration(db, customers[index % customers.length] as string));
  await addChannel(db, { role: 'TECH', target: receiver.url });
  replicas = await startReplicas(REPLICAS, [
    database.url,
    `127.0.0.1:${receiver.port}`,
    ...(PACE ? [JSON.stringify(PACE)] : []),
  ]);
  const stopKilling = keepKilling(replicas, 1_000);

  /** In waves, so that each kill meets something under way. */
  const setHealth = async (health: string, since: string) => {
    for (let from = 0; from < EPISODES; from += WAVE) {
      await db.none(
        `update integrations set health_status = $1, health_since = now() - $2::interval where id = any ($3::uuid[])`,
        [health, since, integrations.slice(from, from + WAVE)],
      );
      await sleep(1_000);
    }
  };
  const count = (where: string) =>
    db.one(`select count(*) from ${where}`, [], (row: { count: number }) => row.count);

  await setHealth('DOWN', '2 hours');
  await eventually('all fire', async () => (await count(`alerts where state = 'FIRING'`)) === EPISODES);
  await eventually(
    'all are told',
    async () => (await count(`alert_notices where phase = 'FIRING'`)) === EPISODES,
  );
  await setHealth('HEALTHY', '0');
  await eventually('all are over', async () => (await count(`alerts where state = 'RESOLVED'`)) === EPISODES);
  await eventually(
    'their end is told',
    async () => (await count(`alert_notices where phase = 'RESOLVED'`)) === EPISODES,
  );
  await eventually('some were killed', async () => replicas.kills() >= 3);
  await stopKilling();
  // What a killed process had in hand is tried again when its claim runs out: by the sweep of every minute, or of a process
  // that starts, for which the short form does not wait.
  const isDelivered = async () => (await count(`notification_deliveries where status <> 'DELIVERED'`)) === 0;
  if (PACE) {
    for (let again = 0; again < 10 && !(await isDelivered()); again++) {
      await sleep(2 * PACE.leaseMs);
      if (!(await isDelivered())) await replicas.kill();
    }
  }
  await eventually('all is delivered', isDelivered);

  expect(await count('alerts')).toBe(EPISODES);
  const steps = await db.any(
    'select alert_id, array_agg(to_state order by version) as states from alert_transitions group by alert_id',
  );
  for (const { states } of steps) expect(states).toEqual(['FIRING', 'RESOLVED']);
  // A receiver drops what comes again under the same id, as Standard Webhooks says; after that each is told once.
  const byId = new Map(receiver.received.map(({ headers, body }) => [headers['webhook-id'], body]));
  const told = [...byId.values()].flatMap((body) =>
    (JSON.parse(body).data?.alerts ?? JSON.parse(body).alerts).map(
      ({ id, resolvedAt }: { id: string; resolvedAt: string | null }) =>
        `${id} ${resolvedAt === null ? 'fires' : 'over'}`,
    ),
  );
  expect(new Set(told).size).toBe(told.length);
  expect(told).toHaveLength(2 * EPISODES);
});
