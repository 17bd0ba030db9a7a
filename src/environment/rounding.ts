// Weighted sums of tenths carry errors of about 1e-14; figures are never this close to a half by intent.
const NOISE = 1e-9;
const PER_NOISE = 1e9;

/**
 * Rounds half up (84.5 → 85, −0.5 → 0) to `digits` decimals, once, where a figure leaves us. What would be a half but
 * for the noise of binary fractions counts as the half.
 */
export function roundHalfUp(value: number, digits = 0): number {
  const scale = 10 ** digits;
  return Math.floor(value * scale + 0.5 + NOISE) / scale;
}

/** A weighted sum without the noise of binary fractions: 85.00000000000001 is 85. Good for sums up to a million. */
export function withoutNoise(value: number): number {
  return Math.round(value * PER_NOISE) / PER_NOISE;
}
