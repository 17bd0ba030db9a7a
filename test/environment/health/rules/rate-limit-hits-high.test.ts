import { describe, expect, it } from 'vitest';
import { rateLimitHitsHigh } from '../../../../src/environment/health/rules/rate-limit-hits-high.ts';
import { usageDays } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, severitiesOn, stateOn } from '../../../support/rules.ts';

const rule = rateLimitHitsHigh;

describe('rate-limit-hits-high', () => {
  it.each([
    [{ rateLimited: 99 }, []],
    [{ rateLimited: 100 }, ['LOW']],
    [{ rateLimited: 999 }, ['LOW']],
    [{ rateLimited: 1000 }, ['MEDIUM']],
  ])('%j: %j', (over, severities) => {
    expect(severitiesOn(rule, { usage: usageDays(30, { calls: 100_000, ...over }) })).toEqual(severities);
  });

  it('has figures in its words', () => {
    expect(
      findOn(rule, { usage: usageDays(30, { calls: 100_000, ...{ rateLimited: 250 } }) })[0]?.description,
    ).toBe(
      '0.25% of the API calls of the last 30 days were refused by the rate limit; below 0.1% is healthy.',
    );
  });

  it('knows when it cannot say', () => {
    expect(onNothing(rule, 'RATE_LIMIT_HITS')).toEqual(NOTHING);
    expect(stateOn(rule, 'RATE_LIMIT_HITS', { usage: usageDays(30, { calls: 0 }) })).toBe('UNKNOWN');
    expect(stateOn(rule, 'RATE_LIMIT_HITS', { usage: usageDays(30) })).toBe('PRESENT');
  });
});
