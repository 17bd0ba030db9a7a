import type { ComplianceItem } from '../../src/environment/compliance/model.ts';
import type { Deployment } from '../../src/environment/deployment/model.ts';
import type { Facts } from '../../src/environment/facts.ts';
import type { TechnicalIssue } from '../../src/environment/health/model.ts';
import type { Integration, PendingIntegration } from '../../src/environment/integrations/model.ts';
import {
  type RiskAcceptance,
  SETTING_NAMES,
  type SecurityReview,
  type SecuritySetting,
  type SettingName,
} from '../../src/environment/security/model.ts';
import type { Technology } from '../../src/environment/tech-stack/model.ts';
import type { EndpointUsage, Quota, UsageDay } from '../../src/environment/usage/model.ts';

/** When builders' facts are looked at, unless a test says otherwise. */
export const NOW = new Date('2026-01-28T12:00:00Z');
/** Whose facts builders build, unless a test says otherwise. */
export const CUSTOMER_ID = '11111111-1111-4111-8111-111111111111';

const customerId = CUSTOMER_ID;
const DAY_MS = 86_400_000;

/** The instant `days` before NOW, ISO 8601. */
export function daysBefore(days: number, now: Date = NOW): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString();
}

const updatedAt = daysBefore(0.01);

/** A healthy, scheduled CRM; each has its own id unless one is given. */
export function integration(over: Partial<Integration> = {}): Integration {
  return {
    id: integrationId(++integrations),
    customerId,
    name: 'Salesforce',
    type: 'CRM',
    status: 'ACTIVE',
    healthStatus: 'HEALTHY',
    healthReason: null,
    healthSince: daysBefore(30),
    recoveringSince: null,
    recoveringTo: null,
    dataFlowDirection: 'BIDIRECTIONAL',
    setupDate: '2024-03-12',
    syncMode: 'REALTIME',
    syncIntervalSeconds: null,
    lastAttemptAt: daysBefore(0.01),
    lastSyncAt: daysBefore(0.01),
    authenticationFailedAt: null,
    credentialExpiresAt: null,
    objectsSynced: [],
    configuration: {},
    secretKeys: [],
    endpoint: null,
    updatedAt,
    ...over,
  };
}
let integrations = 0;

/** A well-formed id, different for each number. */
export function integrationId(number: number): string {
  return `22222222-2222-4222-8222-${String(number).padStart(12, '0')}`;
}

/** A degraded webhook of the customer's own. */
export function webhook(over: Partial<Integration> = {}): Integration {
  return integration({
    name: 'Custom Webhook',
    type: 'CUSTOM',
    healthStatus: 'DEGRADED',
    healthReason: '15 of 120 deliveries failed in 24 h: connection timeout',
    dataFlowDirection: 'OUTBOUND',
    endpoint: 'https://acme.internal.com/api/webhook',
    ...over,
  });
}

/** A request for HubSpot. */
export function pendingIntegration(over: Partial<PendingIntegration> = {}): PendingIntegration {
  return { customerId, name: 'HubSpot', requestedAt: daysBefore(3), ...over };
}

/** Yesterday: 850,000 calls, of which 0.3 % failed and none hit the limit, at 145 ms. */
export function usageDay(over: Partial<UsageDay> = {}): UsageDay {
  const calls = over.calls ?? 850_000;
  return {
    customerId,
    day: daysBefore(1).slice(0, 10),
    calls,
    clientErrors: Math.round(calls * 0.002),
    serverErrors: Math.round(calls * 0.001),
    rateLimited: 0,
    latencyTotalMs: calls * 145,
    latencyHistogram: [],
    peakPerSecond: 100,
    ...over,
  };
}

/** `count` equal days up to yesterday, oldest first. */
export function usageDays(count: number, over: Partial<UsageDay> = {}): UsageDay[] {
  return Array.from({ length: count }, (_, index) =>
    usageDay({ day: daysBefore(count - index).slice(0, 10), ...over }),
  );
}

/** Half of all calls of 30 days. */
export function endpointUsage(over: Partial<EndpointUsage> = {}): EndpointUsage {
  return { customerId, endpoint: '/api/v2/data', calls: 13_500_000, ...over };
}

/** 85 % of a million calls a day. */
export function quota(over: Partial<Quota> = {}): Quota {
  return {
    customerId,
    resource: 'API_CALLS',
    period: 'DAY',
    used: 850_000,
    limit: 1_000_000,
    unit: 'calls',
    resetsAt: null,
    updatedAt,
    ...over,
  };
}

