import { describe, expect, it } from 'vitest';
import { apiErrorRateHigh } from '../../../../src/environment/health/rules/api-error-rate-high.ts';
import { usageDays } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, severitiesOn, stateOn } from '../../../support/rules.ts';

const rule = apiErrorRateHigh;

describe('api-error-rate-high', () => {
  it.each([
    [{ clientErrors: 499, serverErrors: 500 }, []],
    [{ clientErrors: 500, serverErrors: 500 }, ['MEDIUM']],
    [{ clientErrors: 0, serverErrors: 4999 }, ['MEDIUM']],
    [{ clientErrors: 0, serverErrors: 5000 }, ['HIGH']],
    [{ clientErrors: 0, serverErrors: 0, rateLimited: 50_000 }, []],
  ])('%j: %j', (over, severities) => {
    expect(severitiesOn(rule, { usage: usageDays(30, { calls: 100_000, ...over }) })).toEqual(severities);
  });

  it('has figures in its words', () => {
    expect(
      findOn(rule, {
        usage: usageDays(30, { calls: 100_000, ...{ clientErrors: 0, serverErrors: 1500 } }),
      })[0]?.description,
    ).toBe('1.5% of the API calls of the last 30 days failed; below 1% is healthy.');
  });

  it('knows when it cannot say', () => {
    expect(onNothing(rule, 'ERROR_RATE')).toEqual(NOTHING);
    expect(stateOn(rule, 'ERROR_RATE', { usage: usageDays(30, { calls: 0 }) })).toBe('UNKNOWN');
    expect(stateOn(rule, 'ERROR_RATE', { usage: usageDays(30) })).toBe('PRESENT');
  });
});
