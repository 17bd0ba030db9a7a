import type { Database } from '../../db/client.ts';
import { databaseNow } from '../../db/clock.ts';
import { loadSql } from '../../db/sql.ts';
import { ATTEMPT_MS, LEASE_MS } from '../deadlines.ts';
import type { Channel, Deliverer, Notification, Outcome } from '../delivery/channel.ts';
import type { JobLog, JobSender } from '../jobs/queue.ts';
import { delayAfter, FIRST_MS, LONGEST_MS } from './backoff.ts';

const claimSql = loadSql(new URL('./claim-delivery.sql', import.meta.url));
const disableSql = loadSql(new URL('./disable-channel.sql', import.meta.url));
const settleSql = loadSql(new URL('./settle-delivery.sql', import.meta.url));

type Target = Channel & { readonly enabled: boolean };

interface Claimed {
  readonly notification: Notification;
  /** This one included. */
  readonly attempts: number;
  readonly giveUpAt: string;
  /** It should have been given up: the attempt before never came to an end. */
  readonly isTooLate: boolean;
  readonly channel: Target | null;
  readonly letter: Target | null;
}

/** How long things take, milliseconds. */
export interface Pace {
  /** For how long nobody else tries what is being tried. */
  readonly leaseMs: number;
  /** The wait after the first failure. */
  readonly firstMs: number;
}

const PACE: Pace = { leaseMs: LEASE_MS, firstMs: FIRST_MS };

/** What is said of a channel that is switched off. */
export const SWITCHED_OFF = 'The channel is switched off. Switch it on first.';

/** What attempts need. */
export interface Courier {
  readonly db: Database;
  readonly jobs: Pick<JobSender, 'deliver'>;
  readonly deliverer: Pick<Deliverer, 'deliver'>;
  readonly log: JobLog;
  /** 0–1; only tests have another, as with the pace. */
  readonly random?: () => number;
  readonly pace?: Pace;
}

/**
 * One attempt at a delivery, if it is due. It is claimed for a while first, so that a process that dies in the middle
 * leaves it to be tried again under the same id, and no two try it at once. How it ended and the job for the next
 * attempt commit together.
 */
export async function attempt(courier: Courier, id: string, signal: AbortSignal): Promise<void> {
  const { db, deliverer, log, pace = PACE } = courier;
  const claimed = await db.oneOrNone<Claimed>(claimSql, {
    id,
    now: await databaseNow(db),
    ...pace,
    longestMs: LONGEST_MS,
  });
  if (!claimed) return;
  if (claimed.isTooLate)
    return settle(courier, id, claimed, {
      kind: 'FAILED',
      reason: 'Given up: the last attempt never came to an end',
    });
  const channel = claimed.channel ?? claimed.letter;
  if (!channel?.enabled) return settle(courier, id, claimed, { kind: 'FAILED', reason: SWITCHED_OFF });
  const { enabled: _, ...target } = channel;
  const outcome = await deliverer
    .deliver(target, claimed.notification, AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_MS)]))
    // A deliverer says in words what went wrong; if it throws, trying again is the safe thing.
    .catch((error: unknown): Outcome => {
      log('warn', `An attempt at notification ${id} met a defect; it is tried again.`, error);
      return { kind: 'RETRY', reason: 'Our side failed; the log has it.', afterMs: null };
    });
  await settle(courier, id, claimed, outcome);
}

async function settle(
  { db, jobs, random = Math.random, pace = PACE }: Courier,
  id: string,
  claimed: Claimed,
  outcome: Outcome,
) {
  const number = claimed.attempts;
  await db.tx(async (tx) => {
    const now = await databaseNow(tx);
    const next =
      outcome.kind === 'RETRY'
        ? new Date(now.getTime() + delayAfter(number, outcome.afterMs, random(), pace.firstMs))
        : null;
    const isLast = next !== null && next.getTime() > Date.parse(claimed.giveUpAt);
    const reason = outcome.kind === 'DELIVERED' ? outcome.detail : outcome.reason;
    const status = outcome.kind === 'DELIVERED' ? 'DELIVERED' : next && !isLast ? 'PENDING' : 'FAILED';
    // Before the delivery, as whoever changes a channel does, so that the two do not wait for each other.
    if (outcome.kind === 'GONE')
      await tx.none(disableSql, {
        id,
        attempt: number,
        reason: `${reason} That switched the channel off.`,
      });
    const settled = await tx.oneOrNone<{ nextAttemptAt: string | null }>(settleSql, {
      id,
      now,
      attempt: number,
      status,
      outcome: outcome.kind,
      detail: isLast ? `Given up after ${number} attempts: ${reason}` : reason,
      nextAttemptAt: next,
    });
    if (settled?.nextAttemptAt) await jobs.deliver(tx, id, new Date(settled.nextAttemptAt));
  });
}
