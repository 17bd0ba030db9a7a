/** How a table is written, two rows for a customer where the table allows it; `$1` is an array of customers. */
export interface WrittenTable {
  readonly section: string;
  readonly insert: string;
  /** What to set so that every row changes; null where rows cannot be changed. */
  readonly change: string | null;
}

const each = 'from unnest($1::uuid[]) as c (id)';
const eachTwice = `${each}, (values (1), (2)) as v (n)`;
const ofIntegration =
  'from integrations i, (values (1), (2)) as v (n) where i.customer_id = any ($1::uuid[])';

/** Every table whose changes the feed tells, but `customers`; integrations come first, others refer to them. */
export const WRITTEN: Readonly<Record<string, WrittenTable>> = {
  integrations: {
    section: 'INTEGRATIONS',
    insert: `insert into integrations (id, customer_id, name, type, status, data_flow_direction, setup_date, sync_mode)
      select gen_random_uuid(), c.id, n::text, 'CRM', 'ACTIVE', 'INBOUND', '2024-01-01', 'REALTIME' ${eachTwice}`,
    change: `objects_synced = '{Accounts}'`,
  },
  integration_runs: {
    section: 'INTEGRATIONS',
    insert: `insert into integration_runs (customer_id, integration_id, started_at, status)
      select i.customer_id, i.id, now() - n * interval '1 hour', 'RUNNING' ${ofIntegration}`,
    change: 'records_synced = 5',
  },
  webhook_deliveries: {
    section: 'INTEGRATIONS',
    insert: `insert into webhook_deliveries (customer_id, integration_id, created_at, status)
      select i.customer_id, i.id, now(), 'PENDING' ${ofIntegration}`,
    change: 'latency_ms = 5',
  },
  maintenance_windows: {
    section: 'INTEGRATIONS',
    insert: `insert into maintenance_windows (customer_id, starts_at, ends_at) select c.id, now(), now() + n * interval '1 hour' ${eachTwice}`,
    change: `reason = 'moving'`,
  },
  pending_integrations: {
    section: 'PENDING_INTEGRATIONS',
    insert: `insert into pending_integrations (customer_id, name) select c.id, n::text ${eachTwice}`,
    change: `requested_at = '2024-01-01'`,
  },
  api_usage_daily: {
    section: 'USAGE',
    insert: `insert into api_usage_daily (customer_id, day, calls) select c.id, date '2026-01-01' + n, 100 ${eachTwice}`,
    change: 'calls = 101',
  },
  api_endpoint_daily: {
    section: 'USAGE',
    insert: `insert into api_endpoint_daily (customer_id, day, endpoint, calls) select c.id, '2026-01-01', '/' || n, 100 ${eachTwice}`,
    change: 'calls = 101',
  },
  api_quotas: {
    section: 'QUOTAS',
    insert: `insert into api_quotas (customer_id, resource, period, used, quota_limit, unit)
      select c.id, 'API_CALLS', case n when 1 then 'DAY' else 'MONTH' end, 1, 10, 'calls' ${eachTwice}`,
    change: 'used = 2',
  },
  security_settings: {
    section: 'SECURITY',
    insert: `insert into security_settings (customer_id, setting, state)
      select c.id, case n when 1 then 'SSO' else 'AUDIT_LOGGING' end, 'ENABLED' ${eachTwice}`,
    change: `state = 'DISABLED'`,
  },
  security_reviews: {
    section: 'SECURITY',
    insert: `insert into security_reviews (customer_id, subject, reviewed_at) select c.id, 'ADMIN_ACCESS', now() ${each}`,
    change: `reviewed_by = 'Jane'`,
  },
  risk_acceptances: {
    section: 'SECURITY',
    insert: `insert into risk_acceptances (customer_id, setting, reason, accepted_by)
      select c.id, case n when 1 then 'MFA' else 'SSO' end, 'small team', 'Jane' ${eachTwice}`,
    change: `reason = 'smaller team'`,
  },
  compliance_items: {
    section: 'COMPLIANCE',
    insert: `insert into compliance_items (customer_id, aspect, status, scope) select c.id, n::text, 'MET', 'VENDOR' ${eachTwice}`,
    change: `status = 'GAP'`,
  },
  deployments: {
    section: 'DEPLOYMENT',
    insert: `insert into deployments (customer_id, model, region) select c.id, 'HYBRID', 'EU-West' ${each}`,
    change: `version = '2'`,
  },
  technologies: {
    section: 'TECH_STACK',
    insert: `insert into technologies (customer_id, category, name, confidence, first_seen_at, last_seen_at, source)
      select c.id, 'CRM', n::text, 0.5, now(), now(), 'web' ${eachTwice}`,
    change: 'confidence = 0.6',
  },
  technical_contacts: {
    section: 'CONTACTS',
    insert: `insert into technical_contacts (id, customer_id, name) select gen_random_uuid(), c.id, n::text ${eachTwice}`,
    change: `role = 'CTO'`,
  },
  technical_issues: {
    section: 'ISSUES',
    insert: `insert into technical_issues
        (id, customer_id, rule_id, subject_id, title, description, severity, status, first_detected_at, last_detected_at)
      select gen_random_uuid(), c.id, 'rule', n::text, 'Title', 'Text', 'LOW', 'OPEN', now(), now() ${eachTwice}`,
    change: `severity = 'HIGH'`,
  },
  security_audit_log: {
    section: 'SECURITY',
    insert: `insert into security_audit_log (customer_id, actor, setting, after) select c.id, 'Jane', 'SSO', '{}' ${eachTwice}`,
    change: null,
  },
};
