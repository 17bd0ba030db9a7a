import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumberAt } from '../../../src/environment/usage/days.ts';
import { forecastQuota } from '../../../src/environment/usage/forecast.ts';
import type { Quota, UsageDay } from '../../../src/environment/usage/model.ts';
import { NOW, quota, usageDays } from '../../support/builders.ts';
import { CASES } from '../../support/cases.ts';
import { draw, type Shape, usageOf } from './series.ts';

const TODAY = dayNumberAt(NOW);
const FLAT: Shape = { name: 'flat', noise: 0.1, week: [1, 1, 1, 1, 1, 1, 1], base: 1000 };
const days = (over: Partial<Shape> = {}) => usageOf(draw({ ...FLAT, ...over }, TODAY, 0, 1).past);
const calls = (over: Partial<Quota>) => quota({ used: 0, updatedAt: '2025-01-01T00:00:00Z', ...over });
const NONE = {
  exhaustedOn: null,
  probabilityInPeriod: null,
  method: null,
  basisDays: null,
  backtestError: null,
};

describe('forecastQuota', () => {
  it.each<[string, Partial<Quota>]>([
    ['a rate', { resource: 'RATE_LIMIT', period: 'SECOND' }],
    ['stored data', { resource: 'STORAGE', period: 'NONE' }],
    ['calls per second', { period: 'SECOND' }],
    ['what is unlimited', { limit: null }],
    ['a limit that is none', { limit: -1 }],
  ])('does not forecast %s', (_, over) => {
    expect(forecastQuota(calls(over), days(), NOW)).toBeNull();
  });

  it.each<[string, UsageDay[], string]>([
    ['no days', [], 'Use is known for 0 of the last 56 days; a forecast needs at least 14.'],
    ['13 days', usageDays(13), 'Use is known for 13 of the last 56 days; a forecast needs at least 14.'],
    [
      'gaps',
      usageDays(56).filter((_, index) => index % 3 === 1),
      'Use is known for only 19 of the last 55 days.',
    ],
    ['no calls', usageDays(30, { calls: 0 }), 'There were no calls in the last 30 days.'],
    ['nothing new', usageDays(40).slice(0, 30), 'No use has been reported for the last 10 days.'],
    [
      'calls on a few days',
      usageDays(56).map((day, index) => ({ ...day, calls: index % 5 === 0 ? 100 : 0 })),
      'Use is too irregular for a forecast: there are no calls on most days.',
    ],
  ])('says why there is none: %s', (_, known, unavailableReason) => {
    expect(forecastQuota(calls({}), known, NOW)).toEqual({ ...NONE, unavailableReason });
  });

  it('takes 14 days, but no more than the 56 complete ones, and no test of itself under 21', () => {
    const basis = (count: number) => forecastQuota(calls({}), usageDays(count), NOW);
    expect(basis(14)).toMatchObject({ basisDays: 14, backtestError: null, unavailableReason: null });
    expect(basis(21)?.backtestError).toBe(0);
    expect(basis(80)?.basisDays).toBe(56);
  });

  it('forecasts a month by its sum', () => {
    // 27 days of January and half of the 28th are used: about 27,500 of 1,000 a day.
    const today = { ...(days().at(-1) as UsageDay), day: '2026-01-28', calls: 500 };
    const forecast = (limit: number) =>
      forecastQuota(calls({ period: 'MONTH', limit }), [...days(), today], NOW);
    const soon = forecast(29_500);
    expect(soon?.exhaustedOn?.p50).toMatch(/^2026-01-(29|30)$/);
    expect(soon?.probabilityInPeriod).toBeGreaterThan(0.9);
    expect(forecast(60_000)).toMatchObject({
      exhaustedOn: { p10: null, p50: null, p90: null },
      probabilityInPeriod: 0,
    });
  });

  it('forecasts the first day over the limit of a day', () => {
    const growing = days({ trend: [0.01, 0.01], noise: 0.02 });
    // 1,000 a day 56 days ago and 10 more each day: 1,800 in 24 days.
    const { exhaustedOn, probabilityInPeriod } = forecastQuota(calls({ limit: 1800 }), growing, NOW) ?? {};
    expect(exhaustedOn?.p10 && exhaustedOn.p10 >= '2026-02-10').toBe(true);
    expect(exhaustedOn?.p90 && exhaustedOn.p90 <= '2026-02-28').toBe(true);
    expect(probabilityInPeriod).toBe(0);
  });

  it('starts from the new level after a shift', () => {
    const doubled = days({ step: [1, 1], noise: 0.05 });
    expect(forecastQuota(calls({ limit: 1500 }), doubled, NOW)).toMatchObject({
      exhaustedOn: { p10: '2026-01-28', p90: '2026-01-28' },
      probabilityInPeriod: 1,
    });
    expect(forecastQuota(calls({ limit: 3000 }), doubled, NOW)?.exhaustedOn?.p10).toBeNull();
  });

  it('follows weekdays: a limit that only Mondays reach is reached on a Monday', () => {
    const mondays = days({ week: [0.5, 2, 1, 1, 1, 1, 0.5], noise: 0.05 });
    const { exhaustedOn } = forecastQuota(calls({ limit: 1600 }), mondays, NOW) ?? {};
    expect(exhaustedOn).toEqual({ p10: '2026-02-02', p50: '2026-02-02', p90: '2026-02-02' });
  });

  it('measures its own error', () => {
    const error = (noise: number) =>
      forecastQuota(calls({}), days({ noise }), NOW)?.backtestError ?? Number.NaN;
    // The mean absolute deviation of normal noise is 0.8 of its standard deviation.
    expect(error(0.1)).toBeGreaterThan(0.05);
    expect(error(0.1)).toBeLessThan(0.12);
    expect(error(0.3)).toBeGreaterThan(error(0.1));
  });

  it('measures it on days that it has not seen', () => {
    const doubled = usageDays(56).map((day, index) => ({ ...day, calls: index < 42 ? 1000 : 2000 }));
    expect(forecastQuota(calls({}), doubled, NOW)?.backtestError).toBeCloseTo(0.5, 9);
  });

  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('leaves out a day of %d calls', (absurd) => {
    const odd = days().map((day, index) => (index === 50 ? { ...day, calls: absurd } : day));
    expect(forecastQuota(calls({ limit: 5000 }), odd, NOW)?.basisDays).toBe(55);
  });

  it('does not take the part of today that has passed for a day', () => {
    const begun = [...days(), { ...(days().at(-1) as UsageDay), day: '2026-01-28', calls: 0 }];
    expect(forecastQuota(calls({}), begun, NOW)?.basisDays).toBe(56);
  });

  it('gives the same for the same days in any order, and dates and shares that make sense', () => {
    const shape = fc.record({
      noise: fc.double({ min: 0, max: 0.6, noNaN: true }),
      trend: fc.constantFrom([-0.01, 0.02] as const),
      step: fc.constantFrom(undefined, [-0.8, 2] as const),
      missing: fc.constantFrom(0, 0.3),
      history: fc.integer({ min: 14, max: 56 }),
      peaks: fc.constantFrom(0, 0.1),
    });
    const limit = fc.integer({ min: 0, max: 60_000 });
    const period = fc.constantFrom('DAY' as const, 'MONTH' as const);
    fc.assert(
      fc.property(shape, fc.nat(), limit, period, (some, seed, most, per) => {
        const { step, ...rest } = some;
        const known = usageOf(draw({ ...FLAT, ...rest, ...(step ? { step } : {}) }, TODAY, 0, seed).past);
        const subject = calls({ limit: most, period: per });
        const forecast = forecastQuota(subject, known, NOW);
        // A forecast is dear, so that each case tries one of the two comparisons.
        const shuffles = seed % 2 === 0;
        if (shuffles) expect(forecastQuota(subject, known.toReversed(), NOW)).toEqual(forecast);
        if (forecast === null || forecast.exhaustedOn === null) {
          expect(forecast?.unavailableReason).toMatch(/\.$/);
          return;
        }
        const { p10, p50, p90 } = forecast.exhaustedOn;
        const late = '9999-12-31';
        expect((p10 ?? late) <= (p50 ?? late) && (p50 ?? late) <= (p90 ?? late)).toBe(true);
        expect(forecast.probabilityInPeriod).toBeGreaterThanOrEqual(0);
        expect(forecast.probabilityInPeriod).toBeLessThanOrEqual(1);
        if (shuffles) return;
        const higher = forecastQuota({ ...subject, limit: most * 1.5 }, known, NOW);
        expect((higher?.exhaustedOn?.p50 ?? late) >= (p50 ?? late)).toBe(true);
        expect(higher?.probabilityInPeriod).toBeLessThanOrEqual(forecast.probabilityInPeriod ?? Number.NaN);
      }),
      { numRuns: CASES },
    );
  }, 400_000);
});
