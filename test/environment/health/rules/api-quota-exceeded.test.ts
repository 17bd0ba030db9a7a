import { describe, expect, it } from 'vitest';
import { apiQuotaApproachingLimit } from '../../../../src/environment/health/rules/api-quota-approaching-limit.ts';
import { apiQuotaExceeded } from '../../../../src/environment/health/rules/api-quota-exceeded.ts';
import { quota } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, openOn, severitiesOn } from '../../../support/rules.ts';

const rule = apiQuotaExceeded;
const used = (used: number) => ({ quotas: [quota({ used, limit: 1000 })] });
const open = [openOn(rule, 'API_CALLS/DAY')];

describe('api-quota-exceeded', () => {
  it.each([
    [999, []],
    [1000, ['HIGH']],
    [2000, ['HIGH']],
  ])('%d of 1,000: %j', (calls, severities) => {
    expect(severitiesOn(rule, used(calls))).toEqual(severities);
  });

  it.each([
    [950, ['HIGH'], []],
    [949, [], ['LOW']],
    [700, [], []],
  ])('once open, at %d: %j, and approaching: %j', (calls, exceeded, approaching) => {
    expect(severitiesOn(rule, { ...used(calls), issues: open })).toEqual(exceeded);
    expect(severitiesOn(apiQuotaApproachingLimit, { ...used(calls), issues: open })).toEqual(approaching);
  });

  it('holds when both issues are open', () => {
    const both = [openOn(apiQuotaApproachingLimit, 'API_CALLS/DAY'), ...open];
    expect(severitiesOn(rule, { ...used(960), issues: both })).toEqual(['HIGH']);
  });

  it('has figures in its words and knows when it cannot say', () => {
    expect(findOn(rule, used(1200))).toMatchObject([
      { title: 'API usage over limit', description: 'API calls per day: 1,200 of 1,000 calls (120%).' },
    ]);
    expect(onNothing(rule, 'API_CALLS/DAY')).toEqual(NOTHING);
  });
});
