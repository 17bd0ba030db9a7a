import { type Ramp, rampPoints } from '../health/ramp.ts';
import type { Quota } from './model.ts';
import { usedRatio } from './quota.ts';
import type { UsageSummary } from './summary.ts';

/** What the API's health is made of. */
export type ApiHealthMetric = 'QUOTA' | 'ERROR_RATE' | 'RESPONSE_TIME' | 'RATE_LIMIT_HITS';

/** One figure with its benchmark and points; the health policy gives it a weight. */
export interface ApiFactor {
  readonly metric: ApiHealthMetric;
  /** A share 0–1, but milliseconds for RESPONSE_TIME; null when unknown. */
  readonly value: number | null;
  /** What the value has to stay below. */
  readonly benchmark: number | null;
  readonly passed: boolean | null;
  /** 0–100, not rounded; null when the value is unknown. */
  readonly points: number | null;
}

/** How a metric is judged. */
export interface ApiRule {
  readonly metric: ApiHealthMetric;
  readonly benchmark: number;
  readonly ramp: Ramp;
}

/** Design §7. The quota's benchmark is where its WARNING begins; its points start to fall earlier. */
export const API_RULES: readonly ApiRule[] = [
  { metric: 'QUOTA', benchmark: 0.8, ramp: { fullAt: 0.7, zeroAt: 1 } },
  { metric: 'ERROR_RATE', benchmark: 0.01, ramp: { fullAt: 0.01, zeroAt: 0.05 } },
  { metric: 'RESPONSE_TIME', benchmark: 200, ramp: { fullAt: 200, zeroAt: 1000 } },
  { metric: 'RATE_LIMIT_HITS', benchmark: 0.001, ramp: { fullAt: 0.001, zeroAt: 0.01 } },
];

/**
 * The figures of the API's health, one for each rule and in the rules' order. The quota is that of the resource
 * closest to its limit; resources without a limit, or with absurd figures, have no say.
 */
export function apiFactors(
  summary: Pick<UsageSummary, 'errorRate' | 'averageResponseMs' | 'rateLimitHitRate'>,
  quotas: readonly Pick<Quota, 'used' | 'limit'>[],
  rules: readonly ApiRule[] = API_RULES,
): ApiFactor[] {
  const values: Readonly<Record<ApiHealthMetric, number | null>> = {
    QUOTA: worstRatio(quotas),
    ERROR_RATE: summary.errorRate,
    RESPONSE_TIME: summary.averageResponseMs,
    RATE_LIMIT_HITS: summary.rateLimitHitRate,
  };
  return rules.map(({ metric, benchmark, ramp }) => {
    const value = values[metric];
    return {
      metric,
      value,
      benchmark,
      passed: value === null ? null : value < benchmark,
      points: rampPoints(value, ramp),
    };
  });
}

function worstRatio(quotas: readonly Pick<Quota, 'used' | 'limit'>[]): number | null {
  const ratios = quotas.map(usedRatio).filter((ratio) => ratio !== null);
  return ratios.length === 0 ? null : Math.max(...ratios);
}
