import { dayNumber, dayNumberAt } from './days.ts';
import { type EndpointUsage, LATENCY_BOUNDS_MS, type UsageDay } from './model.ts';

/** How the API was used over the last 30 complete UTC days. Nothing is rounded; what is unknown is null. */
export interface UsageSummary {
  /** Days of the 30 for which anything was reported. */
  readonly reportedDays: number;
  /** Mean over the reported days. */
  readonly callsPerDay: number | null;
  readonly totalCalls: number | null;
  /** 5xx, and 4xx but 429, of all calls, 0–1. */
  readonly errorRate: number | null;
  readonly averageResponseMs: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly rateLimitHits: number | null;
  /** 429 of all calls, 0–1. */
  readonly rateLimitHitRate: number | null;
  /** 0.12 is 12 % more calls per day than in the 30 days before, −1 is none any more. */
  readonly changeFromPreviousPeriod: number | null;
  readonly endpointsUsed: number | null;
}

const PERIOD_DAYS = 30;
/** With fewer reported days a period's mean depends on which days they are. */
const COMPARABLE_DAYS = 14;

/**
 * Sums up the 30 complete UTC days before `now`; today is left out. Rates and times are null where there were no calls,
 * a period's change where either period has fewer than 14 reported days or the earlier had no calls.
 */
export function summarize(
  days: readonly UsageDay[],
  endpoints: readonly EndpointUsage[],
  now: Date,
): UsageSummary {
  const today = dayNumberAt(now);
  const period = between(days, today - PERIOD_DAYS, today);
  const before = between(days, today - 2 * PERIOD_DAYS, today - PERIOD_DAYS);

  const known = period.length > 0;
  const calls = total(period, (day) => day.calls);
  const errors = total(period, (day) => day.clientErrors + day.serverErrors);
  const hits = total(period, (day) => day.rateLimited);
  const timed = period.filter((day) => day.latencyTotalMs !== null);
  const histogram = summedHistogram(period);
  return {
    reportedDays: period.length,
    callsPerDay: ratio(calls, period.length),
    totalCalls: known ? calls : null,
    errorRate: ratio(errors, calls),
    averageResponseMs: ratio(
      total(timed, (day) => day.latencyTotalMs ?? 0),
      total(timed, (day) => day.calls),
    ),
    p50Ms: percentile(histogram, 0.5),
    p95Ms: percentile(histogram, 0.95),
    p99Ms: percentile(histogram, 0.99),
    rateLimitHits: known ? hits : null,
    rateLimitHitRate: ratio(hits, calls),
    changeFromPreviousPeriod: change(before, period),
    endpointsUsed: countUsed(endpoints, known && calls === 0),
  };
}

/**
 * The value below which a share of the calls stayed, milliseconds: linear within the histogram's bucket (the first
 * starts at 0), and the last bound for anything slower. Null for an empty histogram.
 */
export function percentile(histogram: readonly number[], share: number): number | null {
  const all = histogram.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  const rank = share * all;
  let below = 0;
  for (const [bucket, upper] of LATENCY_BOUNDS_MS.entries()) {
    const count = histogram[bucket] ?? 0;
    if (count > 0 && below + count >= rank) {
      const lower = LATENCY_BOUNDS_MS[bucket - 1] ?? 0;
      return lower + ((upper - lower) * (rank - below)) / count;
    }
    below += count;
  }
  return LATENCY_BOUNDS_MS[LATENCY_BOUNDS_MS.length - 1] ?? null;
}

function between(days: readonly UsageDay[], from: number, to: number): UsageDay[] {
  return days.filter(({ day }) => dayNumber(day) >= from && dayNumber(day) < to);
}

function total(days: readonly UsageDay[], figure: (day: UsageDay) => number): number {
  return days.reduce((sum, day) => sum + figure(day), 0);
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

function summedHistogram(days: readonly UsageDay[]): number[] {
  const sum = new Array<number>(LATENCY_BOUNDS_MS.length + 1).fill(0);
  for (const { latencyHistogram } of days) {
    // One of another shape was counted by other bounds.
    if (latencyHistogram.length !== sum.length) continue;
    for (const [bucket, count] of latencyHistogram.entries()) sum[bucket] = (sum[bucket] ?? 0) + count;
  }
  return sum;
}

function change(before: readonly UsageDay[], after: readonly UsageDay[]): number | null {
  if (before.length < COMPARABLE_DAYS || after.length < COMPARABLE_DAYS) return null;
  const mean = (days: readonly UsageDay[]) => total(days, (day) => day.calls) / days.length;
  const grown = ratio(mean(after), mean(before));
  return grown === null ? null : grown - 1;
}

// Calls without a breakdown by endpoint leave the number of endpoints unknown; no calls make it 0.
function countUsed(endpoints: readonly EndpointUsage[], noCalls: boolean): number | null {
  if (endpoints.length === 0) return noCalls ? 0 : null;
  return endpoints.filter(({ calls }) => calls > 0).length;
}
