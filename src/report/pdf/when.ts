const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** A moment as people read it, such as "26 January 2026 at 09:30 UTC". */
export function sayWhen(iso: string): string {
  return `${format.format(new Date(iso))} UTC`;
}
