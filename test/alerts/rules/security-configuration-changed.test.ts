import { expect, test } from 'vitest';
import type { SecurityChange } from '../../../src/alerts/facts.ts';
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
    before: { state: 'ENFORCED' },
    after: { state: 'OPTIONAL' },
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

test('what is behind a state is said, which may be all that changed', () => {
  const change = { customerId: CUSTOMER_ID, id: 'change', at: daysBefore(0.1), actor: 'jane' };
  const told = (securityChanges: SecurityChange[]) =>
    observe(securityConfigurationChanged, { securityChanges }).map(({ description }) => description);
  expect(
    told([
      {
        ...change,
        setting: 'API_KEY_ROTATION',
        before: { state: 'ENABLED', rotationDays: 90 },
        after: { state: 'ENABLED', rotationDays: 180 },
      },
      { ...change, setting: 'SSO', before: { state: 'ENABLED', detail: 'Okta' }, after: null },
    ]),
  ).toEqual([
    'jane changed API_KEY_ROTATION from ENABLED (90-day rotation) to ENABLED (180-day rotation).',
    'jane changed SSO from ENABLED (Okta) to not reported.',
  ]);
});

test('no change, nothing', () => {
  expect(observe(securityConfigurationChanged, {})).toEqual([]);
});
