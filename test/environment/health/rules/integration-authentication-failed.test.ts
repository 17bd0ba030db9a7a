import { describe, expect, it } from 'vitest';
import { integrationAuthenticationFailed } from '../../../../src/environment/health/rules/integration-authentication-failed.ts';
import { integration, integrationId } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, severitiesOn, stateOn } from '../../../support/rules.ts';

const rule = integrationAuthenticationFailed;
const id = integrationId(7);
const refused = integration({ id, healthStatus: 'DOWN', authenticationFailedAt: '2026-01-20T23:59:00Z' });

describe('integration-authentication-failed', () => {
  it('is HIGH and says since when', () => {
    expect(findOn(rule, { integrations: [refused] })).toMatchObject([
      {
        title: 'Salesforce refuses our credentials',
        severity: 'HIGH',
        description: 'Salesforce has refused our credentials since Jan 20, 2026.',
      },
    ]);
  });

  it('is not found where credentials are accepted or the integration is switched off', () => {
    expect(severitiesOn(rule, { integrations: [integration(), { ...refused, status: 'INACTIVE' }] })).toEqual(
      [],
    );
  });

  it('does not depend on the telemetry, and knows when it cannot say', () => {
    expect(stateOn(rule, id, { integrations: [integration({ id, healthStatus: 'UNKNOWN' })] })).toBe(
      'PRESENT',
    );
    expect(stateOn(rule, id, { integrations: [] })).toBe('GONE');
    expect(onNothing(rule, id)).toEqual(NOTHING);
  });
});
