import { expect, test } from 'vitest';
import { apiUsageHigh } from '../../../src/alerts/rules/api-usage-high.ts';
import { daysBefore, quota } from '../../support/builders.ts';
import { observe, verdicts } from './support.ts';

const used = (ratio: number, over = {}) => ({ quotas: [quota({ used: ratio * 1_000_000, ...over })] });

test('over 90 % is for the CSM, of medium severity; 100 % and more is of high', () => {
  expect(observe(apiUsageHigh, used(0.91))).toEqual([
    {
      subjectId: 'API_CALLS/DAY',
      integrationId: null,
      verdict: 'BAD',
      severity: 'MEDIUM',
      title: 'API usage close to limit',
      description: 'API calls per day: 910,000 of 1,000,000 calls (91%).',
      since: null,
    },
  ]);
  expect(observe(apiUsageHigh, used(1))).toMatchObject([
    { verdict: 'BAD', severity: 'HIGH', title: 'API usage over limit' },
  ]);
  expect(apiUsageHigh.recipients).toEqual(['CSM']);
});

test.each([
  [0.8999, 'HELD'],
  [0.9, 'HELD'],
  [0.9001, 'BAD'],
  [0.85, 'HELD'],
  [0.8499, 'CLEAR'],
])('%f of the limit: %s', (ratio, verdict) => {
  expect(verdicts(apiUsageHigh, used(ratio))).toEqual([verdict]);
});

test('over the limit is bad whatever threshold the customer has', () => {
  expect(verdicts(apiUsageHigh, used(0.96), { threshold: 0.97 })).toEqual(['HELD']);
  expect(verdicts(apiUsageHigh, used(1), { threshold: 2 })).toEqual(['BAD']);
});

test('the counter of a period that is over says nothing; storage and unlimited quotas are not API usage', () => {
  expect(verdicts(apiUsageHigh, used(0.95, { resetsAt: daysBefore(0.1) }))).toEqual(['NO_DATA']);
  expect(verdicts(apiUsageHigh, used(0.95, { resetsAt: daysBefore(-0.1) }))).toEqual(['BAD']);
  expect(verdicts(apiUsageHigh, used(0.95, { resource: 'STORAGE' }))).toEqual([]);
  expect(verdicts(apiUsageHigh, used(0.95, { limit: null }))).toEqual([]);
});
