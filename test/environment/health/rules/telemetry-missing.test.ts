import { describe, expect, it } from 'vitest';
import { telemetryMissing } from '../../../../src/environment/health/rules/telemetry-missing.ts';
import { facts, integration } from '../../../support/builders.ts';
import { NOTHING, onNothing, severitiesOn } from '../../../support/rules.ts';

const rule = telemetryMissing;

describe('telemetry-missing', () => {
  it.each([
    ['unknown', { healthStatus: 'UNKNOWN' }, ['LOW']],
    [
      'unknown, connected the day before yesterday',
      { healthStatus: 'UNKNOWN', setupDate: '2026-01-26' },
      ['LOW'],
    ],
    ['unknown, but new', { healthStatus: 'UNKNOWN', setupDate: '2026-01-27' }, []],
    ['unknown, but switched off', { healthStatus: 'UNKNOWN', status: 'INACTIVE' }, []],
    ['healthy', {}, []],
    ['down', { healthStatus: 'DOWN' }, []],
  ] as const)('%s', (_, over, severities) => {
    expect(severitiesOn(rule, { integrations: [integration(over)] })).toEqual(severities);
  });

  it('is found from the end of the second day', () => {
    const integrations = [integration({ healthStatus: 'UNKNOWN', setupDate: '2026-01-26' })];
    expect(rule.find(facts({ integrations }), new Date('2026-01-27T23:59:59.999Z'))).toEqual([]);
    expect(rule.find(facts({ integrations }), new Date('2026-01-28T00:00:00Z'))).toHaveLength(1);
  });

  it('knows when it cannot say', () => {
    expect(onNothing(rule, 'any')).toEqual(NOTHING);
  });
});
