import { expect, test } from 'vitest';
import { ALERT_RULES } from '../../../src/alerts/rules/index.ts';
import { NOW } from '../../support/builders.ts';
import { alertFacts, unreadable } from './support.ts';

test('each rule has an id of its own', () => {
  expect(new Set(ALERT_RULES.map(({ id }) => id)).size).toBe(ALERT_RULES.length);
});

test.each(ALERT_RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  expect(rule.observe(unreadable(), rule, NOW), 'says nothing of what could not be read').toBeNull();
  const seen = rule.observe(alertFacts(), rule, NOW) ?? [];
  expect(
    seen.filter(({ verdict }) => verdict === 'BAD'),
    'finds nothing where nothing is wrong',
  ).toEqual([]);
  const { range, threshold } = rule;
  expect(threshold > 0, 'has a threshold exactly where it has a range').toBe(range !== null);
  if (range) expect(threshold >= range.least && threshold <= range.most, 'its own is within it').toBe(true);
});
