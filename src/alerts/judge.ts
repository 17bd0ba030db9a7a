import type { Alert } from '../environment/alerts/model.ts';
import type { IssueSeverity } from '../environment/health/model.ts';
import type { AlertFacts } from './facts.ts';
import type { AlertRule, Limits, Observation } from './rules/rule.ts';
import { type Episode, NOTHING, transition } from './transition.ts';

/** What a customer has changed of a rule. */
export interface RuleOverride {
  readonly customerId: string;
  readonly ruleId: string;
  /** Null: the rule's own, as with `forSeconds`. */
  readonly threshold: number | null;
  readonly forSeconds: number | null;
  readonly enabled: boolean;
}

/** An alert as it is to be stored. */
export interface AlertWrite
  extends Omit<Alert, 'id' | 'episode' | 'acknowledgedAt' | 'acknowledgedBy' | 'updatedAt'> {
  /** Null: it is new. */
  readonly id: string | null;
  /** True where people are to be told something: it fired, got worse or resolved. */
  readonly isNews: boolean;
}

/** What a look at a customer says. */
export interface AlertJudgement {
  /** Null: of what belongs to no single customer. */
  readonly customerId: string | null;
  /** Only what changes. */
  readonly writes: readonly AlertWrite[];
  /** Rules that failed to judge, with what they threw. */
  readonly failures: readonly { readonly ruleId: string; readonly error: unknown }[];
}

const RANK: Readonly<Record<IssueSeverity, number>> = { LOW: 0, MEDIUM: 1, HIGH: 2 };
/** How often the texts of a standing alert are written, so as not to write at every look. */
const TOUCH_MS = 10 * 60_000;

/**
 * Judges one customer's facts by every rule. `open` are the customer's alerts that are not resolved; a subject of theirs
 * that a rule no longer names is gone, and so is what belongs to a rule that is switched off or no longer exists. A rule
 * that cannot judge says ERROR of what is open and nothing of the rest.
 */
export function judgeAlerts(
  facts: AlertFacts,
  open: readonly Alert[],
  overrides: readonly RuleOverride[],
  rules: readonly AlertRule[],
  now: Date,
): AlertJudgement {
  const { customerId } = facts;
  const writes: AlertWrite[] = [];
  const failures: { ruleId: string; error: unknown }[] = [];
  for (const rule of rules) {
    const override = overrides.find(({ ruleId }) => ruleId === rule.id);
    const limits = limitsOf(rule, override);
    const mine = open.filter(({ ruleId }) => ruleId === rule.id);
    let seen: Observation[] | null = [];
    try {
      if (override?.enabled ?? true) seen = rule.observe(facts, limits, now);
    } catch (error) {
      failures.push({ ruleId: rule.id, error });
      seen = null;
    }
    for (const [alert, observation] of pairs(mine, seen)) {
      const write = judgeOne(customerId, { ...rule, ...limits }, alert, observation, now);
      if (write) writes.push(write);
    }
  }
  const known = new Set(rules.map(({ id }) => id));
  for (const alert of open.filter(({ ruleId }) => !known.has(ruleId))) {
    const rule = { id: alert.ruleId, recipients: alert.recipients, forMs: 0, resolveAfterMs: 0 };
    const write = judgeOne(customerId, rule, alert, lastSeen(alert, 'GONE'), now);
    if (write) writes.push(write);
  }
  return { customerId, writes, failures };
}

function limitsOf(rule: AlertRule, override: RuleOverride | undefined): Limits {
  const { threshold = null, forSeconds = null } = override ?? {};
  return {
    threshold: threshold ?? rule.threshold,
    forMs: forSeconds === null ? rule.forMs : forSeconds * 1000,
  };
}

function pairs(open: readonly Alert[], seen: readonly Observation[] | null): [Alert | null, Observation][] {
  if (seen === null) return open.map((alert) => [alert, lastSeen(alert, 'ERROR')]);
  const bySubject = new Map(seen.map((observation) => [observation.subjectId, observation]));
  const known = new Map(open.map((alert) => [alert.subjectId, alert]));
  return [
    ...[...bySubject.values()].map((one): [Alert | null, Observation] => [
      known.get(one.subjectId) ?? null,
      one,
    ]),
    ...open
      .filter(({ subjectId }) => !bySubject.has(subjectId))
      .map((alert): [Alert, Observation] => [alert, lastSeen(alert, 'GONE')]),
  ];
}

function lastSeen(alert: Alert, verdict: 'GONE' | 'ERROR'): Observation {
  const { subjectId, integrationId, severity, title, description } = alert;
  return { subjectId, integrationId, severity, title, description, verdict, since: null };
}

type Patient = Pick<AlertRule, 'id' | 'recipients' | 'forMs' | 'resolveAfterMs'>;

function judgeOne(
  customerId: string | null,
  rule: Patient,
  alert: Alert | null,
  seen: Observation,
  now: Date,
): AlertWrite | null {
  const before = alert === null ? NOTHING : episodeOf(alert);
  const look = { verdict: seen.verdict, since: seen.since === null ? null : Date.parse(seen.since) };
  const after = transition(before, look, rule, now.getTime());
  const starts = before.state === 'NORMAL' && after.state !== 'NORMAL';
  if (alert === null && !starts) return null;

  const fired = before.firedAt === null && after.firedAt !== null;
  const isBad = seen.verdict === 'BAD';
  const worse =
    alert !== null && before.firedAt !== null && isBad && RANK[seen.severity] > RANK[alert.severity];
  // What it said when it was bad stays while nobody can say, and as the last word when it is over.
  const says = alert === null || isBad ? seen : alert;
  const severity = alert === null || before.firedAt === null || worse ? seen.severity : alert.severity;
  const write: AlertWrite = {
    id: alert?.id ?? null,
    customerId,
    ruleId: rule.id,
    subjectId: seen.subjectId,
    integrationId: seen.integrationId,
    state: after.state,
    stateSince: iso(after.stateSince),
    conditionSince: after.conditionSince === null ? null : iso(after.conditionSince),
    openedAt: alert === null || starts ? iso(now.getTime()) : alert.openedAt,
    firedAt: after.firedAt === null ? null : iso(after.firedAt),
    resolvedAt: after.state === 'RESOLVED' ? iso(now.getTime()) : null,
    severity,
    recipients: fired || alert === null ? rule.recipients : alert.recipients,
    title: says.title,
    description: says.description,
    version: alert?.version ?? 0,
    isNews: fired || worse || after.state === 'RESOLVED',
  };
  return alert === null || differs(alert, before, write, after, now) ? write : null;
}

function episodeOf({ state, stateSince, conditionSince, firedAt }: Alert): Episode {
  return {
    state,
    stateSince: Date.parse(stateSince),
    conditionSince: conditionSince === null ? null : Date.parse(conditionSince),
    firedAt: firedAt === null ? null : Date.parse(firedAt),
  };
}

function differs(alert: Alert, before: Episode, write: AlertWrite, after: Episode, now: Date): boolean {
  if (after.state !== before.state || after.stateSince !== before.stateSince) return true;
  if (after.conditionSince !== before.conditionSince || write.severity !== alert.severity) return true;
  const reworded = write.title !== alert.title || write.description !== alert.description;
  return reworded && now.getTime() - Date.parse(alert.updatedAt) >= TOUCH_MS;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
