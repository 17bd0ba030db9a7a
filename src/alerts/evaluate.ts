import { setImmediate as breathe } from 'node:timers/promises';
import { isConnectionLost } from '../db/availability.ts';
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

const at = (path: string) => new URL(path, import.meta.url);
const openAlerts = defineRead<Alert>('openAlerts', at('./read-open-alerts.sql'));
const overrides = defineRead<RuleOverride>('alertOverrides', at('./read-overrides.sql'));
const signals = defineRead<IntegrationSignal>('alertSignals', at('./read-signals.sql'));
const securityChanges = defineRead<SecurityChange>('securityChanges', at('./read-security-changes.sql'));
const channels = defineRead<ChannelSignal>('channelSignals', at('./read-channel-signals.sql'));

/** The service's own eyes. */
const everyone: Identity = { kind: 'local', subject: 'technical environment service', customers: 'all' };
const BATCH = 50;

/** What judging needs. */
export interface AlertJudge {
  readonly db: Database;
  readonly reader: Reader;
  readonly jobs: JobSender;
  readonly grouping: Grouping;
  readonly log: JobLog;
  readonly rules?: readonly AlertRule[];
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
  const { db, reader, jobs, grouping, log, rules = ALERT_RULES } = judge;
  const failed: string[] = [];
  for (let from = 0; from < customerIds.length; from += BATCH) {
    const loaders = new Loaders(reader, everyone, now);
    const batch = customerIds.slice(from, from + BATCH);
    const judging = batch.map(async (customerId) => {
      const { facts, open, changed } = await load(customerId, loaders);
      // Forecasts take a millisecond each; requests go between.
      await breathe();
      const judgement = judgeAlerts(facts, open, changed, rules, now);
      report(judgement, log);
      await storeJudgement(db, jobs, judgement, grouping, now);
    });
    for (const [index, result] of (await Promise.allSettled(judging)).entries()) {
      if (result.status === 'fulfilled') continue;
      if (isConnectionLost(result.reason.cause ?? result.reason)) throw result.reason;
      log('warn', `The alerts of customer ${batch[index]} could not be judged; trying again.`, result.reason);
      failed.push(batch[index] as string);
    }
  }
  return failed;
}

async function load(customerId: string, loaders: Loaders) {
  // All are asked for before the first is awaited, so that they are of one moment.
  const open = loaders.load(openAlerts, customerId);
  const changed = loaders.load(overrides, customerId);
  const [integrations, signal, quotas, usage, security, channel] = await Promise.all(
    [sections.integrations, signals, sections.quotas, sections.usage, securityChanges, channels].map((read) =>
      // A rule that misses them says so.
      loaders.load(read as Read<{ customerId: string }>, customerId).catch(() => null),
    ),
  );
  const facts = {
    customerId,
    integrations,
    signals: signal,
    quotas,
    usage,
    securityChanges: security,
    channels: channel,
  } as unknown as AlertFacts;
  return { facts, open: await open, changed: await changed };
}

function report({ customerId, failures }: AlertJudgement, log: JobLog): void {
  for (const { ruleId, error } of failures)
    log('warn', `The alert rule ${ruleId} failed on customer ${customerId}.`, error);
}
