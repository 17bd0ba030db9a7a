/** How a document tells time. */
export interface Clock {
  readonly now: Date;
  /** An instant in words: as long ago as it is, or itself where documents are compared. */
  readonly ago: (instant: string) => string;
  /** The moment of the document itself. */
  readonly made: string;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const MINUTE_MS = 60_000;
const HOUR_MIN = 60;
const DAY_MIN = 24 * HOUR_MIN;

/** The clock of a document that is made at `now`. */
export function clockAt(now: Date): Clock {
  return { now, ago: (instant) => ago(instant, now), made: moment(now.toISOString()) };
}

/** A clock under which a document says only what does not change by time passing within a UTC day. */
export function stillClock(now: Date): Clock {
  return { now, ago: (instant) => instant, made: '' };
}

/** "5 min ago", "1 hr ago", "2 hrs ago", "3 days ago", rounded down; what is to come counts as now. */
export function ago(instant: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(instant)) / MINUTE_MS);
  if (!(minutes >= 1)) return 'just now';
  if (minutes < HOUR_MIN) return `${minutes} min ago`;
  const hours = Math.floor(minutes / HOUR_MIN);
  if (minutes < 2 * DAY_MIN) return hours === 1 ? '1 hr ago' : `${hours} hrs ago`;
  return `${Math.floor(minutes / DAY_MIN)} days ago`;
}

/** "Jan 28, 2026, 15:04 UTC". */
export function moment(instant: string): string {
  const iso = new Date(instant).toISOString();
  return `${shortDay(iso)}, ${iso.slice(0, 4)}, ${iso.slice(11, 16)} UTC`;
}

/** "Jan 26", with the year where it is another than the clock's. */
export function day(instant: string, now: Date): string {
  const iso = new Date(instant).toISOString();
  return iso.slice(0, 4) === now.toISOString().slice(0, 4)
    ? shortDay(iso)
    : `${shortDay(iso)}, ${iso.slice(0, 4)}`;
}

/** "March 2024", of a day. */
export function month(date: string): string {
  return `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/** "Jan 26", of an ISO date or instant in UTC. */
export function shortDay(iso: string): string {
  return `${MONTHS[Number(iso.slice(5, 7)) - 1]?.slice(0, 3)} ${Number(iso.slice(8, 10))}`;
}
