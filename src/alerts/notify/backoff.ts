/** The wait after the first failure, milliseconds. */
export const FIRST_MS = 5_000;
/** The longest wait, milliseconds. */
export const LONGEST_MS = 4 * 3_600_000;

/**
 * How long to wait after a number of failed attempts (from 1): doubling from 5 s to 4 h, of which a random half to whole,
 * so that what failed together does not return together. What the receiver asked for (Retry-After) is the least,
 * up to a day. `random` is 0–1.
 */
export function delayAfter(
  attempts: number,
  askedMs: number | null,
  random: number,
  firstMs = FIRST_MS,
): number {
  const whole = Math.min(LONGEST_MS, firstMs * 2 ** Math.min(attempts - 1, 30));
  return Math.max(whole * (0.5 + random / 2), Math.min(askedMs ?? 0, 6 * LONGEST_MS));
}
