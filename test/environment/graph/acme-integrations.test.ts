import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestService } from '../../support/service.ts';
import { ACME, environmentOf, startDemo, WEBHOOK } from './demo.ts';

let service: TestService;
beforeAll(async () => {
  service = await startDemo();
});
afterAll(() => service.stop());

const acme = (selection: string) => environmentOf(service, ACME, selection);

async function integration(type: string, selection: string) {
  const { integrations } = await acme(`integrations(type: ${type}) { ${selection} }`);
  expect(integrations).toHaveLength(1);
  return integrations[0];
}

const minutesAgo = async (minutes: number) => {
  const { at } = await service.db.one('select loaded_at - $1 * interval $2 as at from demo_data', [
    minutes,
    '1 minute',
  ]);
  return new Date(at).toISOString();
};

test('five are connected, four of them healthy and one degraded', async () => {
  expect(
    await acme('integrationHealth { connected healthy degraded down unknown inactive } pendingIntegrations'),
  ).toEqual({
    integrationHealth: { connected: 5, healthy: 4, degraded: 1, down: 0, unknown: 0, inactive: 0 },
    pendingIntegrations: [],
  });
});

test('each has the type, status, sync and data flow of PRD-079, in order of name', async () => {
  const { integrations } = await acme(
    'integrations { name type status healthStatus syncMode syncIntervalSeconds dataFlowDirection }',
  );
  const rows = integrations.map((one: object) => Object.values(one));
  expect(rows).toEqual([
    ['Custom Webhook', 'CUSTOM', 'ERROR', 'DEGRADED', 'REALTIME', null, 'OUTBOUND'],
    ['Okta', 'IDENTITY', 'ACTIVE', 'HEALTHY', 'REALTIME', null, 'INBOUND'],
    ['Salesforce', 'CRM', 'ACTIVE', 'HEALTHY', 'SCHEDULED', 300, 'BIDIRECTIONAL'],
    ['Slack', 'COMMUNICATION', 'ACTIVE', 'HEALTHY', 'SCHEDULED', 300, 'OUTBOUND'],
    ['Zapier', 'AUTOMATION', 'ACTIVE', 'HEALTHY', 'SCHEDULED', 3600, 'BIDIRECTIONAL'],
  ]);
});

test('the last syncs are as long ago as PRD-079 says', async () => {
  const { integrations } = await acme('integrations { name lastSyncAt }');
  const times = Object.fromEntries(
    integrations.map(({ name, lastSyncAt }: { name: string; lastSyncAt: string }) => [name, lastSyncAt]),
  );
  expect(times).toMatchObject({
    Salesforce: await minutesAgo(5),
    Slack: await minutesAgo(2),
    Zapier: await minutesAgo(60),
    'Custom Webhook': await minutesAgo(120),
  });
});

test('Salesforce syncs well: 99.8 % over 30 days, and 1,247 records without an error over 24 hours', async () => {
  const salesforce = await integration(
    'CRM',
    `setupDate objectsSynced healthReason endpoint
     day: metrics { runs failures successRate recordsSynced lastError { at } }
     month: metrics(hours: 720) { successRate lastError { class message } }`,
  );
  expect(salesforce).toEqual({
    setupDate: '2024-03-12',
    objectsSynced: ['Accounts', 'Contacts', 'Opportunities'],
    healthReason: null,
    endpoint: null,
    day: { runs: 288, failures: 0, successRate: 1, recordsSynced: 1247, lastError: null },
    month: {
      successRate: expect.closeTo(0.998, 3),
      lastError: {
        class: 'UPSTREAM_UNAVAILABLE',
        message: 'Salesforce answered 503 Service Unavailable',
      },
    },
  });
});

