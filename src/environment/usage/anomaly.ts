import { dayNumber, dayNumberAt, dayText } from './days.ts';
import type { UsageDay } from './model.ts';
import { median, robustDeviation } from './theil-sen.ts';

/** How unusual the number of calls on one day was. */
export interface UsageAnomaly {
  /** YYYY-MM-DD, UTC: yesterday. */
  readonly day: string;
  readonly calls: number;
  /** Median of the same weekday in the weeks before. */
  readonly expectedCalls: number;
  /** Deviations above (positive) or below what was expected. */
  readonly zScore: number;
  /** Beyond ±3.5, the usual cut for this score (Iglewicz & Hoaglin 1993). */
  readonly unusual: boolean;
  /** How many earlier days it was compared with, 4–8. */
  readonly basisDays: number;
}

const WEEKS = 8;
const LEAST_WEEKS = 4;
const UNUSUAL = 3.5;
// With 4 to 8 days the deviation is sometimes tiny by chance, and a change this small is of interest to nobody.
const LEAST_SHARE = 0.05;

/**
 * The calls of yesterday (UTC) against the same weekday of the 8 weeks before, by robust z-score: distance from the
 * median in scaled median absolute deviations, which are taken as no less than 5 % of the median nor than the noise of
 * counting (its square root). Null when yesterday, or more than 4 of the 8 earlier days, were not reported.
 */
export function usageAnomaly(days: readonly UsageDay[], now: Date): UsageAnomaly | null {
  const calls = new Map(days.map((day) => [dayNumber(day.day), day.calls]));
  const yesterday = dayNumberAt(now) - 1;
  const latest = calls.get(yesterday);
  if (latest === undefined) return null;

  const earlier: number[] = [];
  for (let week = 1; week <= WEEKS; week++) {
    const before = calls.get(yesterday - 7 * week);
    if (before !== undefined) earlier.push(before);
  }
  if (earlier.length < LEAST_WEEKS) return null;

  const expected = median(earlier);
  const deviation = Math.max(
    robustDeviation(earlier),
    LEAST_SHARE * expected,
    Math.sqrt(Math.max(expected, 1)),
  );
  const zScore = (latest - expected) / deviation;
  return {
    day: dayText(yesterday),
    calls: latest,
    expectedCalls: expected,
    zScore,
    unusual: Math.abs(zScore) > UNUSUAL,
    basisDays: earlier.length,
  };
}
