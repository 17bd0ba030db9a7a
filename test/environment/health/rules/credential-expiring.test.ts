import { describe, expect, it } from 'vitest';
import { credentialExpiring } from '../../../../src/environment/health/rules/credential-expiring.ts';
import { daysBefore, integration } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, severitiesOn } from '../../../support/rules.ts';

const rule = credentialExpiring;
const expiringIn = (days: number) => ({
  integrations: [integration({ credentialExpiresAt: daysBefore(-days) })],
});

describe('credential-expiring', () => {
  it.each([
    [14.01, []],
    [14, ['LOW']],
    [0.01, ['LOW']],
    [0, ['MEDIUM']],
    [-3, ['MEDIUM']],
  ])('in %d days: %j', (days, severities) => {
    expect(severitiesOn(rule, expiringIn(days))).toEqual(severities);
  });

  it('says when', () => {
    expect(findOn(rule, expiringIn(7))[0]?.description).toBe(
      'The credential of Salesforce expires on Feb 4, 2026.',
    );
    expect(findOn(rule, expiringIn(-7))[0]?.description).toBe(
      'The credential of Salesforce expired on Jan 21, 2026.',
    );
  });

  it('is not found without a date or switched off, and knows when it cannot say', () => {
    expect(findOn(rule, { integrations: [integration()] })).toEqual([]);
    const off = integration({ status: 'INACTIVE', credentialExpiresAt: daysBefore(1) });
    expect(findOn(rule, { integrations: [off] })).toEqual([]);
    expect(onNothing(rule, 'any')).toEqual(NOTHING);
  });
});
