import { percent, quotaId } from '../../environment/health/wording.ts';
import { dayNumber, dayNumberAt } from '../../environment/usage/days.ts';
import { forecastQuota } from '../../environment/usage/forecast.ts';
import type { UsageDay } from '../../environment/usage/model.ts';
import { usedRatio } from '../../environment/usage/quota.ts';
import type { AlertRule, Observation, Verdict } from './rule.ts';

/** Clears where the probability falls this far below the threshold. */
const CLEARS_BELOW = 0.2;
const MINUTE_MS = 60_000;
/** Usage is reported a day late; after more than this nobody reports any more. */
const SILENT_DAYS = 3;

/**
 * LOW, to CSM: a quota for API calls is used up before its period is over with a probability of at least 0.8. One that is
 * used up already is `api-usage-high`'s to tell.
 */
export const quotaExhaustionLikely: AlertRule = {
  id: 'quota-exhaustion-likely',
  range: { unit: 'a probability', least: 0.21, most: 1 },
  threshold: 0.8,
  forMs: 0,
  resolveAfterMs: 60 * MINUTE_MS,
  recipients: ['CSM'],
  observe: ({ quotas, usage }, { threshold }, now) =>
    quotas === null || usage === null
      ? null
      : quotas.flatMap((quota): Observation[] => {
          const forecast = forecastQuota(quota, usage, now);
          if (forecast === null) return [];
          const { probabilityInPeriod: probability, exhaustedOn } = forecast;
          const silent = isSilent(usage, now);
          const usedUp = (usedRatio(quota) ?? 0) >= 1;
          const day = exhaustedOn?.p50 ?? null;
          const likely = percent(probability ?? 0);
          return [
            {
              subjectId: quotaId(quota),
              integrationId: null,
              verdict: silent ? 'NO_DATA' : usedUp ? 'HELD' : verdictOn(probability, threshold),
              severity: 'LOW',
              title: silent ? 'No word of API usage' : 'API quota likely to run out',
              description:
                probability === null
                  ? (forecast.unavailableReason ?? 'There is no forecast.')
                  : `The quota of API calls is used up within its period with a probability of ${likely}${day === null ? '' : `, most likely on ${day}`}.`,
              since: null,
            },
          ];
        }),
};

// Too short or too irregular a history tells nothing either way.
function verdictOn(probability: number | null, threshold: number): Verdict {
  if (probability === null) return 'HELD';
  if (probability >= threshold) return 'BAD';
  return probability < threshold - CLEARS_BELOW ? 'CLEAR' : 'HELD';
}

function isSilent(usage: readonly UsageDay[], now: Date): boolean {
  return usage.every(({ day }) => dayNumberAt(now) - dayNumber(day) > SILENT_DAYS);
}
