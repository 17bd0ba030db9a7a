import { describe, expect, it } from 'vitest';
import { apiQuotaApproachingLimit } from '../../../../src/environment/health/rules/api-quota-approaching-limit.ts';
import { quota } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, openOn, severitiesOn, stateOn } from '../../../support/rules.ts';

const rule = apiQuotaApproachingLimit;
const used = (used: number) => ({ quotas: [quota({ used, limit: 1000 })] });

describe('api-quota-approaching-limit', () => {
  it('says what PRD-079 says', () => {
    expect(findOn(rule, { quotas: [quota()] })).toEqual([
      {
        subjectId: 'API_CALLS/DAY',
        integrationId: null,
        title: 'API usage approaching limit',
        description: 'API calls per day: 850,000 of 1,000,000 calls (85%).',
        severity: 'LOW',
        suggestedAction: 'Offer a limit increase before the limit is reached',
      },
    ]);
  });

  it.each([
    [799, []],
    [800, ['LOW']],
    [950, ['LOW']],
    [999, ['LOW']],
    [1000, []],
  ])('%d of 1,000: %j', (calls, severities) => {
    expect(severitiesOn(rule, used(calls))).toEqual(severities);
  });

  it.each([
    [750, ['LOW']],
    [749, []],
  ])('clears 5 points lower once open: at %d %j', (calls, severities) => {
    expect(severitiesOn(rule, { ...used(calls), issues: [openOn(rule, 'API_CALLS/DAY')] })).toEqual(
      severities,
    );
  });

  it.each([
    ['an issue on another quota', openOn(rule, 'STORAGE/NONE')],
    ['a resolved issue', { ...openOn(rule, 'API_CALLS/DAY'), status: 'RESOLVED' as const }],
  ])('%s does not hold it', (_, issue) => {
    expect(severitiesOn(rule, { ...used(760), issues: [issue] })).toEqual([]);
  });

  it('names each resource and leaves unlimited ones out', () => {
    const rows = [
      quota({ resource: 'STORAGE', period: 'NONE', used: 90, limit: 100, unit: 'GB' }),
      quota({ resource: 'RATE_LIMIT', period: 'SECOND', used: 140, limit: 150, unit: 'calls/s' }),
      quota({ limit: null }),
    ];
    expect(findOn(rule, { quotas: rows }).map(({ subjectId, title }) => [subjectId, title])).toEqual([
      ['STORAGE/NONE', 'Storage approaching limit'],
      ['RATE_LIMIT/SECOND', 'API call rate approaching limit'],
    ]);
  });

  it('knows when it cannot say', () => {
    expect(onNothing(rule, 'API_CALLS/DAY')).toEqual(NOTHING);
    expect(stateOn(rule, 'API_CALLS/DAY', used(1))).toBe('PRESENT');
    expect(stateOn(rule, 'API_CALLS/MONTH', used(1))).toBe('GONE');
    expect(stateOn(rule, 'API_CALLS/DAY', { quotas: [quota({ used: -1 })] })).toBe('UNKNOWN');
    expect(stateOn(rule, 'API_CALLS/DAY', { quotas: [quota({ limit: null })] })).toBe('PRESENT');
  });
});
