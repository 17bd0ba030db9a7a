import fastify from 'fastify';
import { expect, test } from 'vitest';
import type { AlertBacklog } from '../../src/alerts/service.ts';
import { type MetricSources, serveMetrics } from '../../src/server/metrics.ts';

/** What /metrics says of what alerting has left undone. */
async function figures(alertBacklog: () => Promise<AlertBacklog>): Promise<string[]> {
  const app = fastify();
  const nothing = new Proxy({}, { get: () => 0 });
  const sources = {
    feed: () => nothing,
    live: () => nothing,
    alerts: undefined,
    callbacks: () => 0,
    doors: {},
  };
  serveMetrics(app, { ...sources, alertBacklog } as unknown as MetricSources);
  const { body } = await app.inject('/metrics');
  return body.split('\n').filter((line) => /^technical_environment_alert_/.test(line));
}

test('what alerting has left undone is among the figures', async () => {
  expect(await figures(async () => ({ overdueSeconds: 90, deadLetters: 2 }))).toEqual([
    'technical_environment_alert_deliveries_overdue_seconds 90',
    'technical_environment_alert_dead_letters 2',
  ]);
});

test.each([
  ['fails', () => Promise.reject(new Error('away'))],
  ['does not answer', () => new Promise<AlertBacklog>(() => {})],
])('a database that %s leaves the other figures', async (_, backlog) => {
  expect(await figures(backlog)).toEqual([
    'technical_environment_alert_deliveries_overdue_seconds Nan',
    'technical_environment_alert_dead_letters Nan',
  ]);
});
