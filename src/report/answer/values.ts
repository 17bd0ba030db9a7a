import { roundHalfUp } from '../../environment/rounding.ts';

/** A value of the graph's as REST writes it: AT_RISK → at_risk. */
export function lower<Value extends string>(value: Value): Lowercase<Value> {
  return value.toLowerCase() as Lowercase<Value>;
}

/** The same, or null. */
export function lowerOrNull<Value extends string>(value: Value | null): Lowercase<Value> | null {
  return value === null ? null : lower(value);
}

/** An instant as PostgreSQL writes it, in the one form that REST writes. */
export function iso(instant: string): string {
  return new Date(instant).toISOString();
}

/** The same, or null. */
export function isoOrNull(instant: string | null): string | null {
  return instant === null ? null : iso(instant);
}

/** Rounded half up, or null. */
export function rounded(value: number | null, digits = 0): number | null {
  return value === null ? null : roundHalfUp(value, digits);
}
