import type { Facts } from '../facts.ts';
import { stableId } from './fingerprint.ts';
import type { IssueSeverity, TechnicalIssue } from './model.ts';

export { type ReconcileOptions, type Reconciliation, reconcileIssues } from './reconcile.ts';

/** What a rule has found. Texts are for people, with the figures. */
export interface Finding {
  /** What it was found on: an integration's id, a quota's name, a setting; one finding per subject. */
  readonly subjectId: string;
  readonly integrationId: string | null;
  readonly title: string;
  readonly description: string;
  readonly severity: IssueSeverity;
  readonly suggestedAction: string | null;
}

/**
 * What facts say of a subject on which nothing was found: PRESENT and well · GONE, there is no such thing any more ·
 * UNKNOWN, nobody can say, so an issue on it must not be resolved.
 */
export type SubjectState = 'PRESENT' | 'GONE' | 'UNKNOWN';

/** A rule is data: the engine runs all of them alike and knows none by name. Both functions are pure. */
export interface Rule {
  /** Stable for ever: issues are told apart by it. */
  readonly id: string;
  readonly find: (facts: Facts, now: Date) => Finding[];
  readonly subjectState: (facts: Facts, subjectId: string, now: Date) => SubjectState;
}

/** A finding and the rule it is of. */
export interface Found extends Finding {
  readonly ruleId: string;
}

/** What one look at a customer's facts says. */
export interface Evaluation {
  readonly customerId: string;
  readonly found: readonly Found[];
  /** By issue id, for the open issues whose rule is still known; issues of other rules are nobody's to resolve. */
  readonly subjectStates: ReadonlyMap<string, SubjectState>;
}

/** Runs all rules over the facts; of several findings of one rule on one subject the first counts. */
export function findIssues(facts: Facts, rules: readonly Rule[], now: Date): Found[] {
  const found = new Map<string, Found>();
  for (const rule of rules) {
    for (const finding of rule.find(facts, now)) {
      const one = { ...finding, ruleId: rule.id };
      if (!found.has(issueKey(one))) found.set(issueKey(one), one);
    }
  }
  return [...found.values()];
}

/** What the rules find, and what the facts say of the subjects of the issues that are open. */
export function evaluateRules(facts: Facts, rules: readonly Rule[], now: Date): Evaluation {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const subjectStates = new Map<string, SubjectState>();
  for (const { id, ruleId, subjectId, status } of facts.issues ?? []) {
    const rule = byId.get(ruleId);
    if (rule && status !== 'RESOLVED') subjectStates.set(id, rule.subjectState(facts, subjectId, now));
  }
  return { customerId: facts.customerId, found: findIssues(facts, rules, now), subjectStates };
}

/** The stored issues that are not resolved; where they could not be read, those that the rules find now. */
export function openIssues(facts: Facts, rules: readonly Rule[], now: Date): TechnicalIssue[] {
  if (facts.issues !== null) return facts.issues.filter(({ status }) => status !== 'RESOLVED');
  return findIssues(facts, rules, now).map((found) => newIssue(facts.customerId, found, now));
}

/** The issue that a finding opens. Its id follows from customer, rule and subject alone. */
export function newIssue(customerId: string, found: Found, now: Date): TechnicalIssue {
  const at = now.toISOString();
  const { ruleId, subjectId, integrationId, title, description, severity, suggestedAction } = found;
  return {
    id: stableId(customerId, ruleId, subjectId),
    customerId,
    ruleId,
    subjectId,
    integrationId,
    title,
    description,
    severity,
    status: 'OPEN',
    snoozedUntil: null,
    firstDetectedAt: at,
    lastDetectedAt: at,
    resolvedAt: null,
    suggestedAction,
    owner: null,
    updatedAt: at,
  };
}

/** What makes a customer's findings and issues the same one: rule and subject. */
export function issueKey({
  ruleId,
  subjectId,
}: {
  readonly ruleId: string;
  readonly subjectId: string;
}): string {
  return JSON.stringify([ruleId, subjectId]);
}