/** One setting, as good as it gets unless a state is given. */
export function setting(name: SettingName, over: Partial<SecuritySetting> = {}): SecuritySetting {
  const best = { MFA: 'ENFORCED', IP_ALLOWLIST: 'CONFIGURED' } as const;
  const state = over.state ?? (name in best ? best[name as keyof typeof best] : 'ENABLED');
  const rotationDays = name === 'API_KEY_ROTATION' && state === 'ENABLED' ? 90 : null;
  return { customerId, setting: name, state, detail: null, rotationDays, updatedAt, ...over };
}

/** All six settings, as good as it gets but for the states given. */
export function settings(
  states: Partial<Record<SettingName, SecuritySetting['state']>> = {},
): SecuritySetting[] {
  return SETTING_NAMES.map((name) => {
    const state = states[name];
    return setting(name, state === undefined ? {} : { state });
  });
}

/** A review of the administrators' rights ten days ago. */
export function securityReview(over: Partial<SecurityReview> = {}): SecurityReview {
  return { customerId, subject: 'ADMIN_ACCESS', reviewedAt: daysBefore(10), reviewedBy: null, ...over };
}

/** Optional MFA, accepted ten days ago and without end. */
export function riskAcceptance(over: Partial<RiskAcceptance> = {}): RiskAcceptance {
  return {
    customerId,
    setting: 'MFA',
    reason: 'Contractors have no second factor yet',
    acceptedBy: 'Bob Smith',
    acceptedAt: daysBefore(10),
    until: null,
    withdrawnAt: null,
    ...over,
  };
}

/** An obligation that is met. */
export function complianceItem(over: Partial<ComplianceItem> = {}): ComplianceItem {
  return {
    customerId,
    aspect: 'GDPR Requirements',
    status: 'MET',
    scope: 'VENDOR',
    details: 'EU data handling',
    since: null,
    requiredRegions: [],
    transferBasis: null,
    updatedAt,
    ...over,
  };
}

/** US-West with its backup in US-East. */
export function deployment(over: Partial<Deployment> = {}): Deployment {
  return {
    customerId,
    model: 'MULTI_TENANT',
    region: 'US-West',
    backupRegion: 'US-East',
    version: '8.4.2',
    plan: 'Enterprise',
    updatedAt,
    ...over,
  };
}

/** Zendesk, inferred with confidence 0.88 today. */
export function technology(over: Partial<Technology> = {}): Technology {
  return {
    customerId,
    category: 'Support',
    name: 'Zendesk',
    confidence: 0.88,
    confirmed: false,
    firstSeenAt: daysBefore(400),
    lastSeenAt: daysBefore(0),
    source: 'technographics',
    updatedAt,
    ...over,
  };
}

/** An open issue of no rule. */
export function issue(over: Partial<TechnicalIssue> = {}): TechnicalIssue {
  return {
    id: '33333333-3333-4333-8333-333333333333',
    customerId,
    ruleId: 'some-rule',
    subjectId: 'some-subject',
    integrationId: null,
    title: 'Some issue',
    description: 'Something is wrong.',
    severity: 'MEDIUM',
    status: 'OPEN',
    snoozedUntil: null,
    firstDetectedAt: daysBefore(2),
    lastDetectedAt: daysBefore(0),
    resolvedAt: null,
    suggestedAction: null,
    owner: null,
    updatedAt,
    ...over,
  };
}

/** A customer with nothing wrong and nothing unknown, and no technologies. */
export function facts(over: Partial<Facts> = {}): Facts {
  return {
    customerId,
    integrations: [integration({ id: integrationId(0) })],
    pendingIntegrations: [],
    usage: usageDays(60, { calls: 500_000 }),
    endpoints: [endpointUsage()],
    quotas: [quota({ used: 500_000 })],
    settings: settings(),
    reviews: [securityReview()],
    riskAcceptances: [],
    complianceItems: [complianceItem()],
    deployment: deployment(),
    technologies: [],
    issues: [],
    ...over,
  };
}

/** A customer of whom no section could be read. */
export function unreadableFacts(): Facts {
  const nothing = Object.keys(facts()).map((section) => [section, null]);
  return { ...(Object.fromEntries(nothing) as Omit<Facts, 'customerId'>), customerId };
}
