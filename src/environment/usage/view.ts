import type { Loaders } from '../../read/loaders.ts';
import type { Environment } from '../environment.ts';
import type { TechnicalIssue } from '../health/model.ts';
import { QUOTA_RULES } from '../health/rules/api-quota.ts';
import { judgeQuotas } from '../health/rules/subjects.ts';
import { sections } from '../sections.ts';
import type { EndpointUsage, Quota, UsageDay } from './model.ts';
import type { QuotaStatus } from './quota.ts';
import { summarize, type UsageSummary } from './summary.ts';

/** A customer's use of the API, loaded and summed up. */
export interface UsageView {
  readonly environment: Environment;
  readonly days: readonly UsageDay[];
  readonly endpoints: readonly EndpointUsage[];
  readonly quotas: readonly Quota[];
  /** Null where they could not be read. */
  readonly issues: readonly TechnicalIssue[] | null;
  readonly summary: UsageSummary;
}

/** A quota with a limit; what is unlimited is not listed. */
export interface LimitedQuota extends Quota {
  readonly limit: number;
  readonly ratio: number;
  readonly status: QuotaStatus;
  /** The customer's usage, from which the quota's is forecast. */
  readonly days: readonly UsageDay[];
}

/** Loads what usage and its health are made of. */
export async function loadUsage(environment: Environment, loaders: Loaders): Promise<UsageView> {
  const { customerId } = environment;
  const [days, endpoints, quotas, issues] = await Promise.all([
    loaders.load(sections.usage, customerId),
    loaders.load(sections.endpoints, customerId),
    loaders.load(sections.quotas, customerId),
    // Only a status that clears late depends on them, so a failure to read them is no failure of the usage.
    loaders.load(sections.issues, customerId).catch(() => null),
  ]);
  return { environment, days, endpoints, quotas, issues, summary: summarize(days, endpoints, loaders.now) };
}

/** The quotas that have a limit, judged as the rules judge them: while an issue is open, its status clears later. */
export function limitedQuotas({ quotas, issues, days }: UsageView): LimitedQuota[] {
  return judgeQuotas({ quotas, issues }, QUOTA_RULES).flatMap(
    ({ quota: { limit, ...quota }, ratio, status }) =>
      limit === null ? [] : [{ ...quota, limit, ratio, status, days }],
  );
}
