import { setImmediate as breathe } from 'node:timers/promises';
import type { Database } from '../db/client.ts';
import type { Alert } from '../environment/alerts/model.ts';
import { sections } from '../environment/sections.ts';
import type { Identity } from '../read/gate.ts';
import { Loaders } from '../read/loaders.ts';
import { defineRead, type Read } from '../read/read.ts';
import type { Reader } from '../read/reader.ts';
import type { AlertFacts, ChannelSignal, IntegrationSignal, SecurityChange } from './facts.ts';
import type { JobLog, JobSender } from './jobs/queue.ts';
import { type AlertJudgement, judgeAlerts, type RuleOverride } from './judge.ts';
import type { Grouping } from './notify/due.ts';
import { ALERT_RULES } from './rules/index.ts';
import type { AlertRule } from './rules/rule.ts';
import { storeJudgement } from './store.ts';
import { Unread } from './unread.ts';

const at = (path: string) => new URL(path, import.meta.url);
const openAlerts = defineRead<Alert>('openAlerts', at('./read-open-alerts.sql'));
const overrides = defineRead<RuleOverride>('alertOverrides', at('./read-overrides.sql'));
const signals = defineRead<IntegrationSignal>('alertSignals', at('./read-signals.sql'));
const securityChanges = defineRead<SecurityChange>('securityChanges', at('./read-security-changes.sql'));
const channels = defineRead<ChannelSignal>('channelSignals', at('./read-channel-signals.sql'));

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
 * transaction writes each customer. One customer's failure is logged and does not keep the others from it; gives those
 * that failed.
 */
export async function evaluateAlerts(
  judge: AlertJudge,
  customerIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const { db, reader, jobs, grouping, log, rules = ALERT_RULES, stats = newStats() } = judge;
  const failed: string[] = [];
  const unread = new Unread();
  const fail = (customerId: string, error: unknown) => {
    failed.push(customerId);
    log('warn', `The alerts of customer ${customerId} could not be judged; trying again.`, error);
  };
  for (let from = 0; from < customerIds.length; from += BATCH) {
    const loaders = new Loaders(reader, everyone, now);
    const judged: AlertJudgement[] = [];
    const judgeCustomer = async (customerId: string) => {
      const { facts, open, changed } = await load(customerId, loaders, unread);
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
  return failed;
}

/** Counts, all at zero. */
export function newStats(): JudgingStats {
  return { judged: 0, failed: 0, unread: 0, ruleFailures: 0 };
}

async function load(customerId: string, loaders: Loaders, unread: Unread) {
  const kinds = [
    sections.integrations,
    signals,
    sections.quotas,
    sections.usage,
    securityChanges,
    channels,
  ] as Read<{ customerId: string }>[];
  // All are asked for before the first is awaited, so that they are of one moment; awaited together, since one that
  // failed with nobody waiting for it would end the process.
  const [open, changed, ...rows] = await Promise.all([
    loaders.load(openAlerts, customerId),
    loaders.load(overrides, customerId),
    ...kinds.map((read) =>
      loaders.load(read, customerId).catch((error: unknown) => {
        unread.add(read.name, customerId, error);
        // A rule that misses them says so.
        return null;
      }),
    ),
  ]);
  const [integrations, signal, quotas, usage, security, channel] = rows;
  const facts = {
    customerId,
    integrations,
    signals: signal,
    quotas,
    usage,
    securityChanges: security,
    channels: channel,
  } as unknown as AlertFacts;
  return { facts, open, changed };
}

function report({ customerId, failures }: AlertJudgement, log: JobLog): void {
  for (const { ruleId, error } of failures)
    log('warn', `The alert rule ${ruleId} failed on customer ${customerId}.`, error);
}
