import { clip, type Interval, lengthWithout } from './intervals.ts';
import type { HealthPeriod, Span } from './model.ts';

/** A stretch in which the integration was not healthy, cut to the window that was asked for. */
export interface Incident {
  readonly startedAt: string;
  /** Null: it goes on at the end of the window. */
  readonly endedAt: string | null;
  readonly worst: 'DEGRADED' | 'DOWN';
  /** Up to its end, or to the end of the window. */
  readonly durationSeconds: number;
}

/**
 * The share of the observed time in which an integration was not DOWN, 0–1: 1 − down/(observed − maintenance), by time
 * (design §7). Maintenance windows may overlap; time inside them is neither down nor observed. UNKNOWN time is not
 * observed. Where periods overlap, DOWN wins. A window must end by now. Null when nothing was observed.
 */
export function uptime(
  periods: readonly HealthPeriod[],
  maintenance: readonly Span[],
  window: Span,
): number | null {
  const bounds = interval(window);
  const known = periods.filter(({ healthStatus }) => healthStatus !== 'UNKNOWN');
  const within = (some: readonly HealthPeriod[]) => clip(some.map(interval), bounds);
  const closed = maintenance.map(interval);
  const observed = lengthWithout(within(known), closed);
  if (observed === 0) return null;
  const down = lengthWithout(within(known.filter(({ healthStatus }) => healthStatus === 'DOWN')), closed);
  return 1 - down / observed;
}

/**
 * The incidents of a window, the oldest first. DEGRADED and DOWN periods that follow each other without a gap are one
 * incident; HEALTHY ends it, and so does UNKNOWN, since nobody knows that it went on.
 */
export function incidents(periods: readonly HealthPeriod[], window: Span): Incident[] {
  const bounds = interval(window);
  const bad = periods
    .flatMap((period) => {
      const { healthStatus } = period;
      if (healthStatus !== 'DEGRADED' && healthStatus !== 'DOWN') return [];
      const { from, to } = interval(period);
      const start = Math.max(from, bounds.from);
      return start < Math.min(to, bounds.to) ? [{ healthStatus, from: start, to }] : [];
    })
    .sort((a, b) => a.from - b.from);

  const stretches: { worst: 'DEGRADED' | 'DOWN'; from: number; to: number }[] = [];
  for (const { healthStatus, from, to } of bad) {
    const last = stretches.at(-1);
    if (last === undefined || from > last.to) {
      stretches.push({ worst: healthStatus, from, to });
      continue;
    }
    last.to = Math.max(last.to, to);
    if (healthStatus === 'DOWN') last.worst = 'DOWN';
  }
  return stretches.map(({ worst, from, to }) => ({
    startedAt: new Date(from).toISOString(),
    endedAt: to > bounds.to ? null : new Date(to).toISOString(),
    worst,
    durationSeconds: (Math.min(to, bounds.to) - from) / 1000,
  }));
}

function interval({ from, to }: { from: string; to: string | null }): Interval {
  return { from: Date.parse(from), to: to === null ? Number.POSITIVE_INFINITY : Date.parse(to) };
}
