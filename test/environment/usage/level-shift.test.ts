import { describe, expect, it } from 'vitest';
import { findLevelShift } from '../../../src/environment/usage/level-shift.ts';
import { seeded } from '../../../src/environment/usage/random.ts';

const X = Array.from({ length: 56 }, (_, index) => index);

function series(level: (x: number) => number, noise: number, seed = 1): number[] {
  const random = seeded(seed);
  return X.map((x) => level(x) * (1 + noise * (random() + random() + random() - 1.5)));
}

describe('findLevelShift', () => {
  it.each([
    ['up', 30, 1.5],
    ['down', 30, 0.5],
    ['4 days ago', 52, 1.6],
    ['early', 4, 0.6],
  ])('finds a shift %s', (_, start, ratio) => {
    const found = findLevelShift(
      X,
      series((x) => (x < start ? 1000 : 1000 * ratio), 0.15),
    );
    expect(found?.start).toBe(start);
    expect(found?.ratio).toBeGreaterThan(ratio * 0.9);
    expect(found?.ratio).toBeLessThan(ratio * 1.1);
  });

  it('finds it on a slope, and does not count the slope in', () => {
    const found = findLevelShift(
      X,
      series((x) => (1000 + 10 * x) * (x < 30 ? 1 : 1.5), 0.1),
    );
    expect(found?.start).toBe(30);
    expect(Math.abs((found?.ratio ?? 0) - 1.5)).toBeLessThan(0.2);
  });

  it.each<[string, (x: number) => number]>([
    ['noise', () => 1000],
    ['a slope', (x) => 1000 + 20 * x],
    ['a slope down', (x) => 2000 - 20 * x],
  ])('takes %s for none, at most once in 50', (_, level) => {
    const found = Array.from({ length: 100 }, (_, seed) => findLevelShift(X, series(level, 0.2, seed)));
    expect(found.filter((shift) => shift !== null).length).toBeLessThanOrEqual(2);
  });

  it.each<[string, number[]]>([
    ['a constant', X.map(() => 1000)],
    ['nothing but zeros', X.map(() => 0)],
    ['one peak', X.map((x) => (x === 30 ? 9000 : 1000 + (x % 7)))],
    ['too few points', [1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9]],
  ])('takes %s for none', (_, y) => {
    expect(findLevelShift(X.slice(0, y.length), y)).toBeNull();
  });
});
