import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usageAnomaly } from '../../../src/environment/usage/anomaly.ts';
import type { UsageDay } from '../../../src/environment/usage/model.ts';
import { daysBefore, NOW, usageDay } from '../../support/builders.ts';
import { CASES } from '../../support/cases.ts';

const dayBefore = (days: number, calls: number) => usageDay({ day: daysBefore(days).slice(0, 10), calls });
// Yesterday, then the same weekday of the weeks before, newest first.
const weekly = (yesterday: number, before: number[]): UsageDay[] => [
  dayBefore(1, yesterday),
  ...before.map((calls, index) => dayBefore(8 + 7 * index, calls)),
];
const USUAL = [1000, 1100, 900, 1050, 950, 1000, 1100, 900];

describe('usageAnomaly', () => {
  it('compares yesterday with the median of the same weekday', () => {
    const found = usageAnomaly([...weekly(1500, USUAL), dayBefore(2, 9), dayBefore(0, 9)], NOW);
    expect(found).toMatchObject({
      day: '2026-01-27',
      calls: 1500,
      expectedCalls: 1000,
      basisDays: 8,
      unusual: true,
    });
    // Deviations from 1000: 0 0 50 50 100 100 100 100; their median is 75.
    expect(found?.zScore).toBeCloseTo(500 / (1.4826 * 75), 9);
  });

  it.each([
    [1389, false],
    [1390, true],
    [611, false],
    [610, true],
  ])('calls %i calls unusual: %s', (calls, unusual) => {
    expect(usageAnomaly(weekly(calls, USUAL), NOW)?.unusual).toBe(unusual);
  });

  it.each<[string, UsageDay[], number | null]>([
    ['4 of 8 weeks', weekly(1000, USUAL.slice(0, 4)), 4],
    ['3 of 8 weeks', weekly(1000, USUAL.slice(0, 3)), null],
    ['a ninth week', weekly(1000, [...USUAL, 1000]), 8],
    ['not yesterday', weekly(1000, USUAL).slice(1), null],
  ])('needs yesterday and 4 weeks: %s', (_, days, basisDays) => {
    expect(usageAnomaly(days, NOW)?.basisDays ?? null).toBe(basisDays);
  });

  it('is not moved by one odd week', () => {
    const odd = [...USUAL.slice(0, 7), 90_000];
    expect(usageAnomaly(weekly(1500, odd), NOW)?.unusual).toBe(true);
  });

  it('takes neither 5 % nor the noise of counting for unusual where weeks were all the same', () => {
    const same = (calls: number) => new Array<number>(8).fill(calls);
    expect(usageAnomaly(weekly(1_050_000, same(1_000_000)), NOW)?.zScore).toBeCloseTo(1, 9);
    expect(usageAnomaly(weekly(6, same(4)), NOW)?.zScore).toBe(1);
    expect(usageAnomaly(weekly(3, same(0)), NOW)?.unusual).toBe(false);
  });

  it('grows with the calls and does not depend on the order of days', () => {
    const calls = fc.nat(1_000_000);
    fc.assert(
      fc.property(fc.array(calls, { minLength: 4, maxLength: 8 }), calls, calls, (before, a, b) => {
        const [low, high] = [a, b].sort((one, other) => one - other) as [number, number];
        const z = (yesterday: number) =>
          usageAnomaly(weekly(yesterday, before).toReversed(), NOW)?.zScore ?? Number.NaN;
        expect(z(high)).toBeGreaterThanOrEqual(z(low));
        expect(usageAnomaly(weekly(low, before), NOW)?.zScore).toBe(z(low));
      }),
      { numRuns: CASES },
    );
  });
});
