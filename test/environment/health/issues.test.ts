import { describe, expect, it } from 'vitest';
import {
  evaluateRules,
  type Finding,
  findIssues,
  newIssue,
  openIssues,
  type Rule,
} from '../../../src/environment/health/issues.ts';
import { CUSTOMER_ID, daysBefore, facts, issue, NOW } from '../../support/builders.ts';

const finding = (over: Partial<Finding> = {}): Finding => ({
  subjectId: 'subject',
  integrationId: null,
  title: 'Title',
  description: 'Description.',
  severity: 'LOW',
  suggestedAction: null,
  ...over,
});
const rule = (
  id: string,
  found: Finding[] = [],
  state: 'PRESENT' | 'GONE' | 'UNKNOWN' = 'PRESENT',
): Rule => ({
  id,
  find: () => found,
  subjectState: () => state,
});

describe('the engine', () => {
  it('runs whatever rules it is given', () => {
    const rules = [rule('a', [finding()]), rule('b', [finding(), finding({ subjectId: 'other' })])];
    expect(findIssues(facts(), rules, NOW).map(({ ruleId, subjectId }) => [ruleId, subjectId])).toEqual([
      ['a', 'subject'],
      ['b', 'subject'],
      ['b', 'other'],
    ]);
  });

  it('takes the first of two findings of one rule on one subject', () => {
    const twice = rule('a', [finding({ title: 'First' }), finding({ title: 'Second' })]);
    expect(findIssues(facts(), [twice], NOW).map(({ title }) => title)).toEqual(['First']);
  });

  it('asks rules about the subjects of their open issues, and nobody about those of others', () => {
    const issues = [
      issue({ id: '1', ruleId: 'a' }),
      issue({ id: '2', ruleId: 'a', status: 'RESOLVED', resolvedAt: daysBefore(1) }),
      issue({ id: '3', ruleId: 'retired' }),
      issue({ id: '4', ruleId: 'b', status: 'SNOOZED' }),
    ];
    const { subjectStates } = evaluateRules(facts({ issues }), [rule('a'), rule('b', [], 'UNKNOWN')], NOW);
    expect([...subjectStates]).toEqual([
      ['1', 'PRESENT'],
      ['4', 'UNKNOWN'],
    ]);
  });

  it('opens an issue with an id that follows from customer, rule and subject alone', () => {
    const found = { ...finding(), ruleId: 'a' };
    const opened = newIssue(CUSTOMER_ID, found, NOW);
    expect(opened).toMatchObject({
      status: 'OPEN',
      firstDetectedAt: NOW.toISOString(),
      resolvedAt: null,
      owner: null,
    });
    expect(newIssue(CUSTOMER_ID, { ...found, title: 'New words', severity: 'HIGH' }, new Date(0)).id).toBe(
      opened.id,
    );
    expect(newIssue(CUSTOMER_ID, { ...found, subjectId: 'other' }, NOW).id).not.toBe(opened.id);
    expect(newIssue(CUSTOMER_ID, { ...found, ruleId: 'b' }, NOW).id).not.toBe(opened.id);
    expect(newIssue('someone else', found, NOW).id).not.toBe(opened.id);
  });

  it('lists the stored open issues, and what rules find where those could not be read', () => {
    const stored = [issue(), issue({ status: 'RESOLVED' }), issue({ status: 'SNOOZED' })];
    const rules = [rule('a', [finding()])];
    expect(openIssues(facts({ issues: stored }), rules, NOW).map(({ status }) => status)).toEqual([
      'OPEN',
      'SNOOZED',
    ]);
    expect(openIssues(facts({ issues: null }), rules, NOW)).toMatchObject([{ ruleId: 'a', status: 'OPEN' }]);
  });
});
