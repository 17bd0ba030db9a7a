import { setImmediate as breathe } from 'node:timers/promises';
import type { Database } from '../db/client.ts';
import type { Identity } from '../read/gate.ts';
import { Loaders } from '../read/loaders.ts';
import type { Reader } from '../read/reader.ts';
import type { JobLog, JobSender } from './jobs/queue.ts';
import { type AlertJudgement, judgeAlerts } from './judge.ts';
import { loadLook, loadSharedLook } from './load-facts.ts';
import type { Grouping } from './notify/due.ts';
import { ALERT_RULES } from './rules/index.ts';
import type { AlertRule } from './rules/rule.ts';
import { storeJudgement } from './store.ts';
import { Unread } from './unread.ts';

/** The service's own eyes. */
const everyone: Identity = { kind: 'local', subject: 'technical environment service', customers: 'all' };
const BATCH = 50;
/** Transactions at once: of the alerts' three connections one stays free for telling. */
const WRITERS = 2;

/** Counts since the start. */
export interface JudgingStats {
  /** Customers that were judged. */
  judged: number;
  /** Customers that could not be judged, each time. */
  failed: number;
  /** Facts that could not be read, each of one customer. */
  unread: number;
  /** Rules that failed on a customer. */
  ruleFailures: number;
}

/** What judging needs. */
export interface AlertJudge {
  readonly db: Database;
  readonly reader: Reader;
  readonly jobs: JobSender;
  readonly grouping: Grouping;
  readonly log: JobLog;
  readonly rules?: readonly AlertRule[];
  readonly stats?: JudgingStats;
}

/**
 * Judges customers' alerts as of `now`, the database's time, and stores what changes: one statement reads a batch, one
 * transaction writes each customer. Null stands for what belongs to no single customer. One customer's failure is logged
 * and does not keep the others from it. Gives those to be looked at again: that failed, or whose facts were not all read.
 */
export async function evaluateAlerts(
  judge: AlertJudge,
  customerIds: readonly (string | null)[],
  now: Date,
): Promise<(string | null)[]> {
  const { db, reader, jobs, grouping, log, rules = ALERT_RULES, stats = newStats() } = judge;
  const failed: (string | null)[] = [];
  const unread = new Unread();
  const fail = (customerId: string | null, error: unknown) => {
    failed.push(customerId);
    log('warn', `The alerts of ${whose(customerId)} could not be judged; trying again.`, error);
  };
  for (let from = 0; from < customerIds.length; from += BATCH) {
    const loaders = new Loaders(reader, everyone, now);
    const judged: AlertJudgement[] = [];
    const judgeCustomer = async (customerId: string | null) => {
      const look = customerId === null ? loadSharedLook(db) : loadLook(customerId, loaders, unread);
      const { facts, open, changed } = await look;
      // Forecasts take a millisecond each; requests go between.
      await breathe();
      judged.push(judgeAlerts(facts, open, changed, rules, now));
    };
    const batch = customerIds.slice(from, from + BATCH);
    await Promise.all(batch.map((id) => judgeCustomer(id).catch((error: unknown) => fail(id, error))));
    const waiting = judged.values();
    const store = async () => {
      // Writers share what waits, so that one that is held up does not hold up the others'.
      for (const judgement of waiting) {
        report(judgement, log);
        stats.ruleFailures += judgement.failures.length;
        await storeJudgement(db, jobs, judgement, grouping, now)
          .then(() => {
            stats.judged += 1;
          })
          .catch((error: unknown) => fail(judgement.customerId, error));
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, store));
  }
  stats.failed += failed.length;
  stats.unread += unread.report(log);
  return [...new Set([...failed, ...unread.customers])];
}

/** Counts, all at zero. */
export function newStats(): JudgingStats {
  return { judged: 0, failed: 0, unread: 0, ruleFailures: 0 };
}

function report({ customerId, failures }: AlertJudgement, log: JobLog): void {
  for (const { ruleId, error } of failures)
    log('warn', `The alert rule ${ruleId} failed on ${whose(customerId)}.`, error);
}

function whose(customerId: string | null): string {
  return customerId === null ? 'no single customer' : `customer ${customerId}`;
}
