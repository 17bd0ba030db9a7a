/** The middle value, the mean of the middle two for an even number; NaN when there is none. */
export function median(values: Iterable<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** Median absolute deviation from the median, times 1.4826 so that it estimates a normal standard deviation. */
export function robustDeviation(values: readonly number[]): number {
  const centre = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - centre)));
}

/** Which pairs of points count for a slope; all, when nothing is said. */
export interface Pairs {
  /** At most this far apart in x. */
  readonly reach?: number;
  /** Where a segment begins, as ascending indices; both points must lie in the same one. */
  readonly starts?: readonly number[];
}

/**
 * Theil–Sen slope: the median of the slopes between all pairs of points; 0 when there is no pair. Up to 29 % of the
 * points may be wild without effect (Sen 1968). x must ascend strictly.
 */
export function theilSenSlope(x: readonly number[], y: readonly number[], pairs: Pairs = {}): number {
  const { reach = Number.POSITIVE_INFINITY, starts = [] } = pairs;
  const slopes: number[] = [];
  for (let i = 0; i < x.length; i++) {
    const end = starts.find((start) => start > i) ?? x.length;
    for (let j = i + 1; j < end; j++) {
      const dx = (x[j] as number) - (x[i] as number);
      if (dx > reach) break;
      slopes.push(((y[j] as number) - (y[i] as number)) / dx);
    }
  }
  return slopes.length === 0 ? 0 : median(slopes);
}
