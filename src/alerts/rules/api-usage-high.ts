import { quotaFigures, quotaId } from '../../environment/health/wording.ts';
import type { Quota } from '../../environment/usage/model.ts';
import { usedRatio } from '../../environment/usage/quota.ts';
import type { AlertRule, Observation, Verdict } from './rule.ts';

/** Clears 5 points below the threshold, as a quota's status does. */
const CLEARS_BELOW = 0.05;
const MINUTE_MS = 60_000;

const TITLES: Readonly<Partial<Record<Quota['resource'], string>>> = {
  API_CALLS: 'API usage',
  RATE_LIMIT: 'API call rate',
};

/**
 * To CSM: over 90 % of what the API may be used is used, MEDIUM; all of it or more, HIGH. The counter of a period that is
 * over says nothing about the present one.
 */
export const apiUsageHigh: AlertRule = {
  id: 'api-usage-high',
  range: { unit: 'a share of the limit', least: 0.06, most: 1 },
  threshold: 0.9,
  forMs: 0,
  resolveAfterMs: 5 * MINUTE_MS,
  recipients: ['CSM'],
  observe: ({ quotas }, { threshold }, now) =>
    quotas === null
      ? null
      : quotas.flatMap((quota): Observation[] => {
          const what = TITLES[quota.resource];
          if (what === undefined || quota.limit === null) return [];
          const ratio = usedRatio(quota);
          const over = ratio !== null && ratio >= 1;
          return [
            {
              subjectId: quotaId(quota),
              integrationId: null,
              verdict: verdictOn(isPast(quota, now) ? null : ratio, threshold),
              severity: over ? 'HIGH' : 'MEDIUM',
              title: over ? `${what} over limit` : `${what} close to limit`,
              description: `${quotaFigures(quota, ratio ?? 0)}.`,
              since: null,
            },
          ];
        }),
};

function verdictOn(ratio: number | null, threshold: number): Verdict {
  if (ratio === null) return 'NO_DATA';
  if (ratio > threshold || ratio >= 1) return 'BAD';
  return ratio < threshold - CLEARS_BELOW ? 'CLEAR' : 'HELD';
}

function isPast({ resetsAt }: Quota, now: Date): boolean {
  return resetsAt !== null && Date.parse(resetsAt) <= now.getTime();
}
