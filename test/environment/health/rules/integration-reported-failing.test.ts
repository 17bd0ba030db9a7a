import { describe, expect, it } from 'vitest';
import { integrationReportedFailing } from '../../../../src/environment/health/rules/integration-reported-failing.ts';
import { integration, webhook } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, severitiesOn, stateOn } from '../../../support/rules.ts';

const rule = integrationReportedFailing;

describe('integration-reported-failing', () => {
  it('is MEDIUM and says whose word it is', () => {
    expect(findOn(rule, { integrations: [integration({ status: 'ERROR' })] })).toMatchObject([
      {
        title: 'Salesforce is reported as failing by its owner',
        description: 'The service that owns Salesforce reports an error; its telemetry shows none.',
        severity: 'MEDIUM',
      },
    ]);
  });

  it.each([
    ['of unknown health', { status: 'ERROR', healthStatus: 'UNKNOWN' }, 1],
    ['not reported', {}, 0],
    ['degraded has its own rule', { status: 'ERROR', healthStatus: 'DEGRADED' }, 0],
    ['down has its own rule', { status: 'ERROR', healthStatus: 'DOWN' }, 0],
    ['refused has its own rule', { status: 'ERROR', authenticationFailedAt: '2026-01-20T00:00:00Z' }, 0],
  ] as const)('%s', (_, over, found) => {
    expect(severitiesOn(rule, { integrations: [integration(over)] })).toHaveLength(found);
  });

  it('counts for webhooks, too', () => {
    const reported = webhook({ status: 'ERROR', healthStatus: 'HEALTHY', healthReason: null });
    expect(findOn(rule, { integrations: [reported] })).toHaveLength(1);
  });

  it('is over, without a hold, once it is taken back or telemetry tells more', () => {
    const { id } = integration();
    const of = (over: object) => stateOn(rule, id, { integrations: [integration({ id, ...over })] });
    expect(of({ status: 'ERROR' })).toBe('PRESENT');
    expect(of({})).toBe('GONE');
    expect(of({ status: 'ERROR', healthStatus: 'DOWN' })).toBe('GONE');
    expect(stateOn(rule, id, { integrations: [] })).toBe('GONE');
    expect(onNothing(rule, id)).toEqual(NOTHING);
  });
});
