import { acmeIntegrations } from './acme-integrations.ts';
import { acmeEndpointRows, acmeUsageRows } from './acme-usage.ts';
import { type DemoData, type DemoRows, emptyDemoData } from './rows.ts';
import { ago } from './series.ts';

/** The customer whose technical environment is the example of PRD-079. */
export const ACME_ID = '11111111-1111-4111-8111-111111111111';

const DAY = 86_400;
const CSM = 'Priya Nair';

/** A well-formed UUID of Acme's own. */
const id = (number: number) => `11111111-1111-4111-8111-${String(number).padStart(12, '0')}`;

/** Acme Corp as PRD-079 shows it when read at `now`. */
export function buildAcme(now: Date): DemoData {
  const customer_id = ACME_ID;
  const { integrations, runs, deliveries, webhookId } = acmeIntegrations(customer_id, now);
  const usage = acmeUsageRows(customer_id, now);
  const rows: DemoRows = {
    ...emptyDemoData().rows,
    customers: [
      {
        id: customer_id,
        name: 'Acme Corp',
        domain: 'acme.com',
        csm_name: CSM,
        csm_email: 'priya.nair@example.com',
      },
    ],
    integrations,
    api_usage_daily: usage,
    api_endpoint_daily: acmeEndpointRows(usage),
    api_quotas: quotas(customer_id, now),
    security_settings: [
      { customer_id, setting: 'SSO', state: 'ENABLED', detail: 'Okta', rotation_days: null },
      { customer_id, setting: 'MFA', state: 'OPTIONAL', detail: null, rotation_days: null },
      { customer_id, setting: 'IP_ALLOWLIST', state: 'NOT_CONFIGURED', detail: null, rotation_days: null },
      { customer_id, setting: 'API_KEY_ROTATION', state: 'ENABLED', detail: null, rotation_days: 90 },
      { customer_id, setting: 'AUDIT_LOGGING', state: 'ENABLED', detail: null, rotation_days: null },
      { customer_id, setting: 'DATA_ENCRYPTION', state: 'ENABLED', detail: null, rotation_days: null },
    ],
    compliance_items: complianceItems(customer_id),
    deployments: [
      {
        customer_id,
        model: 'MULTI_TENANT',
        region: 'US-West',
        backup_region: 'US-East',
        version: '8.4.2',
        plan: 'Enterprise',
      },
    ],
    technologies: technologies(customer_id, now),
    technical_contacts: [
      contact(31, 'Mike Lee', 'Director of Engineering', 'HIGH', 'mike.lee@acme.com', true),
      contact(32, 'Amy Wang', 'Lead Developer', 'HIGH', 'amy.wang@acme.com', false),
      contact(33, 'Bob Smith', 'IT Admin', 'MEDIUM', 'bob.smith@acme.com', false),
    ],
    technical_issues: issues(customer_id, webhookId, now),
  };
  return { rows, runs, deliveries, endpoints: [] };
}

function quotas(customer_id: string, now: Date): DemoRows['api_quotas'] {
  const midnight = new Date(
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1),
  ).toISOString();
  const none = { customer_id, period: 'NONE', resets_at: null } as const;
  return [
    {
      customer_id,
      resource: 'API_CALLS',
      period: 'DAY',
      used: 850_000,
      quota_limit: 1_000_000,
      unit: 'calls',
      resets_at: midnight,
    },
    {
      customer_id,
      resource: 'RATE_LIMIT',
      period: 'SECOND',
      used: 100,
      quota_limit: 150,
      unit: 'calls/s',
      resets_at: null,
    },
    { ...none, resource: 'STORAGE', used: 42, quota_limit: 100, unit: 'GB' },
    { ...none, resource: 'WEBHOOKS', used: 5, quota_limit: 10, unit: 'webhooks' },
  ];
}

function complianceItems(customer_id: string): DemoRows['compliance_items'] {
  const plain = { customer_id, since: null, required_regions: [], transfer_basis: null } as const;
  return [
    {
      ...plain,
      aspect: 'Data Processing Agreement',
      status: 'SIGNED',
      scope: 'CUSTOMER',
      details: 'March 2024',
      since: '2024-03-01',
      position: 1,
    },
    {
      ...plain,
      aspect: 'SOC2 Compliance',
      status: 'COVERED',
      scope: 'VENDOR',
      details: 'Your certification',
      position: 2,
    },
    {
      ...plain,
      aspect: 'GDPR Requirements',
      status: 'MET',
      scope: 'VENDOR',
      details: 'EU data handling',
      // Acme's data is in the US: without this basis the obligation would conflict with the region.
      required_regions: ['EU'],
      transfer_basis: 'Standard contractual clauses',
      position: 3,
    },
    {
      ...plain,
      aspect: 'HIPAA',
      status: 'NOT_APPLICABLE',
      scope: 'CUSTOMER',
      details: 'Not applicable',
      position: 4,
    },
  ];
}

function technologies(customer_id: string, now: Date): DemoRows['technologies'] {
  const seen = (
    number: number,
    category: string,
    name: string,
    confidence: number,
    known: 'inferred' | 'both' | 'connected',
  ) => ({
    id: id(number),
    customer_id,
    category,
    name,
    confidence,
    confirmed: known !== 'inferred',
    first_seen_at: ago(now, (420 - number) * DAY),
    last_seen_at: ago(now, (number - 38) * DAY),
    source: known === 'connected' ? 'integrations' : 'technographics',
  });
  return [
    seen(41, 'CRM', 'Salesforce', 0.98, 'both'),
    seen(42, 'Marketing', 'HubSpot', 0.93, 'inferred'),
    seen(43, 'Analytics', 'Tableau', 0.82, 'inferred'),
    seen(44, 'Cloud', 'AWS', 0.97, 'inferred'),
    seen(45, 'Communication', 'Slack', 0.96, 'both'),
    seen(46, 'Support', 'Zendesk', 0.88, 'inferred'),
    seen(47, 'SSO/Identity', 'Okta', 1, 'connected'),
    seen(48, 'Automation', 'Zapier', 1, 'connected'),
  ];
}

function contact(
  number: number,
  name: string,
  role: string,
  technical_level: 'HIGH' | 'MEDIUM',
  email: string,
  is_primary: boolean,
): DemoRows['technical_contacts'][number] {
  return { id: id(number), customer_id: ACME_ID, name, role, technical_level, email, is_primary };
}

function issues(customer_id: string, webhookId: string, now: Date): DemoRows['technical_issues'] {
  const common = { customer_id, last_detected_at: now.toISOString(), owner: CSM };
  return [
    {
      ...common,
      id: id(51),
      rule_id: 'webhook-delivery-failures',
      subject_id: webhookId,
      integration_id: webhookId,
      title: 'Webhook delivery failures',
      description: '15 failed deliveries in last 24 hours: Connection timeout (endpoint not responding)',
      severity: 'MEDIUM',
      status: 'INVESTIGATING',
      first_detected_at: ago(now, 2 * DAY),
      suggested_action: 'Contact customer to verify endpoint availability',
    },
    {
      ...common,
      id: id(52),
      rule_id: 'api-quota-approaching-limit',
      subject_id: 'API_CALLS/DAY',
      integration_id: null,
      title: 'API usage approaching limit',
      description: 'API usage at 85% of the daily limit: 850,000 of 1,000,000 calls',
      severity: 'LOW',
      status: 'MONITORING',
      first_detected_at: ago(now, 8 * DAY),
      suggested_action: 'Offer a limit increase before the limit is reached',
    },
  ];
}
