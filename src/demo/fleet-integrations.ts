import type { IntegrationType, SyncMode } from '../environment/integrations/model.ts';
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
  | 'manual'
  | 'webhook'
  | 'failing webhook';

/** Trouble, and silence, last longer than the day that advanceDemo repeats: the shape then stays what it is. */
const TROUBLE = 26 * HOUR;
const HISTORY = 48 * HOUR;

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
  const webhook = shape === 'webhook' || shape === 'failing webhook';
  const { newest, step, count, failed } = beatOf(shape, random);
  const events = Array.from({ length: count }, (_, event) => event);
  const firstGood = events.find((event) => !failed.includes(event));
  const mode = webhook ? 'REALTIME' : modeOf(shape, type);
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
    sync_mode: mode,
    sync_interval_seconds: mode === 'SCHEDULED' ? step : null,
    last_attempt_at: count === 0 ? null : ago(now, newest),
    last_sync_at: firstGood === undefined ? null : ago(now, newest + firstGood * step),
    authentication_failed_at: shape === 'refused' ? ago(now, newest) : null,
    credential_expires_at: random.chance(0.08) ? ago(now, -10 * DAY) : null,
    objects_synced: webhook ? [] : random.sample(['Accounts', 'Contacts', 'Tickets', 'Events', 'Users'], 2),
    configuration: webhook ? { events: 'All' } : configuration,
    secret_keys: ['apiKey'],
    endpoint: webhook ? `https://hooks.example.com/${number}` : null,
  };
  const refused = shape === 'refused';
  const plan: EventPlan = {
    customer_id,
    integration_id: integration.id,
    newest_at: ago(now, newest),
    step_seconds: step,
    count,
    failed,
    error_class: refused
      ? 'AUTHENTICATION_FAILED'
      : random.pick(['TIMEOUT', 'RATE_LIMITED', 'UPSTREAM_UNAVAILABLE']),
    error_message: refused ? '401 Unauthorized: invalid_grant' : 'The other side did not answer as expected',
    duration_ms: random.integer(200, 9_000),
    records: webhook ? [] : Array.from({ length: 7 }, () => random.integer(0, 60)),
  };
  const plans = count === 0 ? [] : [plan];
  return { integration, runs: webhook ? [] : plans, deliveries: webhook ? plans : [] };
}

// Who signs in does so whenever somebody comes; what is overdue, or fails as a schedule does, has a schedule.
function modeOf(shape: Shape, type: IntegrationType): SyncMode {
  if (shape === 'manual') return 'MANUAL';
  return type === 'IDENTITY' && shape === 'healthy' ? 'REALTIME' : 'SCHEDULED';
}

/** When its events ended, in seconds before now, newest first, and which of them failed. */
function beatOf(shape: Shape, random: Random) {
  const step = stepOf(shape, random);
  const newest =
    shape === 'overdue' || shape === 'manual' || shape === 'inactive'
      ? TROUBLE + 2 * HOUR
      : random.integer(5, 40) * 60;
  const count = shape === 'silent' ? 0 : Math.floor((HISTORY - newest) / step) + 1;
  const fails = (event: number): boolean => {
    if (shape === 'degraded' || shape === 'failing webhook') return event % 2 === 1;
    return (shape === 'down' || shape === 'refused') && newest + event * step < TROUBLE;
  };
  return { newest, step, count, failed: Array.from({ length: count }, (_, event) => event).filter(fails) };
}

// Each divides a day, so that repeating a day goes on in the same rhythm; seldom, so that the demo stays small.
function stepOf(shape: Shape, random: Random): number {
  if (shape === 'webhook' || shape === 'failing webhook') return 2 * HOUR;
  if (shape === 'overdue') return HOUR;
  if (shape === 'degraded' || shape === 'down' || shape === 'refused') return 4 * HOUR;
  return random.pick([1, 4, 4, 6, 6, 6, 12, 12, 24]) * HOUR;
}
