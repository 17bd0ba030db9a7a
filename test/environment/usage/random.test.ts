import { describe, expect, it } from 'vitest';
import { seeded, seedOf } from '../../../src/environment/usage/random.ts';

const draws = (seed: number, count: number) => Array.from({ length: count }, seeded(seed));

describe('seeded', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    expect(draws(7, 100)).toEqual(draws(7, 100));
    expect(draws(7, 100)).not.toEqual(draws(8, 100));
  });

  it('spreads evenly over 0 to 1', () => {
    const tenths = new Array<number>(10).fill(0);
    for (const draw of draws(1, 100_000))
      tenths[Math.floor(draw * 10)] = (tenths[Math.floor(draw * 10)] ?? 0) + 1;
    // Ten cells of 10,000; a standard deviation is 95.
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });
});

describe('seedOf', () => {
  it('tells numbers, their order and tiny differences apart', () => {
    const seeds = [[1, 2], [2, 1], [1, 2, 0], [1, 2 + 1e-12], [1], []].map(seedOf);
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(seedOf([1, 2])).toBe(seedOf([1, 2]));
  });
});
