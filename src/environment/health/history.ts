import type { Facts } from '../facts.ts';
import type { Integration } from '../integrations/model.ts';
import type { SecuritySetting } from '../security/model.ts';
import { dayNumberAt, dayText } from '../usage/days.ts';
import type { Quota, UsageDay } from '../usage/model.ts';
import { summaryOf } from './components/api.ts';
import type { Policy } from './policy.ts';
import { type Health, scoreHealth } from './score.ts';

/** All that a score depends on, small enough to keep for every customer and day; a section that was unknown is null. */
export interface ScoreInputs {
  readonly integrations: readonly Pick<Integration, 'id' | 'status' | 'healthStatus'>[] | null;
  /** Of the 30 days that the score looked at; figures as UsageSummary has them. */
  readonly usage: {
    readonly calls: number;
    readonly errorRate: number | null;
    readonly averageResponseMs: number | null;
    readonly rateLimitHitRate: number | null;
  } | null;
  readonly quotas: readonly Pick<Quota, 'resource' | 'period' | 'used' | 'limit'>[] | null;
  readonly settings: readonly Pick<SecuritySetting, 'setting' | 'state' | 'rotationDays'>[] | null;
  /** The ids of the open issues of high severity. */
  readonly highIssues: readonly string[];
}

/** What has to be kept to score a customer's `facts` of `now` again by another policy. */
export function inputsOf(facts: Facts, now: Date): ScoreInputs {
  const { totalCalls, errorRate, averageResponseMs, rateLimitHitRate } = summaryOf(facts.usage ?? [], now);
  return {
    integrations:
      facts.integrations?.map(({ id, status, healthStatus }) => ({ id, status, healthStatus })) ?? null,
    usage: totalCalls === null ? null : { calls: totalCalls, errorRate, averageResponseMs, rateLimitHitRate },
    quotas:
      facts.quotas?.map(({ resource, period, used, limit }) => ({ resource, period, used, limit })) ?? null,
    settings:
      facts.settings?.map(({ setting, state, rotationDays }) => ({ setting, state, rotationDays })) ?? null,
    highIssues: (facts.issues ?? [])
      .filter(({ severity, status }) => severity === 'HIGH' && status !== 'RESOLVED')
      .map(({ id }) => id),
  };
}

/** The score that a policy gives to what was kept of a day. */
export function replay(customerId: string, inputs: ScoreInputs, policy: Policy, now: Date): Health {
  return scoreHealth(factsOf(customerId, inputs, now), policy, now);
}

function factsOf(customerId: string, inputs: ScoreInputs, now: Date): Facts {
  const at = now.toISOString();
  const { calls = 0, errorRate, averageResponseMs, rateLimitHitRate } = inputs.usage ?? {};
  // One day that has the rates of the thirty.
  const day: UsageDay = {
    customerId,
    day: dayText(dayNumberAt(now) - 1),
    calls,
    clientErrors: (errorRate ?? 0) * calls,
    serverErrors: 0,
    rateLimited: (rateLimitHitRate ?? 0) * calls,
    latencyTotalMs: averageResponseMs == null ? null : averageResponseMs * calls,
    latencyHistogram: [],
    peakPerSecond: null,
  };
  return {
    customerId,
    integrations:
      inputs.integrations?.map(
        (one): Integration => ({
          ...one,
          customerId,
          name: one.id,
          type: 'OTHER',
          healthReason: null,
          healthSince: at,
          recoveringSince: null,
          recoveringTo: null,
          dataFlowDirection: 'BIDIRECTIONAL',
          setupDate: at.slice(0, 10),
          syncMode: 'MANUAL',
          syncIntervalSeconds: null,
          lastAttemptAt: null,
          lastSyncAt: null,
          authenticationFailedAt: null,
          credentialExpiresAt: null,
          objectsSynced: [],
          configuration: {},
          secretKeys: [],
          endpoint: null,
          updatedAt: at,
        }),
      ) ?? null,
    pendingIntegrations: null,
    usage: inputs.usage && [day],
    endpoints: null,
    quotas:
      inputs.quotas?.map((one) => ({ ...one, customerId, unit: '', resetsAt: null, updatedAt: at })) ?? null,
    settings: inputs.settings?.map((one) => ({ ...one, customerId, detail: null, updatedAt: at })) ?? null,
    reviews: null,
    riskAcceptances: null,
    complianceItems: null,
    deployment: null,
    technologies: null,
    issues: inputs.highIssues.map((id) => ({
      id,
      customerId,
      ruleId: '',
      subjectId: id,
      integrationId: null,
      title: '',
      description: '',
      severity: 'HIGH',
      status: 'OPEN',
      snoozedUntil: null,
      firstDetectedAt: at,
      lastDetectedAt: at,
      resolvedAt: null,
      suggestedAction: null,
      owner: null,
      updatedAt: at,
    })),
  };
}
