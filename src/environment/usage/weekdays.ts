import type { DailyCalls } from './daily-model.ts';
import { weekday } from './days.ts';
import { median, robustDeviation } from './theil-sen.ts';

const WORKING_DAYS = [1, 2, 3, 4, 5];
const WEEKEND = [0, 6];
/** Variance of the median of m normal values, in units of variance/m. */
const MEDIAN_VARIANCE = Math.PI / 2;

/**
 * How a weekday compares with the mean of the week, Sunday first: 7 factors whose mean is 1. Each is the median of
 * actual / expected on that weekday, drawn towards the median of its kind (Monday to Friday, or the weekend) as far
 * as the differences within the kind are no larger than noise (James–Stein). `expected`, one for each point, follows
 * no weekdays. A weekday without points keeps its factor of `known`, or else gets that of its kind. NaN when nobody
 * ever calls.
 */
export function weekdayFactors(
  points: readonly DailyCalls[],
  expected: readonly number[],
  known: readonly number[] | null = null,
): number[] {
  const ratios: number[][] = [[], [], [], [], [], [], []];
  for (const [index, { day, calls }] of points.entries()) {
    const base = expected[index] as number;
    if (base > 0) ratios[weekday(day)]?.push(calls / base);
  }
  const factors = new Array<number>(7).fill(1);
  for (const kind of [WORKING_DAYS, WEEKEND]) {
    const groups = kind.map((name) => ratios[name] as number[]);
    const medians = shrunkMedians(groups);
    for (const [index, name] of kind.entries()) {
      const seen = ratios[name]?.length !== 0;
      factors[name] = (seen ? null : known?.[name]) ?? medians[index] ?? 1;
    }
  }
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / 7;
  return factors.map((factor) => factor / mean);
}

function shrunkMedians(groups: readonly (readonly number[])[]): number[] {
  const all = groups.flat();
  const centre = all.length > 0 ? median(all) : 1;
  const medians = groups.map((group) => (group.length > 0 ? median(group) : centre));
  const noise = groups.flatMap((group, index) => group.map((ratio) => ratio - (medians[index] as number)));
  const variance = MEDIAN_VARIANCE * robustDeviation(noise) ** 2;
  const between = medians.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (groups.length - 1);
  return medians.map((value, index) => {
    const own = variance / Math.max(1, groups[index]?.length ?? 0);
    const trust = between > own ? (between - own) / between : 0;
    return centre + trust * (value - centre);
  });
}