test('settings are shown with their names, secrets without their values', async () => {
  const { configuration } = await integration('CRM', 'configuration { key label value secret }');
  expect(configuration.map((entry: object) => Object.values(entry))).toEqual([
    ['healthScorePush', 'Health score push', 'Enabled', false],
    ['contactSync', 'Contact sync', 'Enabled', false],
    ['opportunitySync', 'Opportunity sync', 'Enabled', false],
    ['customFields', 'Custom fields', '3 mapped', false],
    ['refreshToken', 'Refresh token', null, true],
  ]);
});

test('the webhook is degraded, not down: 15 of 120 deliveries failed, and it moves no records', async () => {
  const webhook = await integration(
    'CUSTOM',
    `endpoint healthReason lastAttemptAt customer { id } runs { edges { cursor } }
     metrics { runs failures successRate recordsSynced lastError { at class message } }`,
  );
  expect(webhook).toEqual({
    endpoint: 'https://acme.internal.com/api/webhook',
    healthReason: '15 of 120 deliveries failed in 24 h: connection timeout',
    lastAttemptAt: await minutesAgo(5),
    customer: { id: ACME },
    runs: { edges: [] },
    metrics: {
      runs: 120,
      failures: 15,
      successRate: 0.875,
      recordsSynced: null,
      lastError: {
        at: await minutesAgo(5),
        class: 'CONNECTION_TIMEOUT',
        message: 'Connection timeout (endpoint not responding)',
      },
    },
  });
});

test('its deliveries say what came back, the latest first', async () => {
  const { deliveries } = await integration(
    'CUSTOM',
    'deliveries(first: 5) { edges { node { status attempts responseStatus latencyMs error { class } } } }',
  );
  const nodes = deliveries.edges.map(({ node }: { node: object }) => node);
  const failed = {
    status: 'FAILED',
    attempts: 3,
    responseStatus: null,
    latencyMs: null,
    error: { class: 'CONNECTION_TIMEOUT' },
  };
  const succeeded = { status: 'SUCCEEDED', attempts: 1, responseStatus: 200, error: null };
  expect(nodes).toEqual([failed, failed, failed, failed, { ...succeeded, latencyMs: expect.any(Number) }]);
});

test('runs say when they ran and what they moved; one that is no webhook has no deliveries', async () => {
  const { runs, deliveries } = await integration(
    'AUTOMATION',
    `deliveries { edges { cursor } }
     runs(first: 3) { edges { node { startedAt finishedAt status recordsSynced error { class } } } }`,
  );
  expect(deliveries.edges).toEqual([]);
  expect(runs.edges[0].node).toEqual({
    startedAt: expect.any(String),
    finishedAt: await minutesAgo(60),
    status: 'SUCCEEDED',
    recordsSynced: 14,
    error: null,
  });
  expect(runs.edges.map(({ node }: { node: { recordsSynced: number } }) => node.recordsSynced)).toEqual([
    14, 9, 22,
  ]);
});

test('a failure that nobody explained is still a failure', async () => {
  await service.db.none(
    `insert into webhook_deliveries (customer_id, integration_id, created_at, status, attempts, first_attempt_failed)
     select $1::uuid, $2::uuid, loaded_at - interval '2 s', 'FAILED', 3, true from demo_data union all
     select $1::uuid, $2::uuid, loaded_at - interval '3 s', 'PENDING', 1, true from demo_data union all
     select $1::uuid, $2::uuid, loaded_at - interval '4 s', 'PENDING', 0, null from demo_data`,
    [ACME, WEBHOOK],
  );
  const { metrics, deliveries } = await integration(
    'CUSTOM',
    `metrics { runs failures lastError { class message } }
     deliveries(first: 4) { edges { node { status attempts error { class message } } } }`,
  );
  const unexplained = { class: null, message: null };
  expect(metrics).toEqual({ runs: 122, failures: 17, lastError: unexplained });
  expect(deliveries.edges.map(({ node }: { node: object }) => Object.values(node))).toEqual([
    ['FAILED', 3, unexplained],
    ['PENDING', 1, unexplained],
    ['PENDING', 0, null],
    ['FAILED', 3, { class: 'CONNECTION_TIMEOUT', message: expect.any(String) }],
  ]);
});
