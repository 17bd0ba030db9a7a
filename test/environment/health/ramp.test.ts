import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rampPoints } from '../../../src/environment/health/ramp.ts';
import { CASES } from '../../support/cases.ts';

describe('rampPoints', () => {
  it.each([
    ['far below', 0, 100],
    ['where points start to fall', 0.25, 100],
    ['half way', 0.5, 50],
    ['just before the end', 0.74, 2],
    ['at the end', 0.75, 0],
    ['beyond it', 7, 0],
    ['infinite', Number.POSITIVE_INFINITY, 0],
    ['unknown', null, null],
    ['no number', Number.NaN, null],
  ])('falls linearly from fullAt to zeroAt: %s', (_, value, points) => {
    const found = rampPoints(value, { fullAt: 0.25, zeroAt: 0.75 });
    if (points === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(points, 9);
  });

  it('rises where more is better', () => {
    const ramp = { fullAt: 10, zeroAt: 0 };
    expect([-1, 0, 5, 10, 11].map((value) => rampPoints(value, ramp))).toEqual([0, 0, 50, 100, 100]);
  });

  it('is a step where both ends are the same', () => {
    const ramp = { fullAt: 1, zeroAt: 1 };
    expect([0.9, 1, 1.1].map((value) => rampPoints(value, ramp))).toEqual([100, 100, 0]);
  });

  it('stays within 0 and 100 and never gives fewer points for a better value', () => {
    const value = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(value, value, value, value, (a, b, fullAt, zeroAt) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const [better, worse] = fullAt <= zeroAt ? [low, high] : [high, low];
        const points = [better, worse].map((one) => rampPoints(one, { fullAt, zeroAt })) as [number, number];
        expect(points[0]).toBeGreaterThanOrEqual(points[1]);
        for (const one of points) expect(one >= 0 && one <= 100).toBe(true);
      }),
      { numRuns: CASES },
    );
  });
});
