import { LATENCY_BOUNDS_MS } from '../environment/usage/model.ts';

const DAY_MS = 86_400_000;

/** Shape of the latency distribution: about 0.2 % of the calls are slower than seven times the mean. */
const LATENCY_SHAPE = 3;

/** The complete UTC days before `now`, oldest first, as YYYY-MM-DD; the last one is yesterday. */
export function completeDays(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(now.getTime() - (count - index) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** 0 is Sunday. */
export function weekday(day: string): number {
  return new Date(day).getUTCDay();
}

/** The instant so many seconds before `now`, ISO 8601. */
export function ago(now: Date, seconds: number): string {
  return new Date(now.getTime() - seconds * 1000).toISOString();
}

/**
 * Splits a whole number into whole parts in proportion to the weights (not negative, one of them positive).
 * The parts sum exactly to the total: what is rounded is the running sum.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  let weight = 0;
  let given = 0;
  return weights.map((own, index) => {
    weight += own;
    const due = index === weights.length - 1 ? total : Math.round((total * weight) / sum);
    const part = due - given;
    given = due;
    return part;
  });
}

/**
 * A table of whole numbers whose rows and columns sum exactly to the totals given; both lists of totals have
 * the same sum, below 2^26. The cell at [row][column] is in proportion to its row and its column.
 */
export function crossApportion(rows: readonly number[], columns: readonly number[]): number[][] {
  const sum = columns.reduce((left, right) => left + right, 0);
  const corner = (row: number, column: number) => Math.floor((row * column) / sum);
  let above = 0;
  return rows.map((row) => {
    const below = above + row;
    let left = 0;
    const cells = columns.map((column) => {
      const right = left + column;
      const cell = corner(below, right) - corner(above, right) - corner(below, left) + corner(above, left);
      left = right;
      return cell;
    });
    above = below;
    return cells;
  });
}

/** Calls by latency bucket (see LATENCY_BOUNDS_MS), summing to `calls`, log-logistic around the mean given. */
export function latencyHistogram(calls: number, meanMs: number): number[] {
  // The mean of a log-logistic distribution is scale × (π/shape) / sin(π/shape).
  const angle = Math.PI / LATENCY_SHAPE;
  const scale = (meanMs * Math.sin(angle)) / angle;
  let below = 0;
  const counts = LATENCY_BOUNDS_MS.map((bound) => {
    const upTo = Math.round(calls / (1 + (bound / scale) ** -LATENCY_SHAPE));
    const count = upTo - below;
    below = upTo;
    return count;
  });
  return [...counts, calls - below];
}
