/** How close to its limit a quota's use is, from good to bad. */
export type QuotaStatus = 'OK' | 'WARNING' | 'CRITICAL' | 'EXCEEDED';

interface Step {
  readonly status: QuotaStatus;
  readonly isSet: (ratio: number) => boolean;
  /** Tested instead of isSet while the state, or a worse one, already holds: 5 points lower. */
  readonly holds: (ratio: number) => boolean;
}

// Worst first; design §7.
const LADDER: readonly Step[] = [
  { status: 'EXCEEDED', isSet: (ratio) => ratio >= 1, holds: (ratio) => ratio >= 0.95 },
  { status: 'CRITICAL', isSet: (ratio) => ratio > 0.9, holds: (ratio) => ratio > 0.85 },
  { status: 'WARNING', isSet: (ratio) => ratio >= 0.8, holds: (ratio) => ratio >= 0.75 },
];

/**
 * Used divided by limit: 0.85 is 85 %, above 1 is exceeded. Null when unlimited (limit null), and when either figure
 * is negative or no finite number. Of a limit of 0, nothing used is 0 and anything used is 1: over, by no figure.
 */
export function usedRatio({
  used,
  limit,
}: {
  readonly used: number;
  readonly limit: number | null;
}): number | null {
  if (limit === null || !(used >= 0 && limit >= 0 && used < Infinity && limit < Infinity)) return null;
  if (limit === 0) return used > 0 ? 1 : 0;
  return used / limit;
}

/**
 * OK below 0.80, WARNING from 0.80, CRITICAL above 0.90, EXCEEDED from 1. With the status of the evaluation before,
 * a state clears only 5 points lower than it is set, so that use around an edge does not flap. Null when unknown.
 */
export function quotaStatus(ratio: number | null, previous: QuotaStatus | null = null): QuotaStatus | null {
  if (ratio === null || Number.isNaN(ratio)) return null;
  const held = LADDER.findIndex(({ status }) => status === previous);
  const step = LADDER.find(
    ({ isSet, holds }, index) => isSet(ratio) || (held !== -1 && index >= held && holds(ratio)),
  );
  return step?.status ?? 'OK';
}
