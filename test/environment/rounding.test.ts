import { describe, expect, it } from 'vitest';
import { roundHalfUp, withoutNoise } from '../../src/environment/rounding.ts';

describe('roundHalfUp', () => {
  it.each([
    [84.5, 85],
    [84.49, 84],
    [0.5, 1],
    [0, 0],
    [100, 100],
    [-0.5, 0],
    [-1.5, -1],
  ])('rounds %d to %d', (value, rounded) => {
    expect(roundHalfUp(value)).toBe(rounded);
  });

  it('takes a sum for the half that it would be without binary fractions', () => {
    // Weights of the score: 31.499999999999996.
    expect(0.35 * 90).toBeLessThan(31.5);
    expect(roundHalfUp(0.35 * 90)).toBe(32);
    // 1.005 × 100 is 100.49999999999999.
    expect(1.005 * 100).toBeLessThan(100.5);
    expect(roundHalfUp(1.005 * 100)).toBe(101);
  });

  it('rounds to decimals', () => {
    expect(roundHalfUp(1.005, 2)).toBe(1.01);
    expect(roundHalfUp(66.6666, 1)).toBe(66.7);
  });
});

describe('withoutNoise', () => {
  it('drops what binary fractions add and nothing else', () => {
    expect(0.35 * 90).not.toBe(31.5);
    expect(withoutNoise(0.35 * 90)).toBe(31.5);
    expect(withoutNoise(84.4999)).toBe(84.4999);
  });
});
