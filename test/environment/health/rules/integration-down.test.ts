import { describe, expect, it } from 'vitest';
import { integrationDown } from '../../../../src/environment/health/rules/integration-down.ts';
import { integration, integrationId } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, severitiesOn, stateOn } from '../../../support/rules.ts';

const rule = integrationDown;
const id = integrationId(7);

describe('integration-down', () => {
  it('is HIGH and says why', () => {
    const down = integration({ id, healthStatus: 'DOWN', healthReason: 'The last 7 runs failed' });
    expect(findOn(rule, { integrations: [down] })).toMatchObject([
      {
        subjectId: id,
        integrationId: id,
        title: 'Salesforce is down',
        description: 'The last 7 runs failed.',
        severity: 'HIGH',
      },
    ]);
  });

  it.each([
    ['degraded', { healthStatus: 'DEGRADED' }],
    ['healthy', {}],
    ['unknown', { healthStatus: 'UNKNOWN' }],
    ['switched off', { healthStatus: 'DOWN', status: 'INACTIVE' }],
    [
      'better, though it has to last',
      { healthStatus: 'DOWN', recoveringSince: '2026-01-20T00:00:00Z', recoveringTo: 'HEALTHY' },
    ],
    ['refused has its own rule', { healthStatus: 'DOWN', authenticationFailedAt: '2026-01-20T00:00:00Z' }],
  ] as const)('is not found: %s', (_, over) => {
    expect(severitiesOn(rule, { integrations: [integration(over)] })).toEqual([]);
  });

  it('knows when it cannot say', () => {
    expect(onNothing(rule, id)).toEqual(NOTHING);
    expect(stateOn(rule, id, { integrations: [integration({ id, healthStatus: 'UNKNOWN' })] })).toBe(
      'UNKNOWN',
    );
    expect(stateOn(rule, id, { integrations: [] })).toBe('GONE');
  });
});
