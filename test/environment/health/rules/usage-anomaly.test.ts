import { describe, expect, it } from 'vitest';
import { usageAnomaly } from '../../../../src/environment/health/rules/usage-anomaly.ts';
import { usageDay, usageDays } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, severitiesOn, stateOn } from '../../../support/rules.ts';

const rule = usageAnomaly;
const lately = (calls: number) => ({
  usage: [...usageDays(60, { calls: 1000 }).slice(0, -1), usageDay({ calls })],
});

describe('usage-anomaly', () => {
  it.each([
    [1000, []],
    [1100, []],
    [2000, ['LOW']],
    [0, ['LOW']],
  ])('%d calls yesterday after 1,000 every day: %j', (calls, severities) => {
    expect(severitiesOn(rule, lately(calls))).toEqual(severities);
  });

  it('says which way', () => {
    expect(findOn(rule, lately(12_000))).toMatchObject([
      {
        title: 'Unusually many API calls',
        description: '12,000 API calls on Jan 27, 2026, where about 1,000 were to be expected.',
      },
    ]);
    expect(findOn(rule, lately(0))[0]?.title).toBe('Unusually few API calls');
  });

  it('knows when it cannot say', () => {
    expect(onNothing(rule, 'CALLS')).toEqual(NOTHING);
    expect(stateOn(rule, 'CALLS', { usage: usageDays(5) })).toBe('UNKNOWN');
    expect(stateOn(rule, 'CALLS', lately(1000))).toBe('PRESENT');
  });
});
