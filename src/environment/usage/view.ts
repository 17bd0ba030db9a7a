import type { Loaders } from '../../read/loaders.ts';
import type { Environment } from '../environment.ts';
import { sections } from '../sections.ts';
import type { EndpointUsage, Quota, UsageDay } from './model.ts';
import { summarize, type UsageSummary } from './summary.ts';

/** A customer's use of the API, loaded and summed up. */
export interface UsageView {
  readonly environment: Environment;
  readonly days: readonly UsageDay[];
  readonly endpoints: readonly EndpointUsage[];
  readonly quotas: readonly Quota[];
  readonly summary: UsageSummary;
}

/** A quota with a limit; what is unlimited is not listed. */
export interface LimitedQuota extends Quota {
  readonly limit: number;
  /** The customer's usage, from which the quota's is forecast. */
  readonly days: readonly UsageDay[];
}

/** Loads what usage and its health are made of. */
export async function loadUsage(environment: Environment, loaders: Loaders): Promise<UsageView> {
  const { customerId } = environment;
  const [days, endpoints, quotas] = await Promise.all([
    loaders.load(sections.usage, customerId),
    loaders.load(sections.endpoints, customerId),
    loaders.load(sections.quotas, customerId),
  ]);
  return { environment, days, endpoints, quotas, summary: summarize(days, endpoints, loaders.now) };
}

/** The quotas that have a limit. */
export function limitedQuotas({ quotas, days }: UsageView): LimitedQuota[] {
  return quotas.flatMap(({ limit, ...quota }) => (limit === null ? [] : [{ ...quota, limit, days }]));
}
