import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiFactors } from '../../../src/environment/usage/api-health.ts';
import type { UsageSummary } from '../../../src/environment/usage/summary.ts';
import { quota } from '../../support/builders.ts';
import { CASES } from '../../support/cases.ts';

const UNKNOWN: Pick<UsageSummary, 'errorRate' | 'averageResponseMs' | 'rateLimitHitRate'> = {
  errorRate: null,
  averageResponseMs: null,
  rateLimitHitRate: null,
};
const WEIGHTS = { QUOTA: 0.3, ERROR_RATE: 0.3, RESPONSE_TIME: 0.2, RATE_LIMIT_HITS: 0.2 };

describe('apiFactors', () => {
  it('gives Acme the factors that make 85', () => {
    const factors = apiFactors(
      { errorRate: 0.003, averageResponseMs: 145, rateLimitHitRate: 23 / 25_500_000 },
      [
        quota(),
        quota({ resource: 'RATE_LIMIT', used: 100, limit: 150 }),
        quota({ resource: 'STORAGE', used: 42, limit: 100 }),
      ],
    );
    expect(factors.map(({ metric, passed }) => `${metric} ${passed}`)).toEqual([
      'QUOTA false',
      'ERROR_RATE true',
      'RESPONSE_TIME true',
      'RATE_LIMIT_HITS true',
    ]);
    const score = factors.reduce(
      (sum, { metric, points }) => sum + WEIGHTS[metric] * (points ?? Number.NaN),
      0,
    );
    expect(score).toBeCloseTo(85, 9);
  });

  it.each<[string, Partial<typeof UNKNOWN>, number, number]>([
    ['1 % errors', { errorRate: 0.01 }, 1, 100],
    ['3 % errors', { errorRate: 0.03 }, 1, 50],
    ['5 % errors', { errorRate: 0.05 }, 1, 0],
    ['200 ms', { averageResponseMs: 200 }, 2, 100],
    ['600 ms', { averageResponseMs: 600 }, 2, 50],
    ['1 s', { averageResponseMs: 1000 }, 2, 0],
    ['0.1 % limit hits', { rateLimitHitRate: 0.001 }, 3, 100],
    ['0.55 % limit hits', { rateLimitHitRate: 0.0055 }, 3, 50],
    ['1 % limit hits', { rateLimitHitRate: 0.01 }, 3, 0],
  ])(
    'is linear between its ends, and a benchmark has to be stayed below: %s',
    (_, figures, index, points) => {
      const factor = apiFactors({ ...UNKNOWN, ...figures }, [])[index];
      expect(factor?.points).toBeCloseTo(points, 9);
      expect(factor?.passed).toBe(false);
    },
  );

  it.each([
    [0.7, 100],
    [0.85, 50],
    [1, 0],
    [1.5, 0],
  ])('judges the quota closest to its limit: %d', (ratio, points) => {
    const quotas = [
      quota({ used: 1, limit: 100 }),
      quota({ used: ratio * 100, limit: 100 }),
      quota({ limit: null }),
    ];
    const [factor] = apiFactors(UNKNOWN, quotas);
    expect(factor?.value).toBeCloseTo(ratio, 12);
    expect(factor?.points).toBeCloseTo(points, 9);
  });

  it.each<[string, Parameters<typeof quota>[0][]]>([
    ['no quotas', []],
    ['only unlimited ones', [{ limit: null }]],
    ['only absurd ones', [{ used: -1 }, { used: Number.NaN }]],
  ])('leaves unknown what is unknown: %s', (_, quotas) => {
    for (const factor of apiFactors(UNKNOWN, quotas.map(quota))) {
      expect(factor).toMatchObject({
        value: null,
        passed: null,
        points: null,
        benchmark: expect.any(Number),
      });
    }
  });

  it('never gives fewer points for better figures, and none for missing ones', () => {
    const figure = (max: number) => fc.option(fc.double({ min: 0, max, noNaN: true }), { nil: null });
    const figures = fc.record({
      errorRate: figure(0.1),
      averageResponseMs: figure(2000),
      rateLimitHitRate: figure(0.02),
      used: figure(1500),
    });
    const judged = ({ used, ...summary }: { used: number | null } & typeof UNKNOWN) =>
      apiFactors(summary, used === null ? [] : [quota({ used, limit: 1000 })]);
    fc.assert(
      fc.property(figures, fc.double({ min: 0, max: 1, noNaN: true }), (some, share) => {
        const less = (value: number | null) => (value === null ? null : value * share);
        const better = {
          errorRate: less(some.errorRate),
          averageResponseMs: less(some.averageResponseMs),
          rateLimitHitRate: less(some.rateLimitHitRate),
          used: less(some.used),
        };
        const after = judged(better);
        for (const [index, { value, points }] of judged(some).entries()) {
          if (value === null) expect([points, after[index]?.points]).toEqual([null, null]);
          else expect(after[index]?.points).toBeGreaterThanOrEqual(points ?? Number.NaN);
        }
      }),
      { numRuns: CASES },
    );
  });
});
