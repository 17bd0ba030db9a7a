import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACME_ID } from '../../src/demo/acme.ts';
import { ACME_INTEGRATIONS } from '../../src/demo/acme-integrations.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { evaluateCustomers } from '../../src/evaluation/evaluate.ts';
import { createReader } from '../../src/read/reader.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectAcmeDigits } from './digits.ts';

const now = new Date('2026-01-28T15:04:05.678Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await loadDemo(database.db, now);
});
afterAll(() => database.drop());

const rows = (sql: string) =>
  database.db.any(sql, { acme: ACME_ID, now: now.toISOString(), ...ACME_INTEGRATIONS });

describe('Acme is the example of PRD-079 to the digit', () => {
  test('the integrations, and how long ago each last synced', async () => {
    const integrations = await rows(
      `select name, type, status, data_flow_direction as flow, sync_mode as mode, sync_interval_seconds as interval,
         extract(epoch from $(now)::timestamptz - last_sync_at)::int as ago, health_status as health
       from integrations where customer_id = $(acme) order by id`,
    );
    const health = 'UNKNOWN';
    expect(integrations).toEqual([
      {
        name: 'Salesforce',
        type: 'CRM',
        status: 'ACTIVE',
        flow: 'BIDIRECTIONAL',
        mode: 'SCHEDULED',
        interval: 300,
        ago: 300,
        health,
      },
      {
        name: 'Slack',
        type: 'COMMUNICATION',
        status: 'ACTIVE',
        flow: 'OUTBOUND',
        mode: 'SCHEDULED',
        interval: 300,
        ago: 120,
        health,
      },
      {
        name: 'Okta',
        type: 'IDENTITY',
        status: 'ACTIVE',
        flow: 'INBOUND',
        mode: 'REALTIME',
        interval: null,
        ago: 1_500,
        health,
      },
      {
        name: 'Zapier',
        type: 'AUTOMATION',
        status: 'ACTIVE',
        flow: 'BIDIRECTIONAL',
        mode: 'SCHEDULED',
        interval: 3_600,
        ago: 3_600,
        health,
      },
      {
        name: 'Custom Webhook',
        type: 'CUSTOM',
        status: 'ERROR',
        flow: 'OUTBOUND',
        mode: 'REALTIME',
        interval: null,
        ago: 7_200,
        health,
      },
    ]);
  });

  test('Salesforce: 99.8 % of 30 days, no error in the last', async () => {
    const [month] = await rows(
      `select count(*) as runs, count(*) filter (where status = 'FAILED') as failures from integration_runs
       where integration_id = $(salesforce) and started_at > $(now)::timestamptz - interval '30 days'`,
    );
    expect(month).toEqual({ runs: 8_640, failures: 17 });
  });

  test('the columns say what the telemetry says', async () => {
    const [{ wrong }] = await rows(
      `select count(*) as wrong from integrations i, lateral (
         select max(at) as attempt, max(at) filter (where good) as success from (
           select finished_at as at, status = 'SUCCEEDED' as good from integration_runs where integration_id = i.id
           union all select created_at, not first_attempt_failed from webhook_deliveries where integration_id = i.id) e) e
       where i.customer_id = $(acme) and (i.last_attempt_at, i.last_sync_at) is distinct from (e.attempt, e.success)`,
    );
    expect(wrong).toBe(0);
  });

  test.each([0, 1, 4])('the figures hold %i minutes after loading', async (minutes) => {
    const at = later(minutes).toISOString();
    if (minutes === 0) await expectAcmeDigits(database.db, now);
    const [day] = await database.db.any(
      `select (select sum(records_synced)::int from integration_runs
         where integration_id = $(salesforce) and started_at > $(at)::timestamptz - interval '24 hours') as records,
       (select json_build_array(count(*), count(*) filter (where first_attempt_failed)) from webhook_deliveries
         where integration_id = $(webhook) and created_at > $(at)::timestamptz - interval '24 hours') as deliveries`,
      { at, ...ACME_INTEGRATIONS },
    );
    expect(day).toEqual({ records: 1_247, deliveries: [120, 15] });
  });

  test('usage: 84 complete days, none of today, each with a histogram of its calls', async () => {
    const [usage] = await rows(
      `select count(*) as days, max(day) as newest, bool_and(calls = (select sum(n) from unnest(latency_histogram) n)) as whole,
         max(calls) <= 950000 as below, max(peak_per_second) as peak from api_usage_daily where customer_id = $(acme)`,
    );
    expect(usage).toEqual({ days: 84, newest: '2026-01-27', whole: true, below: true, peak: 100 });
    const differing = await rows(
      `select day from api_endpoint_daily e join api_usage_daily u using (customer_id, day) where customer_id = $(acme)
       group by day, u.calls having sum(e.calls) <> u.calls`,
    );
    expect(differing).toEqual([]);
  });

  test('quotas, security and what the audit log says of how they came', async () => {
    expect(
      await rows(
        `select resource, period, used, quota_limit as limit, resets_at from api_quotas where customer_id = $(acme) order by resource`,
      ),
    ).toEqual([
      {
        resource: 'API_CALLS',
        period: 'DAY',
        used: 850_000,
        limit: 1_000_000,
        resets_at: '2026-01-29 00:00:00+00',
      },
      { resource: 'RATE_LIMIT', period: 'SECOND', used: 100, limit: 150, resets_at: null },
      { resource: 'STORAGE', period: 'NONE', used: 42, limit: 100, resets_at: null },
      { resource: 'WEBHOOKS', period: 'NONE', used: 5, limit: 10, resets_at: null },
    ]);
    const actors = await rows('select distinct actor from security_audit_log where customer_id = $(acme)');
    expect(actors).toEqual([{ actor: 'demo data' }]);
  });

  test('judged, it scores 90, 85 and 80: 85 overall, and its two issues keep what people made of them', async () => {
    const judged = await createTestDatabase();
    try {
      await loadDemo(judged.db, now);
      await evaluateCustomers(judged.db, createReader(judged.db), [ACME_ID], now);
      const score = await judged.db.one(
        'select score, integrations, api, security from score_history where customer_id = $1',
        [ACME_ID],
      );
      expect(score).toEqual({ score: 85, integrations: 90, api: 85, security: 80 });
      const health = await judged.db.any(
        'select health_status as h from integrations where customer_id = $1 order by id',
        [ACME_ID],
      );
      expect(health.map(({ h }) => h)).toEqual(['HEALTHY', 'HEALTHY', 'HEALTHY', 'HEALTHY', 'DEGRADED']);
      const issues = await judged.db.any(
        `select rule_id, severity, status from technical_issues where customer_id = $1 and status <> 'RESOLVED' order by severity desc`,
        [ACME_ID],
      );
      expect(issues).toEqual([
        { rule_id: 'webhook-delivery-failures', severity: 'MEDIUM', status: 'INVESTIGATING' },
        { rule_id: 'api-quota-approaching-limit', severity: 'LOW', status: 'MONITORING' },
      ]);
    } finally {
      await judged.drop();
    }
  });
});
