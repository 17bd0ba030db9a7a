const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a day given as YYYY-MM-DD; NaN for anything else. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** Days since 1970-01-01 of the UTC day in which an instant lies. */
export function dayNumberAt(now: Date): number {
  return Math.floor(now.getTime() / DAY_MS);
}

/** The day as YYYY-MM-DD. */
export function dayText(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** 0 to 6, Sunday first, as in Date. */
export function weekday(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}

/** The first day of the calendar month (UTC) after the one in which the day lies. */
export function nextMonth(number: number): number {
  const date = new Date(number * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY_MS;
}

/** The first day of the calendar month (UTC) in which the day lies. */
export function monthStart(number: number): number {
  const date = new Date(number * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY_MS;
}

/** The share of the UTC day that has passed, 0–1. */
export function elapsedShare(now: Date): number {
  return now.getTime() / DAY_MS - dayNumberAt(now);
}

/** The instant at which the UTC day begins, epoch milliseconds. */
export function startOf(number: number): number {
  return number * DAY_MS;
}
