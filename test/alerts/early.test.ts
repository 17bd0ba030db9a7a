import { expect, test } from 'vitest';
import { DUE_MS } from '../../src/alerts/evaluator.ts';
import type { AlertFacts } from '../../src/alerts/facts.ts';
import { judgeAlerts } from '../../src/alerts/judge.ts';
import { ALERT_RULES } from '../../src/alerts/rules/index.ts';
import type { Alert } from '../../src/environment/alerts/model.ts';
import { integration, quota, webhook } from '../support/builders.ts';
import { alertFacts, INTEGRATION_ID, signal } from './rules/support.ts';

const EPISODES = 1_000;
const ALLOWED_MS = 90_000;
const T = Date.parse('2026-01-28T00:00:00Z');

/** A seeded source of numbers from 0 to 1, so that every run tries the same episodes. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const calm = alertFacts({ usage: [] });
const facts = (over: Partial<AlertFacts>): AlertFacts => ({ ...calm, ...over });
const random = seeded(79);
const iso = (ms: number) => new Date(ms).toISOString();

/** Something that goes wrong at a moment, and how long a rule waits before it says so. */
interface Cause {
  readonly ruleId: string;
  readonly at: number;
  readonly thresholdMs: number;
  readonly factsAt: (now: number) => AlertFacts;
}

const causes: readonly ((at: number) => Cause)[] = [
  (at) => ({
    ruleId: 'integration-down',
    at,
    thresholdMs: 3_600_000,
    factsAt: (now) =>
      facts({
        integrations: [
          integration({
            id: INTEGRATION_ID,
            healthStatus: now < at ? 'HEALTHY' : 'DOWN',
            healthSince: iso(now < at ? T : at),
          }),
        ],
      }),
  }),
  (at) => ({
    ruleId: 'api-usage-high',
    at,
    thresholdMs: 0,
    factsAt: (now) => facts({ quotas: [quota({ used: now < at ? 800_000 : 910_000 })] }),
  }),
  (at) => ({
    ruleId: 'webhook-errors',
    at,
    thresholdMs: 0,
    factsAt: (now) =>
      facts({
        integrations: [webhook({ id: INTEGRATION_ID })],
        signals: [signal({ deliveries: 100, failedDeliveries: now < at ? 10 : 11 })],
      }),
  }),
  (at) => ({
    ruleId: 'credential-expiring',
    at,
    thresholdMs: 0,
    factsAt: () =>
      facts({
        integrations: [integration({ id: INTEGRATION_ID, credentialExpiresAt: iso(at + 14 * 86_400_000) })],
      }),
  }),
];

/** Looks as often as the evaluator does, a little later each time, and now and then twice not at all, as when a process dies; gives when it fires. */
function watch({ ruleId, at, thresholdMs, factsAt }: Cause): number {
  const rules = ALERT_RULES.filter(({ id }) => id === ruleId);
  let open: Alert[] = [];
  for (let now = T + random() * DUE_MS; now < at + thresholdMs + 10 * ALLOWED_MS; ) {
    const { writes } = judgeAlerts(factsAt(now), open, [], rules, new Date(now));
    const [write] = writes;
    if (write?.firedAt) return now;
    if (write) {
      const { isNews: _, ...rest } = write;
      const kept = { episode: 1, acknowledgedAt: null, acknowledgedBy: null, updatedAt: iso(now) };
      open = [{ ...rest, ...kept, id: 'alert' }];
    }
    now += DUE_MS * (1 + random() / 3) + (random() < 0.05 ? 2 * DUE_MS : 0);
  }
  return Number.POSITIVE_INFINITY;
}

test(`of ${EPISODES} generated episodes at least 99 % fire within threshold + 90 s, and none early`, {
  timeout: 120_000,
}, () => {
  const late = Array.from({ length: EPISODES }, (_, index) => {
    const make = causes[index % causes.length] as (typeof causes)[number];
    const cause = make(T + Math.floor(random() * 600_000));
    return watch(cause) - cause.at - cause.thresholdMs;
  });
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  expect(late.filter((ms) => ms <= ALLOWED_MS).length).toBeGreaterThanOrEqual(0.99 * EPISODES);
});
