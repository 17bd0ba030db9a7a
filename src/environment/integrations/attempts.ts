import type { Integration, IntegrationRun, WebhookDelivery } from './model.ts';

/** One try to move data, whose end is known. */
export interface Attempt {
  /** When it started, ISO 8601, never after the `now` it was made for. */
  readonly at: string;
  readonly kind: 'RUN' | 'DELIVERY';
  readonly outcome: 'SUCCEEDED' | 'FAILED';
  /** Null: it succeeded, or nobody said why it failed. */
  readonly errorClass: string | null;
  readonly errorMessage: string | null;
}

/** What is read of a run to judge its integration. */
export type RunTelemetry = Pick<
  IntegrationRun,
  'id' | 'startedAt' | 'finishedAt' | 'status' | 'errorClass' | 'errorMessage'
>;

/** What is read of a delivery. `firstAttemptFailed` may be left out: later attempts imply it. */
export type DeliveryTelemetry = Pick<
  WebhookDelivery,
  'id' | 'createdAt' | 'status' | 'attempts' | 'errorClass' | 'errorMessage'
> & { readonly firstAttemptFailed?: boolean | null };

const HOUR_MS = 3_600_000;
/** How far ahead of ours an upstream's clock may be, milliseconds; what is dated later is ignored. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * The attempts behind an integration's health, newest first. Raw telemetry may come in any order and repeated (same
 * id: the version that knows more counts). A delivery is one attempt, judged by its first try. A run that has not
 * ended within its lease of max(1 h, 2 intervals) failed with class LEASE_EXPIRED; until then it is no attempt yet.
 */
export function attemptsOf(
  runs: readonly RunTelemetry[],
  deliveries: readonly DeliveryTelemetry[],
  integration: Pick<Integration, 'syncIntervalSeconds'>,
  now: Date,
): Attempt[] {
  const leaseMs = Math.max(HOUR_MS, 2000 * (integration.syncIntervalSeconds ?? 0));
  const known = [
    ...latest(runs, runAge).map((run) => ({ id: run.id, attempt: fromRun(run, leaseMs, now) })),
    ...latest(deliveries, deliveryAge).map((delivery) => ({
      id: delivery.id,
      attempt: fromDelivery(delivery),
    })),
  ];
  const dated = known.flatMap(({ id, attempt }) => {
    const ms = attempt === null ? null : heardAt(attempt.at, now);
    return attempt === null || ms === null ? [] : [{ id, attempt, ms, claimed: Date.parse(attempt.at) }];
  });
  // By the time claimed, so that several from a fast clock keep their order; the id makes ties stable.
  dated.sort((a, b) => b.claimed - a.claimed || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0));
  return dated.map(({ attempt, ms, claimed }) =>
    ms === claimed ? attempt : { ...attempt, at: new Date(ms).toISOString() },
  );
}

/**
 * When something was heard of, epoch milliseconds: at most `now`, which a clock up to 5 minutes fast is put back to.
 * Null for a time further ahead and for text that is no time.
 */
export function heardAt(at: string, now: Date): number | null {
  const ms = Date.parse(at);
  return ms <= now.getTime() + CLOCK_SKEW_MS ? Math.min(ms, now.getTime()) : null;
}

function fromRun(run: RunTelemetry, leaseMs: number, now: Date): Attempt | null {
  const { startedAt: at, status, errorClass, errorMessage } = run;
  if (status === 'SUCCEEDED')
    return { at, kind: 'RUN', outcome: status, errorClass: null, errorMessage: null };
  if (status === 'FAILED') return { at, kind: 'RUN', outcome: status, errorClass, errorMessage };
  if (now.getTime() - Date.parse(at) <= leaseMs) return null;
  return { at, kind: 'RUN', outcome: 'FAILED', errorClass: 'LEASE_EXPIRED', errorMessage: null };
}

function fromDelivery(delivery: DeliveryTelemetry): Attempt | null {
  const { createdAt: at, status, attempts, errorClass, errorMessage } = delivery;
  if (attempts === 0) return null;
  const failed = delivery.firstAttemptFailed ?? (status !== 'SUCCEEDED' || attempts > 1);
  if (!failed) return { at, kind: 'DELIVERY', outcome: 'SUCCEEDED', errorClass: null, errorMessage: null };
  return { at, kind: 'DELIVERY', outcome: 'FAILED', errorClass, errorMessage };
}

function latest<T extends { readonly id: string }>(items: readonly T[], age: (item: T) => string): T[] {
  const byId = new Map<string, T>();
  for (const item of items) {
    const other = byId.get(item.id);
    if (other === undefined || age(item) > age(other)) byId.set(item.id, item);
  }
  return [...byId.values()];
}

// Text that sorts an earlier version of the same thing before a later one, and contradictions always the same way.
function runAge(run: RunTelemetry): string {
  const end = run.finishedAt === null ? 0 : Date.parse(run.finishedAt);
  return JSON.stringify([padded(end), run.status, run.startedAt, run.errorClass, run.errorMessage]);
}

function deliveryAge(delivery: DeliveryTelemetry): string {
  const { attempts, status, firstAttemptFailed, createdAt, errorClass, errorMessage } = delivery;
  return JSON.stringify([
    padded(attempts),
    status !== 'PENDING',
    status,
    firstAttemptFailed ?? null,
    createdAt,
    errorClass,
    errorMessage,
  ]);
}

function padded(value: number): string {
  return String(value).padStart(16, '0');
}
