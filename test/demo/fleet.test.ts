import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDemo } from '../../src/demo/load.ts';
import { evaluateCustomers } from '../../src/evaluation/evaluate.ts';
import { createReader } from '../../src/read/reader.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const now = new Date('2026-04-16T11:20:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await loadDemo(database.db, now);
  const ids = await database.db.map('select id from customers', [], ({ id }) => id as string);
  await evaluateCustomers(database.db, createReader(database.db), ids, now);
});
afterAll(() => database.drop());

// Each finds customers or rows of one shape. `now` is $(now).
const shapes: Readonly<Record<string, string>> = {
  'a name with an apostrophe': `from customers where name like '%''%'`,
  'a name with markup': `from customers where name ~ '<.+>'`,
  'a name that breaks a Markdown table': `from customers where name like '%|%' and name like '%**%'`,
  'a name outside Latin script': `from customers where name !~ '[A-Za-z]'`,
  'no customer success manager': 'from customers where csm_name is null',
  'no integration': 'from customers c where not exists (select from integrations where customer_id = c.id)',
  'ten integrations or more':
    'from customers c where (select count(*) from integrations where customer_id = c.id) between 10 and 12',
  'sixty integrations':
    'from customers c where (select count(*) from integrations where customer_id = c.id) = 60',
  'nothing known but the name': `from customers c where not exists (select from integrations where customer_id = c.id)
     and not exists (select from security_settings where customer_id = c.id) and not exists (select from deployments where customer_id = c.id)`,
  healthy: `from integrations where health_status = 'HEALTHY'`,
  degraded: `from integrations where health_status = 'DEGRADED'`,
  down: `from integrations where health_status = 'DOWN' and authentication_failed_at is null and last_attempt_at > $(now)::timestamptz - interval '5 hours'`,
  'switched off': `from integrations where status = 'INACTIVE' and health_status = 'UNKNOWN'`,
  'no telemetry': `from integrations where status = 'ACTIVE' and last_attempt_at is null and health_status = 'UNKNOWN'`,
  'authentication failed': `from integrations where authentication_failed_at is not null and health_status = 'DOWN'`,
  overdue: `from integrations where sync_mode = 'SCHEDULED' and health_status = 'DOWN' and last_attempt_at < $(now)::timestamptz - interval '1 day'`,
  'started by hand': `from integrations where sync_mode = 'MANUAL'`,
  'a webhook that fails': `from integrations where type = 'CUSTOM' and health_status = 'DEGRADED' and customer_id::text not like '1111%'`,
  'credentials that expire soon': `from integrations where credential_expires_at between $(now)::timestamptz and $(now)::timestamptz + interval '10 days'`,
  'integrations that are awaited': 'from pending_integrations',
  'no usage': 'from customers c where not exists (select from api_usage_daily where customer_id = c.id)',
  'usage too short for a forecast':
    'from customers c where (select count(*) from api_usage_daily where customer_id = c.id) = 5',
  'five weeks of usage':
    'from customers c where (select count(*) from api_usage_daily where customer_id = c.id) = 35',
  'twelve weeks of usage':
    'from customers c where (select count(*) from api_usage_daily where customer_id = c.id) = 84',
  'usage without calls': 'from (select customer_id from api_usage_daily group by 1 having sum(calls) = 0) s',
  'usage that steps up': `from (select customer_id from api_usage_daily group by 1 having count(*) >= 35
     and avg(calls) filter (where day < $(now)::date - 60) < 0.75 * avg(calls) filter (where day >= $(now)::date - 28)) s`,
  'many errors':
    'from (select customer_id from api_usage_daily group by 1 having sum(client_errors + server_errors) > 0.05 * sum(calls)) s',
  'slow answers':
    'from (select customer_id from api_usage_daily group by 1 having sum(latency_total_ms) > 1000 * sum(calls)) s',
  'a quota hardly used': 'from api_quotas where used < 0.25 * quota_limit',
  'a quota nearly full': 'from api_quotas where used between 0.9 * quota_limit and quota_limit',
  'a quota exceeded': 'from api_quotas where used > quota_limit',
  'a quota by month': `from api_quotas where period = 'MONTH'`,
  'no limit': 'from api_quotas where quota_limit is null',
  'no quota': 'from customers c where not exists (select from api_quotas where customer_id = c.id)',
  'perfect security': `from (select customer_id from security_settings group by 1 having count(*) = 6
     and bool_and(state in ('ENABLED', 'ENFORCED', 'CONFIGURED') and coalesce(rotation_days, 1) <= 90)) s`,
  'no security': `from (select customer_id from security_settings group by 1 having bool_and(state in ('DISABLED', 'NOT_CONFIGURED'))) s`,
  'security unknown': `from security_settings where state = 'UNKNOWN'`,
  'security not reported':
    'from customers c where not exists (select from security_settings where customer_id = c.id)',
  'no compliance items':
    'from customers c where not exists (select from compliance_items where customer_id = c.id)',
  'a compliance gap': `from compliance_items where status = 'GAP'`,
  'data where an obligation does not want them': `from compliance_items i join deployments d using (customer_id)
     where required_regions = '{EU}' and transfer_basis is null and region like 'US%'`,
  'no deployment': 'from customers c where not exists (select from deployments where customer_id = c.id)',
  'a technology long unseen': `from technologies where last_seen_at < $(now)::timestamptz - interval '365 days'`,
  'no technology': 'from customers c where not exists (select from technologies where customer_id = c.id)',
  'a contact without an address': 'from technical_contacts where email is null',
  'contacts, none of them primary':
    'from (select customer_id from technical_contacts group by 1 having not bool_or(is_primary)) s',
};

describe('The fleet has customers of every shape', () => {
  test.each(Object.entries(shapes))('%s', async (_, sql) => {
    const { count } = await database.db.one(`select count(*) ${sql}`, { now: now.toISOString() });
    expect(count).toBeGreaterThan(0);
  });

  test('most are well, as customers are', async () => {
    const health = await database.db.any(
      'select health_status as h, count(*) as n from integrations group by 1',
    );
    const count = (status: string) => health.find(({ h }) => h === status)?.n ?? 0;
    expect(count('HEALTHY')).toBeGreaterThan(count('DEGRADED') + count('DOWN'));
  });

  test('a day divides among endpoints without remainder', async () => {
    const wrong = await database.db.any(
      `select 1 from api_endpoint_daily e join api_usage_daily u using (customer_id, day)
       group by customer_id, day, u.calls having sum(e.calls) <> u.calls`,
    );
    expect(wrong).toEqual([]);
  });

  test('the columns say what the telemetry says', async () => {
    const wrong = await database.db.any(
      `select i.name, i.last_attempt_at, e.attempt, i.last_sync_at, e.success from integrations i join (
         select integration_id, max(at) as attempt, max(at) filter (where good) as success from (
           select integration_id, finished_at as at, status = 'SUCCEEDED' as good from integration_runs
           union all select integration_id, created_at, not first_attempt_failed from webhook_deliveries) e
         group by 1) e on e.integration_id = i.id
       where (i.last_attempt_at, i.last_sync_at) is distinct from (e.attempt, e.success)`,
    );
    expect(wrong).toEqual([]);
  });
});
