import type { Facts } from '../../facts.ts';
import { type ApiFactor, type ApiHealthMetric, type ApiRule, apiFactors } from '../../usage/api-health.ts';
import { usedRatio } from '../../usage/quota.ts';
import { summarize } from '../../usage/summary.ts';
import { onceADay } from '../once-a-day.ts';
import type { Policy } from '../policy.ts';
import { capitalized, count, percent, quotaFigures, quotaId } from '../wording.ts';
import type { Evidence, Factor } from './factor.ts';

interface Metric {
  readonly title: string;
  /** The figure as a clause, from the value. */
  readonly says: (value: number) => string;
  readonly figure: (value: number) => string;
  /** What is missing where the value is unknown. */
  readonly missing: string;
}

const METRICS: Readonly<Record<ApiHealthMetric, Metric>> = {
  QUOTA: {
    title: 'Quota use',
    says: (value) => `The quota closest to its limit is used to ${percent(value)}`,
    figure: percent,
    missing: 'No quota with a limit was reported',
  },
  ERROR_RATE: {
    title: 'Error rate',
    says: (value) => `${percent(value)} of the calls of the last 30 days failed`,
    figure: percent,
    missing: 'No calls were reported for the last 30 days',
  },
  RESPONSE_TIME: {
    title: 'Response time',
    says: (value) => `Calls of the last 30 days took ${count(value)} ms on average`,
    figure: (value) => `${count(value)} ms`,
    missing: 'No response times were reported for the last 30 days',
  },
  RATE_LIMIT_HITS: {
    title: 'Rate limit hits',
    says: (value) => `${percent(value)} of the calls of the last 30 days hit the rate limit`,
    figure: percent,
    missing: 'No calls were reported for the last 30 days',
  },
};

/** Quota (of the resource closest to its limit), errors, response time and limit hits, weighed by the policy. */
export function apiHealthFactors(
  facts: Pick<Facts, 'usage' | 'quotas'>,
  policy: Policy,
  now: Date,
): Factor[] {
  return judgeApi(facts, policy, now).map(({ metric, value, points }) => {
    const { title, says, missing, figure } = METRICS[metric];
    const rule = policy.apiRules.find((one) => one.metric === metric);
    return {
      id: metric,
      title,
      weight: policy.apiWeights[metric],
      points,
      explanation:
        value === null
          ? `${missing}, so it does not count.`
          : `${capitalized(says(value))}; ${scale(metric, rule)}.`,
      evidence:
        metric === 'QUOTA'
          ? quotaEvidence(facts)
          : [{ kind: 'ApiHealthCheck', id: metric, detail: value === null ? null : figure(value) }],
    };
  });
}

/** The API's figures against the policy's benchmarks; unknown ones have null. Shared by score and rules. */
export function judgeApi(
  { usage, quotas }: Pick<Facts, 'usage' | 'quotas'>,
  policy: Policy,
  now: Date,
): ApiFactor[] {
  return apiFactors(summaryOf(usage ?? [], now), quotas ?? [], policy.apiRules);
}

function scale(metric: ApiHealthMetric, rule: ApiRule | undefined): string {
  if (rule === undefined) return 'it is not judged';
  const { figure } = METRICS[metric];
  return `all points up to ${figure(rule.ramp.fullAt)}, none from ${figure(rule.ramp.zeroAt)}`;
}

// Those with a limit, the closest to it first.
function quotaEvidence({ quotas }: Pick<Facts, 'quotas'>): Evidence[] {
  return (quotas ?? [])
    .flatMap((quota) => {
      const ratio = usedRatio(quota);
      return ratio === null ? [] : [{ quota, ratio }];
    })
    .sort((a, b) => b.ratio - a.ratio)
    .map(({ quota, ratio }) => ({
      kind: 'ApiQuota',
      id: quotaId(quota),
      detail: quotaFigures(quota, ratio),
    }));
}

/** The sums of 30 days, added up once for each day and rows. */
export const summaryOf = onceADay((usage, now) => summarize(usage, [], now));
