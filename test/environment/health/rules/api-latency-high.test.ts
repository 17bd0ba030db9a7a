import { describe, expect, it } from 'vitest';
import { apiLatencyHigh } from '../../../../src/environment/health/rules/api-latency-high.ts';
import { usageDays } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, severitiesOn, stateOn } from '../../../support/rules.ts';

const rule = apiLatencyHigh;

describe('api-latency-high', () => {
  it.each([
    [{ latencyTotalMs: 19_999_999 }, []],
    [{ latencyTotalMs: 20_000_000 }, ['LOW']],
    [{ latencyTotalMs: 99_999_999 }, ['LOW']],
    [{ latencyTotalMs: 100_000_000 }, ['MEDIUM']],
    [{ latencyTotalMs: null }, []],
  ])('%j: %j', (over, severities) => {
    expect(severitiesOn(rule, { usage: usageDays(30, { calls: 100_000, ...over }) })).toEqual(severities);
  });

  it('has figures in its words', () => {
    expect(
      findOn(rule, { usage: usageDays(30, { calls: 100_000, ...{ latencyTotalMs: 123_456_000 } }) })[0]
        ?.description,
    ).toBe('API calls of the last 30 days took 1,234.56 ms on average; below 200 ms is healthy.');
  });

  it('knows when it cannot say', () => {
    expect(onNothing(rule, 'RESPONSE_TIME')).toEqual(NOTHING);
    expect(stateOn(rule, 'RESPONSE_TIME', { usage: usageDays(30, { calls: 0 }) })).toBe('UNKNOWN');
    expect(stateOn(rule, 'RESPONSE_TIME', { usage: usageDays(30) })).toBe('PRESENT');
  });
});
