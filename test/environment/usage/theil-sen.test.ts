import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, robustDeviation, theilSenSlope } from '../../../src/environment/usage/theil-sen.ts';
import { CASES } from '../../support/cases.ts';

const X = Array.from({ length: 30 }, (_, index) => index);

describe('median', () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[10, 9, 2, 1], 5.5],
    [[], Number.NaN],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('is what sorting finds', () => {
    const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(values, (some) => {
        const sorted = some.toSorted((a, b) => a - b);
        const [low, high] = [(some.length - 1) >> 1, some.length >> 1].map((index) => sorted[index]) as [
          number,
          number,
        ];
        // 0 and -0 count as the same.
        expect(median(some) + 0).toBe((low === high ? low : (low + high) / 2) + 0);
      }),
      { numRuns: CASES },
    );
  });
});

describe('robustDeviation', () => {
  it('estimates a standard deviation and ignores one wild value', () => {
    expect(robustDeviation([1, 2, 3, 4, 5])).toBeCloseTo(1.4826, 12);
    expect(robustDeviation([1, 2, 3, 4, 5_000_000])).toBeCloseTo(1.4826, 12);
  });
});

describe('theilSenSlope', () => {
  it('finds the slope of a line, however wild a quarter of its points', () => {
    const slope = fc.integer({ min: -100, max: 100 });
    const wild = fc.array(fc.tuple(fc.nat(29), fc.integer({ min: -1e6, max: 1e6 })), { maxLength: 7 });
    fc.assert(
      fc.property(slope, wild, (b, outliers) => {
        const y = X.map((x) => 5 + b * x);
        for (const [index, value] of outliers) y[index] = value;
        expect(theilSenSlope(X, y)).toBeCloseTo(b, 9);
      }),
      { numRuns: CASES },
    );
  });

  it('takes only pairs near each other, or within a segment, where told to', () => {
    const stairs = X.map((x) => x + (x >= 15 ? 100 : 0));
    expect(theilSenSlope(X, stairs)).toBeGreaterThan(3);
    expect(theilSenSlope(X, stairs, { reach: 3 })).toBe(1);
    expect(theilSenSlope(X, stairs, { starts: [0, 15] })).toBe(1);
  });

  it('is 0 where there is no pair', () => {
    expect(theilSenSlope([1], [7])).toBe(0);
  });
});
