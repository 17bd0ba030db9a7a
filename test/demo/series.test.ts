import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom, memberSeed } from '../../src/demo/random.ts';
import { apportion, completeDays, crossApportion, latencyHistogram } from '../../src/demo/series.ts';

const sum = (list: readonly number[]) => list.reduce((left, right) => left + right, 0);
const totals = fc.array(fc.integer({ min: 0, max: 900_000 }), { minLength: 1, maxLength: 30 });

describe('Made-up series add up', () => {
  test('parts sum to their total, and none is negative', () => {
    const weights = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), weights, (total, list) => {
        const parts = apportion(total, list);
        expect(sum(parts)).toBe(total);
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('a table sums exactly to its rows and to its columns', () => {
    fc.assert(
      fc.property(
        totals,
        fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1 }),
        (rows, shares) => {
          fc.pre(sum(rows) > 0);
          const columns = apportion(sum(rows), shares);
          const cells = crossApportion(rows, columns);
          expect(cells.map(sum)).toEqual(rows);
          expect(columns.map((_, column) => sum(cells.map((row) => row[column] ?? 0)))).toEqual(columns);
        },
      ),
    );
  });

  test('a latency histogram holds every call, around the mean asked for', () => {
    const histogram = latencyHistogram(1_000_000, 145);
    expect(histogram).toHaveLength(14);
    expect(sum(histogram)).toBe(1_000_000);
    const middles = [5, 17.5, 37.5, 62.5, 87.5, 125, 175, 250, 400, 625, 875, 1_500, 3_500, 7_500];
    const mean = sum(histogram.map((calls, bucket) => calls * (middles[bucket] ?? 0))) / 1_000_000;
    expect(Math.abs(mean - 145)).toBeLessThan(6);
    expect(sum(latencyHistogram(0, 145))).toBe(0);
  });

  test('complete days end yesterday in UTC, whatever the hour', () => {
    expect(completeDays(new Date('2026-03-01T00:00:00Z'), 2)).toEqual(['2026-02-27', '2026-02-28']);
    expect(completeDays(new Date('2026-03-01T23:59:59Z'), 1)).toEqual(['2026-02-28']);
  });
});

describe('Random choices repeat', () => {
  test('the same seed gives the same stream, another one another', () => {
    const take = (seed: number) => Array.from({ length: 20 }, createRandom(seed).next);
    expect(take(79)).toEqual(take(79));
    expect(take(memberSeed(79, 0))).not.toEqual(take(memberSeed(79, 1)));
  });

  test('UUIDs are of version 4 and do not repeat', () => {
    const { uuid } = createRandom(79);
    const ids = Array.from({ length: 5_000 }, uuid);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('whole numbers reach both ends, a sample has no element twice, weights of zero are never chosen', () => {
    const random = createRandom(7);
    expect(new Set(Array.from({ length: 200 }, () => random.integer(1, 4)))).toEqual(new Set([1, 2, 3, 4]));
    expect(random.sample([1, 2, 3], 9).sort()).toEqual([1, 2, 3]);
    const chosen = Array.from({ length: 200 }, () =>
      random.weighted([
        ['never', 0],
        ['always', 1],
      ]),
    );
    expect(new Set(chosen)).toEqual(new Set(['always']));
  });
});
