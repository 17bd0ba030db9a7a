import { expect } from 'vitest';
import type { Database } from '../../src/db/client.ts';
import { ACME_ID } from '../../src/demo/acme.ts';
import { ACME_INTEGRATIONS } from '../../src/demo/acme-integrations.ts';

const { salesforce, webhook } = ACME_INTEGRATIONS;

/** Checks the figures of PRD-079 that hold whenever the demo is looked at, not only at loading. */
export async function expectAcmeDigits(db: Database, now: Date): Promise<void> {
  const at = now.toISOString();
  const day = `> $1::timestamptz - interval '24 hours'`;
  const runs = await db.one(
    `select count(*) as runs, count(*) filter (where status = 'FAILED') as failures, sum(records_synced)::int as records
     from integration_runs where integration_id = $2 and started_at ${day} and started_at <= $1`,
    [at, salesforce],
  );
  expect(runs).toEqual({ runs: 288, failures: 0, records: 1_247 });

  const deliveries = await db.one(
    `select count(*) as deliveries, count(*) filter (where first_attempt_failed) as failures
     from webhook_deliveries where integration_id = $2 and created_at ${day} and created_at <= $1`,
    [at, webhook],
  );
  expect(deliveries).toEqual({ deliveries: 120, failures: 15 });

  const usage = await db.one(
    `select count(*) as days, sum(calls)::bigint as calls, sum(client_errors + server_errors)::bigint as errors,
       sum(rate_limited)::bigint as limited, sum(latency_total_ms)::float8 / sum(calls)::float8 as latency,
       max(peak_per_second) as peak, max(calls) < 960000 as modest
     from api_usage_daily where customer_id = $2 and day >= $1::date - 30 and day < $1::date`,
    [at.slice(0, 10), ACME_ID],
  );
  expect(usage).toEqual({
    days: 30,
    calls: 25_500_000,
    errors: 76_500,
    limited: 23,
    latency: 145,
    peak: 100,
    modest: true,
  });

  const endpoints = await db.any<{ endpoint: string; calls: number }>(
    `select endpoint, sum(calls)::bigint as calls from api_endpoint_daily
     where customer_id = $2 and day >= $1::date - 30 and day < $1::date
     group by endpoint order by 2 desc`,
    [at.slice(0, 10), ACME_ID],
  );
  expect(endpoints.slice(0, 4).map(({ endpoint, calls }) => [endpoint, calls])).toEqual([
    ['/api/v2/data', 13_500_000],
    ['/api/v2/reports', 6_000_000],
    ['/api/v2/users', 3_000_000],
    ['/api/v2/events', 2_400_000],
  ]);
  expect(endpoints.slice(4).reduce((sum, { calls }) => sum + calls, 0)).toBe(600_000);
}
