import { expect, test } from 'vitest';
import { securityConfigurationChanged } from '../../../src/alerts/rules/security-configuration-changed.ts';
import { CUSTOMER_ID, daysBefore } from '../../support/builders.ts';
import { observe } from './support.ts';

test('a change is shown, of low severity, with who and what, and told to nobody', () => {
  const change = {
    customerId: CUSTOMER_ID,
    id: 'change',
    setting: 'MFA',
    at: daysBefore(0.1),
    actor: 'jane@example.com',
    previousState: 'ENFORCED',
    state: 'OPTIONAL',
  } as const;
  expect(observe(securityConfigurationChanged, { securityChanges: [change] })).toEqual([
    {
      subjectId: 'change',
      integrationId: null,
      verdict: 'BAD',
      severity: 'LOW',
      title: 'Security setting MFA changed',
      description: 'jane@example.com changed MFA from ENFORCED to OPTIONAL.',
      since: daysBefore(0.1),
    },
  ]);
  expect(securityConfigurationChanged.recipients).toEqual([]);
});

test('no change, nothing', () => {
  expect(observe(securityConfigurationChanged, {})).toEqual([]);
});
