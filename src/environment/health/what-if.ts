import type { Facts } from '../facts.ts';
import { withoutNoise } from '../rounding.ts';
import { applyChanges, type Change } from './apply-changes.ts';
import { evaluateRules, findIssues, issueKey, newIssue, openIssues, type Rule } from './issues.ts';
import type { TechnicalIssue } from './model.ts';
import type { Policy } from './policy.ts';
import { RULES } from './rules/index.ts';
import { type Health, scoreHealth } from './score.ts';

export { applyChanges, type Change, WhatIfError } from './apply-changes.ts';

/** What the score would be. `gained` is after minus before, caps included and not rounded; null when either is. */
export interface WhatIf extends Pick<Health, 'score' | 'band' | 'components'> {
  readonly gained: number | null;
}

/**
 * What the score would be after the changes, all together. The rules look at the changed facts too: an open issue that
 * they then no longer find, and whose subject is known, does not hold the score, and one that they newly find does.
 * Issues that the changes leave as they are count as before, so that supposing what is so gains exactly 0.
 * Throws WhatIfError.
 */
export function whatIf(
  facts: Facts,
  changes: readonly Change[],
  policy: Policy,
  now: Date,
  rules: readonly Rule[] = RULES,
): WhatIf {
  return whatIfOf(facts, policy, now, rules)(changes);
}

/** `whatIf` for many questions about the same facts: what is so now is worked out once. */
export function whatIfOf(
  facts: Facts,
  policy: Policy,
  now: Date,
  rules: readonly Rule[] = RULES,
): (changes: readonly Change[]) => WhatIf {
  const before = { ...facts, issues: openIssues(facts, rules, now) };
  const wasFound = new Set(findIssues(before, rules, now).map(issueKey));
  const was = scoreHealth(before, policy, now, rules).exactScore;
  return (changes) => {
    const changed = applyChanges(before, changes);
    const after = { ...changed, issues: supposedIssues(before, wasFound, changed, now, rules) };
    const { score, exactScore, band, components } = scoreHealth(after, policy, now, rules);
    const gained = was === null || exactScore === null ? null : withoutNoise(exactScore - was);
    return { score, band, components, gained };
  };
}

function supposedIssues(
  before: Facts & { readonly issues: readonly TechnicalIssue[] },
  wasFound: ReadonlySet<string>,
  changed: Facts,
  now: Date,
  rules: readonly Rule[],
): TechnicalIssue[] {
  const { found, subjectStates } = evaluateRules(changed, rules, now);
  const isFound = new Map(found.map((one) => [issueKey(one), one]));
  const open = new Set(before.issues.map(issueKey));
  const stay = before.issues.filter(
    (issue) =>
      isFound.has(issueKey(issue)) ||
      !wasFound.has(issueKey(issue)) ||
      subjectStates.get(issue.id) === 'UNKNOWN',
  );
  const fresh = found.filter((one) => !open.has(issueKey(one)) && !wasFound.has(issueKey(one)));
  return [
    ...stay.map((issue) => ({
      ...issue,
      severity: isFound.get(issueKey(issue))?.severity ?? issue.severity,
    })),
    ...fresh.map((one) => newIssue(before.customerId, one, now)),
  ];
}
