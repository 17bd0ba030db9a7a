import { createRandom } from './random.ts';
import type { EventPlan, IntegrationRow } from './rows.ts';
import { ago, apportion } from './series.ts';

/** Ids of Acme's integrations, in the order in which PRD-079 shows them. */
export const ACME_INTEGRATIONS = {
  salesforce: '11111111-1111-4111-8111-000000000021',
  slack: '11111111-1111-4111-8111-000000000022',
  okta: '11111111-1111-4111-8111-000000000023',
  zapier: '11111111-1111-4111-8111-000000000024',
  webhook: '11111111-1111-4111-8111-000000000025',
} as const;

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** What happened to Acme's integrations before `now`, and when each last tried and succeeded. */
export function acmeIntegrations(customer_id: string, now: Date) {
  const plain = {
    customer_id,
    status: 'ACTIVE',
    sync_mode: 'REALTIME',
    sync_interval_seconds: null,
    authentication_failed_at: null,
    credential_expires_at: null,
    objects_synced: [],
    configuration: {},
    secret_keys: [],
    endpoint: null,
  } as const;
  const syncedAgo = (seconds: number) => ({
    last_attempt_at: ago(now, seconds),
    last_sync_at: ago(now, seconds),
  });
  const integrations: IntegrationRow[] = [
    {
      ...plain,
      id: ACME_INTEGRATIONS.salesforce,
      name: 'Salesforce',
      type: 'CRM',
      data_flow_direction: 'BIDIRECTIONAL',
      setup_date: '2024-03-12',
      sync_mode: 'SCHEDULED',
      sync_interval_seconds: 300,
      objects_synced: ['Accounts', 'Contacts', 'Opportunities'],
      configuration: {
        healthScorePush: 'Enabled',
        contactSync: 'Enabled',
        opportunitySync: 'Enabled',
        customFields: '3 mapped',
      },
      secret_keys: ['refreshToken'],
      ...syncedAgo(5 * MINUTE),
    },
    {
      ...plain,
      id: ACME_INTEGRATIONS.slack,
      name: 'Slack',
      type: 'COMMUNICATION',
      data_flow_direction: 'OUTBOUND',
      setup_date: '2024-04-02',
      sync_mode: 'SCHEDULED',
      sync_interval_seconds: 300,
      configuration: { channel: '#customer-health' },
      secret_keys: ['botToken'],
      ...syncedAgo(2 * MINUTE),
    },
    {
      ...plain,
      id: ACME_INTEGRATIONS.okta,
      name: 'Okta',
      type: 'IDENTITY',
      data_flow_direction: 'INBOUND',
      setup_date: '2024-03-05',
      secret_keys: ['clientSecret'],
      ...syncedAgo(25 * MINUTE),
    },
    {
      ...plain,
      id: ACME_INTEGRATIONS.zapier,
      name: 'Zapier',
      type: 'AUTOMATION',
      data_flow_direction: 'BIDIRECTIONAL',
      setup_date: '2024-06-18',
      sync_mode: 'SCHEDULED',
      sync_interval_seconds: 3_600,
      secret_keys: ['apiKey'],
      ...syncedAgo(HOUR),
    },
    {
      ...plain,
      id: ACME_INTEGRATIONS.webhook,
      name: 'Custom Webhook',
      type: 'CUSTOM',
      status: 'ERROR',
      data_flow_direction: 'OUTBOUND',
      setup_date: '2024-09-17',
      secret_keys: ['signingSecret'],
      endpoint: 'https://acme.internal.com/api/webhook',
      last_attempt_at: ago(now, 5 * MINUTE),
      last_sync_at: ago(now, 2 * HOUR),
    },
  ];
  return {
    integrations,
    runs: runs(customer_id, now),
    deliveries: deliveries(customer_id, now),
    webhookId: ACME_INTEGRATIONS.webhook,
  };
}

function runs(customer_id: string, now: Date): EventPlan[] {
  const plan = (
    integration_id: string,
    newest: number,
    step_seconds: number,
    count: number,
    records: number[],
  ) => ({
    customer_id,
    integration_id,
    newest_at: ago(now, newest),
    step_seconds,
    count,
    failed: [],
    error_class: null,
    error_message: null,
    duration_ms: 1_800,
    records,
  });
  // The steps are a little short where the newest run is a whole interval old: a day then holds as many runs
  // as the schedule promises, and the oldest of them is not at the edge of the 24 hours.
  return [
    {
      ...plan(ACME_INTEGRATIONS.salesforce, 5 * MINUTE, 299.9, 8_640, salesforceRecords()),
      // 99.8 % of 8,640; the newest is two days old, so that the last 24 hours have no error.
      failed: Array.from({ length: 17 }, (_, index) => 600 + index * 473 + ((index * 97) % 60)),
      error_class: 'UPSTREAM_UNAVAILABLE',
      error_message: 'Salesforce answered 503 Service Unavailable',
    },
    plan(ACME_INTEGRATIONS.slack, 2 * MINUTE, 300, 576, [1, 0, 0, 2, 0, 1, 0, 0]),
    plan(ACME_INTEGRATIONS.okta, 25 * MINUTE, HOUR, 48, [2, 0, 1, 0, 0, 3]),
    plan(ACME_INTEGRATIONS.zapier, HOUR, HOUR - 11, 48, [14, 9, 22, 17, 5, 11, 19, 8]),
  ];
}

/** Records of the 288 runs of a day, newest first: 1,247. The runs about to leave the 24 hours carry none. */
function salesforceRecords(): number[] {
  const random = createRandom(1_247);
  const weights = Array.from({ length: 288 }, (_, run) => (run < 280 ? random.between(0.2, 1.8) : 0));
  return apportion(1_247, weights);
}

function deliveries(customer_id: string, now: Date): EventPlan[] {
  const plan = (newest: number, step_seconds: number, count: number, failed: number[]) => ({
    customer_id,
    integration_id: ACME_INTEGRATIONS.webhook,
    newest_at: ago(now, newest),
    step_seconds,
    count,
    failed,
    error_class: 'CONNECTION_TIMEOUT',
    error_message: 'Connection timeout (endpoint not responding)',
    duration_ms: 180,
    records: [],
  });
  // Three days alike, each of 120 deliveries and 15 failures: the last four failed, one each half hour, so
  // that an hour never holds five; before them 116 deliveries from 2 h ago on, 11 of which failed.
  return [0, DAY, 2 * DAY].flatMap((day) => [
    plan(day + 5 * MINUTE, 31 * MINUTE, 4, [0, 1, 2, 3]),
    plan(day + 2 * HOUR, 668, 116, [4, 15, 16, 27, 38, 48, 59, 70, 82, 93, 104]),
  ]);
}
