import type { IntegrationType } from '../environment/integrations/model.ts';
import type { Random } from './random.ts';
import type { EventPlan, IntegrationRow } from './rows.ts';
import { ago } from './series.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** How an integration of the fleet behaves; the evaluator finds out by itself. */
export type Shape =
  | 'healthy'
  | 'degraded'
  | 'down'
  | 'inactive'
  | 'silent'
  | 'refused'
  | 'overdue'
  | 'webhook';

const KINDS: readonly (readonly [string, IntegrationType, Readonly<Record<string, string>>])[] = [
  ['Salesforce', 'CRM', { contactSync: 'Enabled', opportunitySync: 'Disabled' }],
  ['HubSpot', 'CRM', { contactSync: 'Enabled' }],
  ['Slack', 'COMMUNICATION', { channel: '#alerts' }],
  ['Microsoft Teams', 'COMMUNICATION', { notifications: 'Enabled' }],
  ['Amplitude', 'ANALYTICS', { dataSources: '2 connected' }],
  ['Pendo', 'ANALYTICS', {}],
  ['Zendesk', 'SUPPORT', { ticketRouting: 'By priority' }],
  ['Intercom', 'SUPPORT', {}],
  ['Okta', 'IDENTITY', { protocol: 'SAML 2.0' }],
  ['Azure AD', 'IDENTITY', { protocol: 'OpenID Connect' }],
  ['AWS S3', 'STORAGE', { region: 'eu-west-1' }],
  ['Zapier', 'AUTOMATION', { workflows: '4 active' }],
];

/** One integration and the telemetry that makes it what it is; `number` tells the customer's apart. */
export function fleetIntegration(
  customer_id: string,
  number: number,
  shape: Shape,
  random: Random,
  now: Date,
) {
  const [product, type, configuration] = KINDS[number % KINDS.length] ?? (KINDS[0] as (typeof KINDS)[number]);
  const webhook = shape === 'webhook';
  const interval = random.pick([1, 2, 4]) * HOUR;
  const newest = shape === 'overdue' ? 4 * interval + 2 * HOUR : random.integer(5, 40) * 60;
  const failed = { degraded: [3, 7, 12], down: [0, 1, 2, 3, 4, 5] }[shape as string] ?? [];
  const firstGood =
    Array.from({ length: 48 }, (_, event) => event).find((event) => !failed.includes(event)) ?? 0;
  const silent = shape === 'silent';
  const step = webhook ? 2 * HOUR : interval;
  const integration: IntegrationRow = {
    id: random.uuid(),
    customer_id,
    // Names are unique within a customer: products repeat after a round, webhooks may come anywhere.
    name: webhook
      ? `Custom Webhook ${number + 1}`
      : number < KINDS.length
        ? product
        : `${product} ${number + 1}`,
    type: webhook ? 'CUSTOM' : type,
    status: shape === 'inactive' ? 'INACTIVE' : shape === 'down' || shape === 'refused' ? 'ERROR' : 'ACTIVE',
    data_flow_direction: webhook ? 'OUTBOUND' : random.pick(['INBOUND', 'OUTBOUND', 'BIDIRECTIONAL']),
    setup_date: ago(now, random.integer(60, 900) * DAY).slice(0, 10),
    sync_mode: webhook ? 'REALTIME' : 'SCHEDULED',
    sync_interval_seconds: webhook ? null : interval,
    last_attempt_at: silent ? null : ago(now, newest),
    last_sync_at: silent ? null : ago(now, newest + firstGood * step),
    authentication_failed_at: shape === 'refused' ? ago(now, 5 * HOUR) : null,
    credential_expires_at: random.chance(0.08) ? ago(now, -10 * DAY) : null,
    objects_synced: webhook ? [] : random.sample(['Accounts', 'Contacts', 'Tickets', 'Events', 'Users'], 2),
    configuration: webhook ? { events: 'All' } : configuration,
    secret_keys: ['apiKey'],
    endpoint: webhook ? `https://hooks.example.com/${number}` : null,
  };
  const plan: EventPlan = {
    customer_id,
    integration_id: integration.id,
    newest_at: ago(now, newest),
    step_seconds: step,
    count: Math.floor((48 * HOUR) / step),
    failed,
    error_class: failed.length > 0 ? random.pick(['TIMEOUT', 'RATE_LIMITED', 'UPSTREAM_UNAVAILABLE']) : null,
    error_message: failed.length > 0 ? 'The other side did not answer as expected' : null,
    duration_ms: random.integer(200, 9_000),
    records: webhook ? [] : Array.from({ length: 7 }, () => random.integer(0, 60)),
  };
  const none: EventPlan[] = [];
  return { integration, runs: silent || webhook ? none : [plan], deliveries: webhook ? [plan] : none };
}
