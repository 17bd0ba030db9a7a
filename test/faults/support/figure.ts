import { percentile } from '../../bench/figure.ts';

/** True in the long form of the tests. */
export const FULL = Boolean(process.env.FULL);

/** Prints what a long form measured, on a line of its own; a short form's counts are too small to say anything. */
export function figure(text: string): void {
  if (FULL) process.stdout.write(`figure: ${text}\n`);
}

/** Median, 99th percentile and worst of some times. */
export function spread(ms: readonly number[]): string {
  const [p50, p99] = [percentile(ms, 0.5), percentile(ms, 0.99)];
  return `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, worst ${Math.max(...ms).toFixed(0)} ms`;
}
