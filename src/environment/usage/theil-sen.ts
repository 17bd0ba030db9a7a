/** The middle value, the mean of the middle two for an even number; NaN when there is none. */
export function median(values: Iterable<number>): number {
  const numbers = Float64Array.from(values);
  const middle = numbers.length >> 1;
  if (numbers.length === 0) return Number.NaN;
  moveIntoPlace(numbers, middle);
  const upper = numbers[middle] as number;
  if (numbers.length % 2 === 1) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < middle; index++) lower = Math.max(lower, numbers[index] as number);
  return (lower + upper) / 2;
}

// Quickselect (Hoare 1961): afterwards nothing before `place` is larger and nothing after it smaller. A forecast takes
// the median of some 1,500 slopes again and again, and sorting them all was most of its cost.
function moveIntoPlace(numbers: Float64Array, place: number): void {
  let from = 0;
  let to = numbers.length - 1;
  while (from < to) {
    const pivot = numbers[(from + to) >> 1] as number;
    let low = from;
    let high = to;
    while (low <= high) {
      while ((numbers[low] as number) < pivot) low++;
      while ((numbers[high] as number) > pivot) high--;
      if (low > high) break;
      const swapped = numbers[low] as number;
      numbers[low++] = numbers[high] as number;
      numbers[high--] = swapped;
    }
    if (place <= high) to = high;
    else if (place >= low) from = low;
    else return;
  }
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
