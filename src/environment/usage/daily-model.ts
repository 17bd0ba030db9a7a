import { weekday } from './days.ts';
import { fitTrend, type Trend } from './trend.ts';
import { weekdayFactors } from './weekdays.ts';

/** The calls of one day; `day` counts from 1970-01-01 (UTC). */
export interface DailyCalls {
  readonly day: number;
  readonly calls: number;
}

/** A trend times a factor for the weekday, and how far the past strayed from it. */
export interface DailyModel {
  /** In calls per mean weekday; x counts days from 1970-01-01. */
  readonly trend: Trend;
  /** Sunday first; their mean is 1. */
  readonly factors: readonly number[];
  /** Actual / expected − 1 of each of the trend's points, widened by what the fit itself has taken up. */
  readonly residuals: readonly number[];
}

/** Weekdays with less than this share of the mean say too little about the level. */
const LEAST_FACTOR = 0.2;
const LEAST_POINTS = 8;
/** What the fit takes up, in points: level, slope and most of the weekdays. */
const FREEDOM = 8;

/**
 * Fits the model to days in ascending order, of which some may be missing. Weekdays are estimated twice: first against
 * the mean of the days around each, then against the trend. Null when nothing can be fitted, such as no calls on
 * most days.
 */
export function fitDailyModel(points: readonly DailyCalls[]): DailyModel | null {
  const rough = weekdayFactors(points, rollingLevel(points));
  const first = fitWithout(points, rough);
  if (first === null) return null;
  const factors = weekdayFactors(first.points, first.trend.fitted, rough);
  const second = fitWithout(points, factors);
  if (second === null) return null;

  const { points: used, trend } = second;
  const widen = Math.sqrt(used.length / Math.max(1, used.length - FREEDOM));
  const residuals = used.map(({ day, calls }, index) => {
    const expected = (trend.fitted[index] as number) * factorOf(factors, day);
    return expected > 0 ? widen * (calls / expected - 1) : 0;
  });
  return { trend, factors, residuals };
}

/** The calls to expect on a day, at least 0. */
export function expectedCalls({ trend, factors }: DailyModel, day: number): number {
  return Math.max(0, trend.level + trend.slope * (day - trend.origin)) * factorOf(factors, day);
}

// The trend of what the weekdays leave over, and the points that it is made from.
function fitWithout(points: readonly DailyCalls[], factors: readonly number[]) {
  const used = points.filter(({ day }) => factorOf(factors, day) >= LEAST_FACTOR);
  if (used.length < LEAST_POINTS) return null;
  const trend = fitTrend(
    used.map(({ day }) => day),
    used.map(({ day, calls }) => calls / factorOf(factors, day)),
  );
  return trend === null ? null : { points: used, trend };
}

function factorOf(factors: readonly number[], day: number): number {
  return factors[weekday(day)] as number;
}

// A level that follows no weekdays: the mean of the 7 days around each, as far as they are known.
function rollingLevel(points: readonly DailyCalls[]): number[] {
  const known = new Map(points.map(({ day, calls }) => [day, calls]));
  return points.map(({ day }) => {
    const near = [-3, -2, -1, 0, 1, 2, 3].flatMap((offset) => known.get(day + offset) ?? []);
    return near.reduce((sum, calls) => sum + calls, 0) / near.length;
  });
}
