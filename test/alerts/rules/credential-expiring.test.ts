import { expect, test } from 'vitest';
import { credentialExpiring } from '../../../src/alerts/rules/credential-expiring.ts';
import { daysBefore, integration } from '../../support/builders.ts';
import { INTEGRATION_ID, observe, verdicts } from './support.ts';

const expiring = (inDays: number, over = {}) => ({
  integrations: [integration({ id: INTEGRATION_ID, credentialExpiresAt: daysBefore(-inDays), ...over })],
});

test('within 14 days it is for TECH, of low severity; once it has expired, of medium', () => {
  expect(observe(credentialExpiring, expiring(13))).toEqual([
    expect.objectContaining({
      subjectId: INTEGRATION_ID,
      verdict: 'BAD',
      severity: 'LOW',
      title: 'Salesforce credential expiring',
      description: 'The credential of Salesforce expires on Feb 10, 2026.',
    }),
  ]);
  expect(observe(credentialExpiring, expiring(-1))).toMatchObject([{ verdict: 'BAD', severity: 'MEDIUM' }]);
  expect(credentialExpiring.recipients).toEqual(['TECH']);
});

test.each([
  [14, 'BAD'],
  [14.01, 'CLEAR'],
  [0, 'BAD'],
])('in %f days: %s', (days, verdict) => {
  expect(verdicts(credentialExpiring, expiring(days))).toEqual([verdict]);
});

test("the notice is the customer's own where it has one; what never expires or is switched off is not looked at", () => {
  expect(verdicts(credentialExpiring, expiring(20), { threshold: 30 })).toEqual(['BAD']);
  expect(verdicts(credentialExpiring, expiring(1, { credentialExpiresAt: null }))).toEqual([]);
  expect(verdicts(credentialExpiring, expiring(1, { status: 'INACTIVE' }))).toEqual([]);
});
