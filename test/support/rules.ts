import type { Facts } from '../../src/environment/facts.ts';
import type { Finding, Rule, SubjectState } from '../../src/environment/health/issues.ts';
import { facts, issue, NOW, unreadableFacts } from './builders.ts';

/** What a rule finds at a customer with nothing wrong but what is given. */
export function findOn(rule: Rule, over: Partial<Facts>): Finding[] {
  return rule.find(facts(over), NOW);
}

/** The severities of what a rule finds, in short. */
export function severitiesOn(rule: Rule, over: Partial<Facts>): string[] {
  return findOn(rule, over).map(({ severity }) => severity);
}

/** What the facts say of a subject. */
export function stateOn(rule: Rule, subjectId: string, over: Partial<Facts>): SubjectState {
  return rule.subjectState(facts(over), subjectId, NOW);
}

/** What a rule makes of a customer of whom nothing could be read: no finding, and no word that it is well. */
export function onNothing(rule: Rule, subjectId: string) {
  return {
    found: rule.find(unreadableFacts(), NOW),
    state: rule.subjectState(unreadableFacts(), subjectId, NOW),
  };
}

/** The answer to `onNothing` that every rule has to give. */
export const NOTHING = { found: [], state: 'UNKNOWN' } as const;

/** An open issue of a rule on a subject. */
export function openOn(rule: Rule, subjectId: string) {
  return issue({ ruleId: rule.id, subjectId });
}
