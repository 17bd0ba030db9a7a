import { expect, test } from 'vitest';
import { quotaExhaustionLikely } from '../../../src/alerts/rules/quota-exhaustion-likely.ts';
import { quota, usageDays } from '../../support/builders.ts';
import { observe, verdicts } from './support.ts';

/** A month's quota, and calls of which so many come a day; 27 of January's 31 days are over. */
const month = (callsADay: number, used = 27 * callsADay) => ({
  quotas: [quota({ period: 'MONTH', used, limit: 1_000_000 })],
  usage: usageDays(60, { calls: callsADay }),
});

test('a quota that will be used up within its period: for the CSM, of low severity, with the probability and the day', () => {
  expect(observe(quotaExhaustionLikely, month(34_000))).toEqual([
    expect.objectContaining({
      subjectId: 'API_CALLS/MONTH',
      verdict: 'BAD',
      severity: 'LOW',
      description:
        'The quota of API calls is used up within its period with a probability of 100%, most likely on 2026-01-30.',
    }),
  ]);
  expect(quotaExhaustionLikely.recipients).toEqual(['CSM']);
});

test('one that will not', () => {
  expect(verdicts(quotaExhaustionLikely, month(20_000))).toEqual(['CLEAR']);
});

test("one that is used up already is another rule's to tell", () => {
  expect(verdicts(quotaExhaustionLikely, month(40_000, 1_080_000))).toEqual(['HELD']);
});

test('too short a history says nothing; usage that nobody reports any more is silence', () => {
  const short = month(34_000);
  expect(verdicts(quotaExhaustionLikely, { ...short, usage: short.usage.slice(-10) })).toEqual(['HELD']);
  expect(verdicts(quotaExhaustionLikely, { ...short, usage: short.usage.slice(0, -4) })).toEqual(['NO_DATA']);
  expect(verdicts(quotaExhaustionLikely, { ...short, usage: [] })).toEqual(['NO_DATA']);
});

test("a customer's own threshold; quotas that are not forecast are not looked at", () => {
  expect(verdicts(quotaExhaustionLikely, month(34_000), { threshold: 1.1 })).toEqual(['HELD']);
  expect(verdicts(quotaExhaustionLikely, { quotas: [quota({ resource: 'STORAGE' })] })).toEqual([]);
});
