import { type DailyCalls, expectedCalls, fitDailyModel } from './daily-model.ts';
import { dayNumber, dayNumberAt, dayText, nextMonth } from './days.ts';
import type { Quota, UsageDay } from './model.ts';
import { firstDayReached, periodState } from './quota-period.ts';
import { seeded, seedOf } from './random.ts';
import { simulate } from './simulate.ts';

/** When a limit may be reached. Days are YYYY-MM-DD (UTC); nothing is rounded. */
export interface QuotaForecast {
  /** Each is null where the limit is not reached within 90 days; all is null where there is no forecast. */
  readonly exhaustedOn: {
    readonly p10: string | null;
    readonly p50: string | null;
    readonly p90: string | null;
  } | null;
  /** That the limit is reached from today to the end of the calendar month (UTC), 0–1. */
  readonly probabilityInPeriod: number | null;
  readonly method: string | null;
  /** Reported days that went in, 14–56. */
  readonly basisDays: number | null;
  /** Mean absolute error over the last 14 days (7 where less is known), of their mean; null under 21 days. */
  readonly backtestError: number | null;
  /** A sentence; null where there is a forecast. */
  readonly unavailableReason: string | null;
}

const BASIS_DAYS = 56;
const LEAST_DAYS = 14;
const STALE_DAYS = 7;
const HORIZON_DAYS = 90;
const FUTURES = 400;
const METHOD = 'weekday-median-theil-sen-bootstrap';

/**
 * Forecasts when a quota for API calls is used up, from the complete UTC days of the last 56 (design §7). `days` should
 * also hold today as far as it is known. The same data and `now` give the same answer. Null for what is not forecast:
 * other resources, other periods, and no limit.
 */
export function forecastQuota(quota: Quota, days: readonly UsageDay[], now: Date): QuotaForecast | null {
  const { resource, period, limit } = quota;
  if (resource !== 'API_CALLS' || (period !== 'DAY' && period !== 'MONTH')) return null;
  if (limit === null || !(limit >= 0)) return null;

  const today = dayNumberAt(now);
  const known = days
    .map(({ day, calls }) => ({ day: dayNumber(day), calls }))
    .filter(({ day, calls }) => day <= today && calls >= 0 && calls < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.day - b.day);
  const points = known.filter(({ day }) => day < today && day >= today - BASIS_DAYS);
  const reason = tooOdd(points, today);
  if (reason !== null) return unavailable(reason);
  const model = fitDailyModel(points);
  if (model === null)
    return unavailable('Use is too irregular for a forecast: there are no calls on most days.');

  const state = periodState({ ...quota, period, limit }, known, now);
  const reached: number[] = [];
  const seed = seedOf(points.flatMap(({ day, calls }) => [day, calls]));
  simulate(model, today, HORIZON_DAYS, FUTURES, seeded(seed), (calls) => {
    reached.push(firstDayReached(state, calls));
  });
  reached.sort((a, b) => a - b);
  const end = nextMonth(today);
  return {
    exhaustedOn: { p10: quantile(reached, 0.1), p50: quantile(reached, 0.5), p90: quantile(reached, 0.9) },
    probabilityInPeriod: reached.filter((day) => day < end).length / reached.length,
    method: METHOD,
    basisDays: points.length,
    backtestError: backtest(points),
    unavailableReason: null,
  };
}

function tooOdd(points: readonly DailyCalls[], today: number): string | null {
  const first = points[0]?.day ?? today;
  const last = points[points.length - 1]?.day ?? today;
  if (points.length < LEAST_DAYS) {
    return `Use is known for ${points.length} of the last ${BASIS_DAYS} days; a forecast needs at least ${LEAST_DAYS}.`;
  }
  if (today - last > STALE_DAYS) return `No use has been reported for the last ${today - last - 1} days.`;
  if (2 * points.length < today - first) {
    return `Use is known for only ${points.length} of the last ${today - first} days.`;
  }
  return points.every(({ calls }) => calls === 0)
    ? `There were no calls in the last ${today - first} days.`
    : null;
}

// The smallest day by which the limit is reached in that share of the futures.
function quantile(sorted: readonly number[], share: number): string | null {
  const day = sorted[Math.ceil(share * sorted.length) - 1] ?? Number.POSITIVE_INFINITY;
  return day === Number.POSITIVE_INFINITY ? null : dayText(day);
}

function backtest(points: readonly DailyCalls[]): number | null {
  const held = points.length >= 28 ? 14 : 7;
  if (points.length - held < LEAST_DAYS) return null;
  const model = fitDailyModel(points.slice(0, -held));
  if (model === null) return null;
  let error = 0;
  let total = 0;
  for (const { day, calls } of points.slice(-held)) {
    error += Math.abs(expectedCalls(model, day) - calls);
    total += calls;
  }
  return total > 0 ? error / total : null;
}

function unavailable(unavailableReason: string): QuotaForecast {
  return {
    exhaustedOn: null,
    probabilityInPeriod: null,
    method: null,
    basisDays: null,
    backtestError: null,
    unavailableReason,
  };
}
