/** Where a figure earns all points and where none; `fullAt` below `zeroAt` means that less is better. */
export interface Ramp {
  readonly fullAt: number;
  readonly zeroAt: number;
}

/**
 * Points from 0 to 100, not rounded: all up to `fullAt`, none from `zeroAt` on, linear between (design §7). Where both
 * are the same the ramp is a step that gives all at that very figure. Null when the value is unknown or no number.
 */
export function rampPoints(value: number | null, { fullAt, zeroAt }: Ramp): number | null {
  if (value === null || Number.isNaN(value)) return null;
  if (fullAt === zeroAt) return value <= fullAt ? 100 : 0;
  const share = (zeroAt - value) / (zeroAt - fullAt);
  return 100 * Math.min(1, Math.max(0, share));
}
