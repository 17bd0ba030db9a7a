import { describe, expect, it } from 'vitest';
import { integrationDegraded } from '../../../../src/environment/health/rules/integration-degraded.ts';
import { integration, webhook } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, severitiesOn } from '../../../support/rules.ts';

const rule = integrationDegraded;

describe('integration-degraded', () => {
  it('is MEDIUM and says why', () => {
    const degraded = integration({
      healthStatus: 'DEGRADED',
      healthReason: 'No sync for 20 min; one is due every 5 min',
    });
    expect(findOn(rule, { integrations: [degraded] })).toMatchObject([
      {
        title: 'Salesforce is degraded',
        description: 'No sync for 20 min; one is due every 5 min.',
        severity: 'MEDIUM',
      },
    ]);
  });

  it.each([
    ['reported as failing has its own rule', { status: 'ERROR' }, 0],
    ['degraded, whatever its owner says', { status: 'ERROR', healthStatus: 'DEGRADED' }, 1],
    ['healthy', {}, 0],
    ['down has its own rule', { status: 'ERROR', healthStatus: 'DOWN' }, 0],
    ['custom, but no webhook', { type: 'CUSTOM', healthStatus: 'DEGRADED' }, 1],
    ['switched off', { status: 'INACTIVE', healthStatus: 'DEGRADED' }, 0],
    [
      'refused has its own rule',
      { healthStatus: 'DEGRADED', authenticationFailedAt: '2026-01-20T00:00:00Z' },
      0,
    ],
  ] as const)('%s', (_, over, found) => {
    expect(severitiesOn(rule, { integrations: [integration(over)] })).toHaveLength(found);
  });

  it('leaves webhooks to their rule and knows when it cannot say', () => {
    expect(findOn(rule, { integrations: [webhook()] })).toEqual([]);
    expect(onNothing(rule, 'any')).toEqual(NOTHING);
  });
});
