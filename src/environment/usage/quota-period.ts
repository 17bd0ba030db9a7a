import type { DailyCalls } from './daily-model.ts';
import { dayNumberAt, elapsedShare, monthStart, nextMonth, startOf } from './days.ts';
import type { Quota } from './model.ts';

/** A quota for calls that starts again every day or month (UTC). */
export type CallQuota = Omit<Quota, 'period' | 'limit'> & {
  readonly period: 'DAY' | 'MONTH';
  readonly limit: number;
};

/** Where the current period stands. Days count from 1970-01-01. */
export interface QuotaPeriodState {
  readonly period: 'DAY' | 'MONTH';
  readonly limit: number;
  readonly today: number;
  /** Calls of the period until now. */
  readonly used: number;
  /** The share of today whose calls are not in `used` yet, 0–1. */
  readonly restOfToday: number;
  /** The day of the current period on which the limit was reached; null when it was not. */
  readonly reachedOn: number | null;
}

/**
 * Reads the current period from the quota's counter and from the days reported for it (today included), whichever says
 * more: either may lag, neither counts what did not happen. A counter of an earlier period counts nothing.
 */
export function periodState(quota: CallQuota, known: readonly DailyCalls[], now: Date): QuotaPeriodState {
  const { period, limit } = quota;
  const today = dayNumberAt(now);
  const start = period === 'DAY' ? today : monthStart(today);
  const reported = known.filter(({ day }) => day >= start && day <= today);
  const current = isCurrent(quota, start, now);
  const sum = reported.reduce((total, { calls }) => total + calls, 0);
  const todayReported = reported.some(({ day }) => day === today);
  // A day's counter is often just its last full day: where the day's own report tells how far today has got, it alone does.
  const counts = current && !(period === 'DAY' && todayReported);
  const used = Math.max(sum, counts ? quota.used : 0);
  const todayKnown = todayReported || (current && period === 'MONTH');
  const restOfToday = todayKnown ? 1 - elapsedShare(now) : 1;
  return {
    period,
    limit,
    today,
    used,
    restOfToday,
    reachedOn: used >= limit ? dayReached(reported, limit, today) : null,
  };
}

/**
 * The first day from today on that reaches the limit in one future, Infinity when none does. `calls` holds the days
 * from today on; a month's sum starts again with the month.
 */
export function firstDayReached(state: QuotaPeriodState, calls: Float64Array): number {
  const { period, limit, today, used, restOfToday, reachedOn } = state;
  if (reachedOn !== null) return reachedOn;
  let sum = used;
  let end = period === 'MONTH' ? nextMonth(today) : today + 1;
  for (let ahead = 0; ahead < calls.length; ahead++) {
    const day = today + ahead;
    if (day === end) {
      sum = 0;
      end = period === 'MONTH' ? nextMonth(day) : day + 1;
    }
    const expected = calls[ahead] as number;
    if (ahead > 0) sum += expected;
    else if (period === 'MONTH' || restOfToday < 1) sum += restOfToday * expected;
    else sum = Math.max(sum, expected);
    if (sum >= limit) return day;
  }
  return Number.POSITIVE_INFINITY;
}

function isCurrent({ resetsAt, updatedAt }: CallQuota, start: number, now: Date): boolean {
  return resetsAt === null ? Date.parse(updatedAt) >= startOf(start) : Date.parse(resetsAt) > now.getTime();
}

function dayReached(reported: readonly DailyCalls[], limit: number, today: number): number {
  let sum = 0;
  for (const { day, calls } of reported) {
    sum += calls;
    if (sum >= limit) return day;
  }
  return today;
}
