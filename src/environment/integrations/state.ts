import { type Attempt, heardAt } from './attempts.ts';
import { betterSince, credentialsRefused, lastFailed, overdue, someFailed } from './health-reason.ts';
import type { HealthStatus, Integration } from './model.ts';

export { type Attempt, attemptsOf } from './attempts.ts';

/** What one look at the telemetry says. The reason is one sentence for people; null when healthy. */
export interface Verdict {
  readonly healthStatus: HealthStatus;
  readonly healthReason: string | null;
}

/** What is kept between two looks, so that a recovery has to last. */
export type HealthState = Verdict & Pick<Integration, 'recoveringSince' | 'recoveringTo'>;

/** The figures of design §7: milliseconds, counts and shares. */
const POLICY = {
  downConsecutive: 5,
  downWithinHours: 1,
  downAttempts: 5,
  downFailedPercent: 50,
  downOverdue: { intervals: 2, plusMs: 3_600_000 },
  degradedWithinHours: 24,
  degradedFailures: 3,
  degradedFailedPercent: 1,
  degradedOverdue: { intervals: 1.5, plusMs: 300_000 },
  recoveryMs: 15 * 60_000,
} as const;

const HOUR_MS = 3_600_000;
const RANK: Readonly<Record<Exclude<HealthStatus, 'UNKNOWN'>, number>> = { DOWN: 0, DEGRADED: 1, HEALTHY: 2 };

type Judged = Pick<
  Integration,
  'name' | 'status' | 'syncMode' | 'syncIntervalSeconds' | 'lastAttemptAt' | 'authenticationFailedAt'
>;

/**
 * The health of one integration (design §7, first match), before hysteresis. `attempts` is what `attemptsOf` made for
 * the same `now`: newest first, at least those of the last 24 h and at least the last 5. A schedule is overdue by the
 * time since the last attempt, whatever came of it (syncs that run and fail are judged by the failure rules).
 * A switched off integration is not judged: UNKNOWN.
 */
export function judge(integration: Judged, attempts: readonly Attempt[], now: Date): Verdict {
  const { name, status, authenticationFailedAt } = integration;
  if (status === 'INACTIVE') return unknown('Switched off');

  if (authenticationFailedAt !== null) return down(credentialsRefused(name, authenticationFailedAt, now));
  const last = lastHeardAt(integration, attempts, now);
  if (last === null) return unknown('No sync or delivery has been reported yet');

  const firstSuccess = attempts.findIndex(({ outcome }) => outcome === 'SUCCEEDED');
  const streak = firstSuccess === -1 ? attempts : attempts.slice(0, firstSuccess);
  if (streak.length >= POLICY.downConsecutive) return down(lastFailed(streak));

  const recent = within(attempts, POLICY.downWithinHours, now);
  if (
    recent.length >= POLICY.downAttempts &&
    failures(recent) * 100 >= POLICY.downFailedPercent * recent.length
  ) {
    return down(someFailed(recent, POLICY.downWithinHours));
  }

  const interval = integration.syncMode === 'SCHEDULED' ? integration.syncIntervalSeconds : null;
  const elapsedMs = now.getTime() - last;
  const isOverdue = (by: { intervals: number; plusMs: number }) =>
    interval !== null && elapsedMs > by.intervals * interval * 1000 + by.plusMs;
  if (isOverdue(POLICY.downOverdue)) return down(overdue(elapsedMs / 1000, interval ?? 0));

  const day = within(attempts, POLICY.degradedWithinHours, now);
  const failed = failures(day);
  if (failsOften(failed, day.length)) {
    return { healthStatus: 'DEGRADED', healthReason: someFailed(day, POLICY.degradedWithinHours) };
  }
  if (isOverdue(POLICY.degradedOverdue)) {
    return { healthStatus: 'DEGRADED', healthReason: overdue(elapsedMs / 1000, interval ?? 0) };
  }
  return { healthStatus: 'HEALTHY', healthReason: null };
}

/** Whether this many failures among the attempts of 24 hours are enough for DEGRADED. */
export function failsOften(failed: number, attempts: number): boolean {
  return failed >= POLICY.degradedFailures && failed * 100 > POLICY.degradedFailedPercent * attempts;
}

/**
 * The state to keep after a verdict. Worse is believed at once, and so is anything after UNKNOWN and UNKNOWN itself.
 * Better is believed when two verdicts at least 15 minutes apart, and every one between them, were at least that
 * good; until then the old state stands, and its reason says since when it is better.
 */
export function nextState(previous: HealthState, verdict: Verdict, now: Date): HealthState {
  const from = previous.healthStatus;
  const to = verdict.healthStatus;
  if (from === 'UNKNOWN' || to === 'UNKNOWN' || RANK[to] <= RANK[from]) return settled(verdict);

  const since = previous.recoveringSince === null ? Number.NaN : Date.parse(previous.recoveringSince);
  // A clock that was set back, or a state without a date, starts the recovery anew.
  if (!(since <= now.getTime())) {
    const isNew = previous.recoveringSince === null;
    const healthReason = isNew
      ? betterSince(previous.healthReason, now, POLICY.recoveryMs)
      : previous.healthReason;
    return recovering({ healthStatus: from, healthReason }, to, now.toISOString());
  }
  const target = worse(previous.recoveringTo ?? to, to);
  if (now.getTime() - since < POLICY.recoveryMs) {
    return recovering(previous, target, new Date(since).toISOString());
  }
  if (target === to) return settled(verdict);
  // Partly recovered, and this verdict is the first of the rest of the way.
  return recovering({ healthStatus: target, healthReason: previous.healthReason }, to, now.toISOString());
}

function settled({ healthStatus, healthReason }: Verdict): HealthState {
  return { healthStatus, healthReason, recoveringSince: null, recoveringTo: null };
}

function recovering({ healthStatus, healthReason }: Verdict, to: HealthStatus, since: string): HealthState {
  return { healthStatus, healthReason, recoveringSince: since, recoveringTo: to };
}

function worse(a: HealthStatus, b: Exclude<HealthStatus, 'UNKNOWN'>): HealthStatus {
  return a === 'UNKNOWN' || RANK[a] > RANK[b] ? b : a;
}

function lastHeardAt({ lastAttemptAt }: Judged, [newest]: readonly Attempt[], now: Date): number | null {
  const column = lastAttemptAt === null ? null : heardAt(lastAttemptAt, now);
  const attempt = newest === undefined ? null : heardAt(newest.at, now);
  return column === null || attempt === null ? (column ?? attempt) : Math.max(column, attempt);
}

function within(attempts: readonly Attempt[], hours: number, now: Date): Attempt[] {
  const start = now.getTime() - hours * HOUR_MS;
  return attempts.filter(({ at }) => Date.parse(at) > start);
}

function failures(attempts: readonly Attempt[]): number {
  return attempts.filter(({ outcome }) => outcome === 'FAILED').length;
}

function down(healthReason: string): Verdict {
  return { healthStatus: 'DOWN', healthReason };
}

function unknown(healthReason: string): Verdict {
  return { healthStatus: 'UNKNOWN', healthReason };
}
