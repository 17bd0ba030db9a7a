import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import type { Notification } from '../../../src/alerts/delivery/channel.ts';
import { alert, deliverer, KEY, never, notification, webhook } from './builders.ts';
import { type Answering, startReceiver } from './receiver.ts';

const COUNT = process.env.FULL ? 10_000 : 200;
const ENDPOINTS = 10;

const REFUSALS: readonly Answering[] = [
  (_, response) => response.writeHead(500).end(),
  (_, response) => response.writeHead(429, { 'retry-after': '0' }).end(),
  () => {}, // Silence, to the deadline.
];

test(`${COUNT} webhooks all arrive, once each, through failures, silence and deaths after acceptance`, async () => {
  const seen = new Map<string, string>();
  const bodies = new Map<string, Set<string>>();
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
    // By turns, so that each kind of trouble surely happens; the step is coprime, so that it happens to all.
    const turn = requests % 7;
    const refuse = REFUSALS[turn];
    if (refuse) return refuse(received, response, request);
    if (seen.has(id)) repeats += 1;
    else seen.set(id, received.body);
    // Accepted, and no answer comes of it.
    if (turn === 3) return response.socket?.destroy();
    return response.writeHead(204).end();
  });
  const ours = deliverer({ timeoutMs: 500, restMs: 50 });
  const notifications = Array.from({ length: COUNT }, (_, i) =>
    notification({ id: `n${i}`, alerts: [alert({ id: `a${i}` })] }),
  );
  const attempts = await mapAtOnce(notifications, 40, (one, i) =>
    untilDelivered(ours, `${receiver.url}/${i % ENDPOINTS}`, one),
  );
  expect([...seen.keys()].sort()).toEqual(notifications.map(({ id }) => id).sort());
  for (const [id, variants] of bodies) expect([id, variants.size]).toEqual([id, 1]);
  expect(JSON.parse(seen.get('n7') ?? '').data.alerts[0].id).toBe('a7');
  // Without these it would not have been tried.
  expect(repeats).toBeGreaterThan(0);
  expect(Math.max(...attempts)).toBeGreaterThan(1);
}, 600_000);

/** A retry loop as simple as can be: how often it tried. */
async function untilDelivered(ours: ReturnType<typeof deliverer>, target: string, one: Notification) {
  for (let attempts = 1; ; attempts++) {
    const outcome = await ours.deliver(webhook(target), one, never);
    if (outcome.kind === 'DELIVERED') return attempts;
    if (outcome.kind !== 'RETRY') throw new Error(outcome.reason);
    await sleep((outcome.afterMs ?? 5) * (1 + Math.random()));
  }
}

async function mapAtOnce<T, R>(
  values: readonly T[],
  atOnce: number,
  run: (value: T, i: number) => Promise<R>,
) {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < values.length) {
      const i = next++;
      results[i] = await run(values[i] as T, i);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
