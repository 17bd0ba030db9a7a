import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UsageDay } from '../../../src/environment/usage/model.ts';
import { percentile, summarize } from '../../../src/environment/usage/summary.ts';
import { daysBefore, endpointUsage, NOW, usageDay, usageDays } from '../../support/builders.ts';
import { CASES } from '../../support/cases.ts';

const dayBefore = (days: number, over: Partial<UsageDay> = {}) =>
  usageDay({ day: daysBefore(days).slice(0, 10), ...over });
const histogram = (counts: Record<number, number>) =>
  Array.from({ length: 14 }, (_, index) => counts[index] ?? 0);

describe('summarize', () => {
  it("gives Acme's figures", () => {
    const days = usageDays(30);
    days[0] = dayBefore(30, { rateLimited: 23 });
    const summary = summarize(days, [endpointUsage()], NOW);
    expect(summary).toMatchObject({
      reportedDays: 30,
      callsPerDay: 850_000,
      totalCalls: 25_500_000,
      errorRate: 0.003,
      averageResponseMs: 145,
      rateLimitHits: 23,
      endpointsUsed: 1,
    });
    expect(summary.rateLimitHitRate).toBeCloseTo(23 / 25_500_000, 15);
  });

  it('knows nothing where nothing was reported', () => {
    const { reportedDays, ...figures } = summarize([], [], NOW);
    expect(reportedDays).toBe(0);
    expect(Object.values(figures)).toEqual(new Array(11).fill(null));
  });

  it('has totals but no rates where nobody called', () => {
    const idle = {
      calls: 0,
      clientErrors: 0,
      serverErrors: 0,
      latencyTotalMs: 0,
      latencyHistogram: histogram({}),
    };
    expect(summarize(usageDays(30, idle), [], NOW)).toEqual({
      reportedDays: 30,
      callsPerDay: 0,
      totalCalls: 0,
      errorRate: null,
      averageResponseMs: null,
      p50Ms: null,
      p95Ms: null,
      p99Ms: null,
      rateLimitHits: 0,
      rateLimitHitRate: null,
      changeFromPreviousPeriod: null,
      endpointsUsed: 0,
    });
  });

  it('takes the 30 complete UTC days: neither today nor the 31st', () => {
    const days = [
      dayBefore(31, { calls: 1 }),
      dayBefore(30, { calls: 10 }),
      dayBefore(1, { calls: 100 }),
      dayBefore(0, { calls: 1000 }),
    ];
    expect(summarize(days, [], NOW)).toMatchObject({ reportedDays: 2, totalCalls: 110, callsPerDay: 55 });
    const nextDay = new Date(`${daysBefore(-1).slice(0, 10)}T00:00:00Z`);
    expect(summarize(days, [], nextDay).totalCalls).toBe(1100);
  });

  it('takes the mean time of the days that have one', () => {
    const days = [
      dayBefore(1, { calls: 100, latencyTotalMs: 10_000 }),
      dayBefore(2, { calls: 300, latencyTotalMs: 60_000 }),
      dayBefore(3, { calls: 999, latencyTotalMs: null }),
    ];
    expect(summarize(days, [], NOW).averageResponseMs).toBe(175);
  });

  it('sums the histograms it can read', () => {
    const days = [
      dayBefore(1, { latencyHistogram: histogram({ 5: 50 }) }),
      dayBefore(2, { latencyHistogram: histogram({ 6: 50 }) }),
      dayBefore(3, { latencyHistogram: [] }),
      dayBefore(4, { latencyHistogram: [1000, 1000] }),
    ];
    const { p50Ms, p95Ms, p99Ms } = summarize(days, [], NOW);
    expect([p50Ms, p95Ms, p99Ms]).toEqual([150, 195, 199]);
  });

  it.each<[string, number, number, number | null]>([
    ['a fifth more', 100, 120, 0.2],
    ['half', 100, 50, -0.5],
    ['stopped', 100, 0, -1],
    ['from nothing', 0, 100, null],
  ])('compares with the 30 days before: %s', (_, before, after, expected) => {
    const days = usageDays(60).map((day, index) => ({ ...day, calls: index < 30 ? before : after }));
    const { changeFromPreviousPeriod } = summarize(days, [], NOW);
    if (expected === null) expect(changeFromPreviousPeriod).toBeNull();
    else expect(changeFromPreviousPeriod).toBeCloseTo(expected, 12);
  });

  it.each<[number, number, number | null]>([
    [14, 30, 0],
    [13, 30, null],
    [30, 14, 0],
    [30, 13, null],
  ])('compares means per day of at least 14 days: %i before, %i after', (before, after, expected) => {
    const days = usageDays(60).filter((_, index) => (index < 30 ? index < before : index < 30 + after));
    expect(summarize(days, [], NOW).changeFromPreviousPeriod).toBe(expected);
  });

  it('counts endpoints that were called, and does not take a missing breakdown for none', () => {
    const endpoints = [endpointUsage(), endpointUsage({ endpoint: '/b', calls: 0 })];
    expect(summarize(usageDays(30), endpoints, NOW).endpointsUsed).toBe(1);
    expect(summarize(usageDays(30), [], NOW).endpointsUsed).toBeNull();
  });

  it('keeps rates within 0 and 1, and never counts a missing day as 0 calls', () => {
    const day = fc.record({
      calls: fc.integer({ min: 0, max: 1e9 }),
      failed: fc.double({ min: 0, max: 1, noNaN: true }),
      limited: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const days = fc.array(fc.option(day, { nil: null }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(days, (drawn) => {
        const reported = drawn.flatMap((one, index) => {
          if (one === null) return [];
          const serverErrors = Math.floor(one.calls * one.failed);
          const rateLimited = Math.floor((one.calls - serverErrors) * one.limited);
          return [dayBefore(index + 1, { calls: one.calls, clientErrors: 0, serverErrors, rateLimited })];
        });
        const { callsPerDay, errorRate, rateLimitHitRate } = summarize(reported, [], NOW);
        for (const rate of [errorRate, rateLimitHitRate])
          expect(rate === null || (rate >= 0 && rate <= 1)).toBe(true);
        const calls = reported.map((one) => one.calls);
        if (callsPerDay === null) expect(reported).toEqual([]);
        else {
          expect(callsPerDay).toBeGreaterThanOrEqual(Math.min(...calls));
          expect(callsPerDay).toBeLessThanOrEqual(Math.max(...calls));
        }
      }),
      { numRuns: CASES },
    );
  });
});

describe('percentile', () => {
  it.each<[string, Record<number, number>, number, number | null]>([
    ['of nothing', {}, 0.5, null],
    ['in the first bucket, from 0', { 0: 10 }, 0.5, 5],
    ['within a bucket', { 4: 100 }, 0.95, 98.75],
    ['the fastest call, past empty buckets', { 4: 50 }, 0, 75],
    ['at a bucket edge', { 4: 50, 6: 50 }, 0.5, 100],
    ['past empty buckets', { 4: 50, 7: 50 }, 0.75, 250],
    ['slower than the last bound', { 13: 10 }, 0.5, 5000],
    ['half of them slower than the last bound', { 0: 10, 13: 10 }, 0.99, 5000],
  ])('interpolates: %s', (_, counts, share, expected) => {
    expect(percentile(histogram(counts), share)).toBe(expected);
  });

  it('grows with the share and stays within the bounds', () => {
    const counts = fc.array(fc.nat(1000), { minLength: 14, maxLength: 14 });
    const share = fc.double({ min: 0.001, max: 1, noNaN: true });
    fc.assert(
      fc.property(counts, share, share, (some, a, b) => {
        const low = percentile(some, Math.min(a, b));
        const high = percentile(some, Math.max(a, b));
        const empty = some.every((count) => count === 0);
        expect([low === null, high === null]).toEqual([empty, empty]);
        if (low !== null && high !== null) expect(low >= 0 && low <= high + 1e-9 && high <= 5000).toBe(true);
      }),
      { numRuns: CASES },
    );
  });
});
