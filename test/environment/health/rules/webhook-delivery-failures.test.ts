import { describe, expect, it } from 'vitest';
import { webhookDeliveryFailures } from '../../../../src/environment/health/rules/webhook-delivery-failures.ts';
import { integrationId, webhook } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, severitiesOn, stateOn } from '../../../support/rules.ts';

const rule = webhookDeliveryFailures;
const id = integrationId(7);

describe('webhook-delivery-failures', () => {
  it('says what PRD-079 says', () => {
    expect(findOn(rule, { integrations: [webhook({ id })] })).toEqual([
      {
        subjectId: id,
        integrationId: id,
        title: 'Webhook delivery failures',
        description:
          'Custom Webhook: 15 of 120 deliveries failed in 24 h: connection timeout. ' +
          'Endpoint: https://acme.internal.com/api/webhook',
        severity: 'MEDIUM',
        suggestedAction: 'Contact customer to verify endpoint availability',
      },
    ]);
  });

  it.each([
    ['healthy', { healthStatus: 'HEALTHY' }, 0],
    ['down has its own rule', { healthStatus: 'DOWN' }, 0],
    ['reported as failing has its own rule', { healthStatus: 'HEALTHY', status: 'ERROR' }, 0],
    ['in error, and down', { healthStatus: 'DOWN', status: 'ERROR' }, 0],
    ['switched off', { status: 'INACTIVE' }, 0],
    ['without an address', { endpoint: null }, 0],
    ['only receiving', { dataFlowDirection: 'INBOUND' }, 0],
    ['not custom', { type: 'CRM' }, 0],
    ['refused has its own rule', { authenticationFailedAt: '2026-01-20T00:00:00Z' }, 0],
  ] as const)('%s', (_, over, found) => {
    expect(severitiesOn(rule, { integrations: [webhook(over)] })).toHaveLength(found);
  });

  it('knows when it cannot say', () => {
    expect(onNothing(rule, id)).toEqual(NOTHING);
    expect(stateOn(rule, id, { integrations: [webhook({ id, healthStatus: 'UNKNOWN' })] })).toBe('UNKNOWN');
    expect(stateOn(rule, id, { integrations: [webhook({ id })] })).toBe('PRESENT');
    expect(stateOn(rule, id, { integrations: [] })).toBe('GONE');
    expect(
      stateOn(rule, id, { integrations: [webhook({ id, healthStatus: 'UNKNOWN', status: 'INACTIVE' })] }),
    ).toBe('PRESENT');
  });
});
