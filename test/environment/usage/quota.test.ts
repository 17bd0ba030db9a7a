import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type QuotaStatus, quotaStatus, usedRatio } from '../../../src/environment/usage/quota.ts';
import { CASES } from '../../support/cases.ts';

const LADDER: QuotaStatus[] = ['OK', 'WARNING', 'CRITICAL', 'EXCEEDED'];

describe('usedRatio', () => {
  it.each<[number, number | null, number | null]>([
    [850_000, 1_000_000, 0.85],
    [0, 10, 0],
    [12, 10, 1.2],
    [5, null, null],
    [0, 0, 0],
    [1, 0, 1],
    [-1, 10, null],
    [1, -10, null],
    [Number.NaN, 10, null],
    [1, Number.NaN, null],
    [Number.POSITIVE_INFINITY, 10, null],
    [1, Number.POSITIVE_INFINITY, null],
  ])('%d of %s is %s', (used, limit, expected) => {
    expect(usedRatio({ used, limit })).toBe(expected);
  });
});

describe('quotaStatus', () => {
  it.each<[number | null, QuotaStatus | null]>([
    [null, null],
    [Number.NaN, null],
    [0, 'OK'],
    [0.79999, 'OK'],
    [0.8, 'WARNING'],
    [0.9, 'WARNING'],
    [0.90001, 'CRITICAL'],
    [0.99999, 'CRITICAL'],
    [1, 'EXCEEDED'],
    [7, 'EXCEEDED'],
  ])('%s is %s without a status before', (ratio, expected) => {
    expect(quotaStatus(ratio)).toBe(expected);
  });

  it.each<[QuotaStatus, number, QuotaStatus]>([
    ['OK', 0.79, 'OK'],
    ['WARNING', 0.79, 'WARNING'],
    ['WARNING', 0.75, 'WARNING'],
    ['WARNING', 0.7499, 'OK'],
    ['WARNING', 0.9, 'WARNING'],
    ['CRITICAL', 0.9, 'CRITICAL'],
    ['CRITICAL', 0.851, 'CRITICAL'],
    ['CRITICAL', 0.85, 'WARNING'],
    ['CRITICAL', 0.76, 'WARNING'],
    ['CRITICAL', 0.74, 'OK'],
    ['EXCEEDED', 0.95, 'EXCEEDED'],
    ['EXCEEDED', 0.9499, 'CRITICAL'],
    ['EXCEEDED', 0.86, 'CRITICAL'],
    ['EXCEEDED', 0.8, 'WARNING'],
    ['EXCEEDED', 0, 'OK'],
    ['OK', 1, 'EXCEEDED'],
  ])('after %s, %d is %s', (previous, ratio, expected) => {
    expect(quotaStatus(ratio, previous)).toBe(expected);
  });

  it('is never better for more use, nor after a worse status, nor worse than 5 points explain', () => {
    const ratio = fc.double({ min: 0, max: 1.2, noNaN: true });
    const previous = fc.constantFrom(null, ...LADDER);
    const rank = (some: number, before: QuotaStatus | null) =>
      LADDER.indexOf(quotaStatus(some, before) as QuotaStatus);
    fc.assert(
      fc.property(ratio, ratio, previous, (a, b, before) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(rank(high, before)).toBeGreaterThanOrEqual(rank(low, before));
        expect(rank(a, before)).toBeGreaterThanOrEqual(rank(a, null));
        expect(rank(a, before)).toBeLessThanOrEqual(rank(a + 0.05 + 1e-9, null));
      }),
      { numRuns: CASES },
    );
  });
});
