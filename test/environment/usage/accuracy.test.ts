import { beforeAll, describe, expect, it } from 'vitest';
import { type Accuracy, add, assess, coverage, errorRatio } from './accuracy.ts';
import { SHAPES } from './shapes.ts';

/** Series of each shape; 15 shapes. */
const SERIES = process.env.FULL ? 400 : 40;

describe(`forecasts of ${SERIES} series of each of ${SHAPES.length} shapes whose future is known`, () => {
  const found = new Map<string, Accuracy>();
  const all = (figure: keyof Accuracy) => [...found.values()].map((one) => one[figure]).reduce(add);

  beforeAll(() => {
    for (const shape of SHAPES) found.set(shape.name, assess(shape, SERIES));
  }, 240_000);

  it.each(['next14', 'next28'] as const)(
    'err at least 20 %% less than repeating the last week: %s',
    (figure) => {
      expect(errorRatio(all(figure))).toBeLessThanOrEqual(0.8);
    },
  );

  it.each(['monthly', 'daily'] as const)(
    'tell the day a limit is reached 20 %% better than that: %s',
    (figure) => {
      expect(errorRatio(all(figure))).toBeLessThanOrEqual(0.8);
    },
  );

  it.each(['next14', 'next28'] as const)('have 75–90 %% of the days between P10 and P90: %s', (figure) => {
    expect(coverage(all(figure))).toBeGreaterThanOrEqual(0.75);
    expect(coverage(all(figure))).toBeLessThanOrEqual(0.9);
  });

  // Whole days: often P10, P50 and P90 are one and the same day, and right, so that more is covered.
  it.each(['monthly', 'daily'] as const)(
    'have at least 75 %% of the dates between P10 and P90: %s',
    (figure) => {
      expect(coverage(all(figure))).toBeGreaterThanOrEqual(0.75);
    },
  );

  it.each(SHAPES.map(({ name }) => name))('hold for each shape: %s', (name) => {
    const { next28, monthly, daily } = found.get(name) as Accuracy;
    expect(errorRatio(next28)).toBeLessThan(1);
    expect(coverage(next28)).toBeGreaterThan(0.68);
    expect(coverage(next28)).toBeLessThan(0.94);
    expect(coverage(add(monthly, daily))).toBeGreaterThan(0.75);
  });
});
