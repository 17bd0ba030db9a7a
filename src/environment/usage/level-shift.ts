import { median, theilSenSlope } from './theil-sen.ts';

/** A sudden change of level in a series that otherwise follows one line. */
export interface LevelShift {
  /** Index of the first point at the new level. */
  readonly start: number;
  /** The new level divided by the old one. */
  readonly ratio: number;
}

/** A level has to have lasted this many points to be believed. */
const SHORTEST = 4;
/** Slopes between points this close rarely straddle a shift, so that it does not pass for a trend. */
const LOCAL_REACH = 14;
/** What a shift must explain per log(n) to be believed: its place and its size, and a margin for trying all places. */
const PENALTY = 4;
/** A day below this share of the median counts as that much: it has no logarithm to speak of. */
const LEAST_SHARE = 0.02;

/**
 * The shift that explains a series best, or null where one line explains it nearly as well. Both are compared by
 * their sum of absolute errors, as likelihoods of Laplace noise with a penalty like BIC's.
 */
export function findLevelShift(x: readonly number[], y: readonly number[]): LevelShift | null {
  const n = x.length;
  if (n < 3 * SHORTEST) return null;
  // Noise is proportional to the level, so only logarithms make the two sides of a shift comparable.
  const least = LEAST_SHARE * median(y);
  if (!(least > 0)) return null;
  const logs = y.map((value) => Math.log(Math.max(value, least)));
  const oneLine = costOfLine(x, logs, theilSenSlope(x, logs));
  if (oneLine === 0) return null;
  const slope = theilSenSlope(x, logs, { reach: LOCAL_REACH });
  const flat = logs.map((value, index) => value - slope * (x[index] as number));

  let best: { start: number; cost: number } | null = null;
  for (let start = SHORTEST; start <= n - SHORTEST; start++) {
    const before = flat.slice(0, start);
    const after = flat.slice(start);
    const [low, high] = [median(before), median(after)];
    const cost = spread(before, low) + spread(after, high);
    if (best === null || cost < best.cost) best = { start, cost };
  }
  if (best === null) return null;
  const gain = 2 * n * Math.log(oneLine / Math.max(best.cost, oneLine * 1e-6));
  if (gain <= PENALTY * Math.log(n)) return null;
  // Now that its place is known, the slope can be had without any pair that straddles it.
  const { start } = best;
  const own = theilSenSlope(x, logs, { starts: [0, start] });
  const level = logs.map((value, index) => value - own * (x[index] as number));
  return { start, ratio: Math.exp(median(level.slice(start)) - median(level.slice(0, start))) };
}

function costOfLine(x: readonly number[], y: readonly number[], slope: number): number {
  const flat = y.map((value, index) => value - slope * (x[index] as number));
  return spread(flat, median(flat));
}

function spread(values: readonly number[], centre: number): number {
  return values.reduce((sum, value) => sum + Math.abs(value - centre), 0);
}
