import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topEndpoints } from '../../../src/environment/usage/top-endpoints.ts';
import { endpointUsage } from '../../support/builders.ts';
import { CASES } from '../../support/cases.ts';

const perDay = (figures: Record<string, number>, days = 30) =>
  Object.entries(figures).map(([endpoint, calls]) => endpointUsage({ endpoint, calls: calls * days }));
const ACME = perDay({
  '/api/v2/webhooks': 8_000,
  '/api/v2/events': 80_000,
  '/api/v2/reports': 200_000,
  '/api/v2/data': 450_000,
  '/api/v2/search': 12_000,
  '/api/v2/users': 100_000,
});

describe('topEndpoints', () => {
  it("gives PRD-079's table for Acme", () => {
    const lines = topEndpoints(ACME, 5).map(
      ({ endpoint, callsPerDay, share }) => `${endpoint} ${callsPerDay} ${Math.round(share * 100)}%`,
    );
    expect(lines).toEqual([
      '/api/v2/data 450000 53%',
      '/api/v2/reports 200000 24%',
      '/api/v2/users 100000 12%',
      '/api/v2/events 80000 9%',
      'Other 20000 2%',
    ]);
  });

  it('names all of them where they fit', () => {
    expect(topEndpoints(ACME, 6).map(({ endpoint }) => endpoint)).not.toContain('Other');
    expect(topEndpoints(ACME, 1)).toEqual([{ endpoint: 'Other', callsPerDay: 850_000, share: 1 }]);
  });

  it('leaves out what nobody called', () => {
    expect(topEndpoints(perDay({ '/a': 0, '/b': 0 }), 5)).toEqual([]);
    expect(topEndpoints(perDay({ '/a': 0, '/b': 1 }), 1).map(({ endpoint }) => endpoint)).toEqual(['/b']);
  });

  it('divides by the days that were reported', () => {
    expect(topEndpoints(perDay({ '/a': 70 }, 10), 5, 10)[0]?.callsPerDay).toBe(70);
    expect(topEndpoints(perDay({ '/a': 70 }, 30), 5, 0)[0]?.callsPerDay).toBe(70);
  });

  it('always adds up to all calls, in at most as many entries as asked for', () => {
    const endpoints = fc
      .array(fc.integer({ min: 0, max: 1e9 }), { maxLength: 30 })
      .map((calls) => calls.map((count, index) => endpointUsage({ endpoint: `/${index}`, calls: count })));
    fc.assert(
      fc.property(endpoints, fc.integer({ min: 1, max: 35 }), (some, first) => {
        const lines = topEndpoints(some, first);
        const calls = some.reduce((sum, one) => sum + one.calls, 0);
        expect(lines.length).toBeLessThanOrEqual(first);
        expect(lines.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(calls > 0 ? 1 : 0, 9);
        expect(lines.reduce((sum, { callsPerDay }) => sum + callsPerDay * 30, 0)).toBeCloseTo(calls, 3);
      }),
      { numRuns: CASES },
    );
  });
});
