import { expectedCalls, fitDailyModel } from '../../../src/environment/usage/daily-model.ts';
import { dayNumber, startOf } from '../../../src/environment/usage/days.ts';
import { forecastQuota } from '../../../src/environment/usage/forecast.ts';
import {
  firstDayReached,
  periodState,
  type QuotaPeriodState,
} from '../../../src/environment/usage/quota-period.ts';
import { seeded } from '../../../src/environment/usage/random.ts';
import { simulate } from '../../../src/environment/usage/simulate.ts';
import { quota } from '../../support/builders.ts';
import { draw, repeatLastWeek, type Series, type Shape, usageOf } from './series.ts';

/** Sums that make a share or a ratio of errors. */
export interface Tally {
  inside: number;
  intervals: number;
  error: number;
  naiveError: number;
}

/** How well the futures of some series were foreseen. */
export interface Accuracy {
  /** Calls of each of the next 14 and 28 days; errors are relative to the mean day, so that all series count alike. */
  readonly next14: Tally;
  readonly next28: Tally;
  /** Days on which limits are reached; errors are in days, over series whose limit is reached within 90 days. */
  readonly monthly: Tally;
  readonly daily: Tally;
}

const HORIZON = 90;
const FUTURES = 200;

/** What share of the true values lay within P10–P90. */
export const coverage = ({ inside, intervals }: Tally) => inside / intervals;
/** The error as a share of that of repeating the last week. */
export const errorRatio = ({ error, naiveError }: Tally) => error / naiveError;

/** Draws `count` series of a shape, on different days of the month, and compares forecasts with what came. */
export function assess(shape: Shape, count: number): Accuracy {
  const accuracy = { next14: tally(), next28: tally(), monthly: tally(), daily: tally() };
  for (let index = 0; index < count; index++) {
    const seed = index * 7919 + 13;
    const today = 20_000 + (index % 31);
    const series = draw(shape, today, HORIZON, seed);
    assessDays(series, today, seed, accuracy);
    const random = seeded(seed + 1);
    const recent = series.past.slice(-14);
    const mean = recent.reduce((sum, { calls }) => sum + calls, 0) / recent.length;
    assessLimit(series, today, 'MONTH', mean * (18 + 25 * random()), accuracy.monthly);
    assessLimit(series, today, 'DAY', mean * (1.2 + 0.6 * random()), accuracy.daily);
  }
  return accuracy;
}

/** Both together. */
export function add(a: Tally, b: Tally): Tally {
  return {
    inside: a.inside + b.inside,
    intervals: a.intervals + b.intervals,
    error: a.error + b.error,
    naiveError: a.naiveError + b.naiveError,
  };
}

function assessDays({ past, future }: Series, today: number, seed: number, accuracy: Accuracy): void {
  const model = fitDailyModel(past);
  if (model === null) throw new Error(`No model for seed ${seed}`);
  const drawn = Array.from({ length: 28 }, (): number[] => []);
  simulate(model, today, 28, FUTURES, seeded(seed), (calls) => {
    for (const [ahead, value] of calls.entries()) drawn[ahead]?.push(value);
  });
  const naive = repeatLastWeek(past, today);
  const scale = past.reduce((sum, { calls }) => sum + calls, 0) / past.length;
  for (const [ahead, values] of drawn.entries()) {
    values.sort((a, b) => a - b);
    const { day, calls } = future[ahead] as Series['future'][number];
    // Half a call either way: the truth is a whole number.
    const inside = calls >= (values[20] as number) - 0.5 && calls <= (values[179] as number) + 0.5;
    for (const sums of ahead < 14 ? [accuracy.next14, accuracy.next28] : [accuracy.next28]) {
      sums.intervals += 1;
      sums.inside += inside ? 1 : 0;
      sums.error += Math.abs(expectedCalls(model, day) - calls) / scale;
      sums.naiveError += Math.abs(naive(day) - calls) / scale;
    }
  }
}

function assessLimit(
  { past, future }: Series,
  today: number,
  period: 'DAY' | 'MONTH',
  limit: number,
  sums: Tally,
) {
  const now = new Date(startOf(today));
  const subject = { ...quota({ used: 0, updatedAt: '2000-01-01T00:00:00Z' }), period, limit };
  const state: QuotaPeriodState = periodState(subject, past, now);
  if (state.reachedOn !== null) return;
  const days = forecastQuota(subject, usageOf(past), now)?.exhaustedOn;
  if (!days) throw new Error('No forecast');
  const [p10, p50, p90] = [days.p10, days.p50, days.p90].map((day) =>
    day === null ? Number.POSITIVE_INFINITY : dayNumber(day),
  ) as [number, number, number];
  const truth = firstDayReached(
    state,
    Float64Array.from(future, ({ calls }) => calls),
  );
  const naive = firstDayReached(
    state,
    Float64Array.from(future, ({ day }) => repeatLastWeek(past, today)(day)),
  );
  sums.intervals += 1;
  sums.inside += truth >= p10 && truth <= p90 ? 1 : 0;
  if (truth === Number.POSITIVE_INFINITY) return;
  // "Not within 90 days" counts as the 90th.
  const capped = (day: number) => Math.min(day, today + HORIZON);
  sums.error += Math.abs(capped(p50) - truth);
  sums.naiveError += Math.abs(capped(naive) - truth);
}

function tally(): Tally {
  return { inside: 0, intervals: 0, error: 0, naiveError: 0 };
}
