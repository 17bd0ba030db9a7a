/** A stretch of time in epoch milliseconds, its end excluded. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The same time as sorted stretches that neither overlap nor touch; empty and invalid ones are dropped. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** The part that lies within a window. */
export function clip(intervals: readonly Interval[], window: Interval): Interval[] {
  return intervals
    .map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) }))
    .filter(({ from, to }) => from < to);
}

/** Milliseconds that lie in `intervals` and in none of `holes`. */
export function lengthWithout(intervals: readonly Interval[], holes: readonly Interval[]): number {
  const whole = union(intervals);
  const closed = union(holes);
  const cut = whole.flatMap((interval) => clip(closed, interval));
  return length(whole) - length(cut);
}

function length(disjoint: readonly Interval[]): number {
  return disjoint.reduce((sum, { from, to }) => sum + to - from, 0);
}
