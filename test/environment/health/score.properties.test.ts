import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/environment/facts.ts';
import { POLICY } from '../../../src/environment/health/policy.ts';
import { type Health, scoreHealth } from '../../../src/environment/health/score.ts';
import type { HealthStatus } from '../../../src/environment/integrations/model.ts';
import type { SettingState } from '../../../src/environment/security/model.ts';
import { factsArbitrary } from '../../support/arbitraries.ts';
import { issue, NOW } from '../../support/builders.ts';
import { CASES } from '../../support/cases.ts';

const score = (facts: Facts) => scoreHealth(facts, POLICY, NOW);
const factors = ({ components }: Health) => components.flatMap((component) => component.factors);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const holds = (property: (facts: Facts) => void, arbitrary = factsArbitrary) =>
  fc.assert(fc.property(arbitrary, property), { numRuns: CASES });

describe('for facts of any shape', () => {
  it('the weighted points of the known factors are their component', () => {
    holds((facts) => {
      for (const { exactScore, factors: all } of score(facts).components) {
        const known = all.filter(({ points }) => points !== null);
        const weight = sum(known.map((factor) => factor.weight));
        if (exactScore === null) expect(weight).toBe(0);
        else
          expect(exactScore).toBeCloseTo(sum(known.map((one) => one.weight * (one.points ?? 0))) / weight, 6);
      }
    });
  });

  it('the weighted components are the score, unless it is held', () => {
    holds((facts) => {
      const { components, uncappedScore, exactScore, cappedBy, coverage } = score(facts);
      const known = components.filter((one) => one.exactScore !== null);
      const weight = sum(known.map((one) => one.weight));
      expect(uncappedScore === null).toBe(coverage < 0.6);
      if (uncappedScore === null) return;
      expect(uncappedScore).toBeCloseTo(
        sum(known.map((one) => one.weight * (one.exactScore ?? 0))) / weight,
        6,
      );
      expect(exactScore).toBe(cappedBy === null ? uncappedScore : 74);
    });
  });

  it('the points lost are those that are missing to 100', () => {
    holds((facts) => {
      const health = score(facts);
      const lost = factors(health).map(({ pointsLost }) => pointsLost ?? 0);
      if (health.uncappedScore !== null) expect(sum(lost)).toBeCloseTo(100 - health.uncappedScore, 6);
      else expect(sum(lost)).toBe(0);
    });
  });

  it('everything is within its bounds, and the weights of a part with factors are 1', () => {
    holds((facts) => {
      const health = score(facts);
      const figures = [health, ...health.components].flatMap((one) => [one.score, one.exactScore]);
      const all = [
        ...figures,
        health.uncappedScore,
        ...factors(health).flatMap((one) => [one.points, one.pointsLost]),
      ];
      for (const figure of all) if (figure !== null) expect(figure >= 0 && figure <= 100).toBe(true);
      expect(health.coverage >= 0 && health.coverage <= 1).toBe(true);
      for (const { factors: own } of health.components) {
        const weight = sum(own.map((factor) => factor.weight));
        if (weight > 0) expect(weight).toBeCloseTo(1, 9);
      }
    });
  });

  it('what is missing counts as nothing, not as zero: a part is between the worst and the best that is known of it', () => {
    holds((facts) => {
      for (const { exactScore, factors: all } of score(facts).components) {
        const points = all.flatMap((one) => (one.weight > 0 && one.points !== null ? [one.points] : []));
        if (exactScore === null) continue;
        expect(exactScore).toBeGreaterThanOrEqual(Math.min(...points) - 1e-6);
        expect(exactScore).toBeLessThanOrEqual(Math.max(...points) + 1e-6);
      }
    });
  });

  it('a section that cannot be read leaves the parts of the others as they are', () => {
    holds((facts) => {
      const before = score(facts).components;
      const parts = { integrations: 0, settings: 2 } as const;
      for (const [section, index] of Object.entries(parts)) {
        const after = score({ ...facts, [section]: null }).components;
        expect(after[index]).toMatchObject({ exactScore: null, status: 'UNKNOWN' });
        for (const other of [0, 1, 2]) {
          if (other !== index) expect(after[other]?.exactScore).toBe(before[other]?.exactScore);
        }
      }
    });
  });
});

describe('better input never lowers a score', () => {
  const HEALTH: Partial<Record<HealthStatus, HealthStatus>> = { DOWN: 'DEGRADED', DEGRADED: 'HEALTHY' };
  const STATE: Partial<Record<SettingState, SettingState>> = {
    OPTIONAL: 'ENFORCED',
    NOT_CONFIGURED: 'CONFIGURED',
  };

  const better: readonly (readonly [string, (facts: Facts, seed: number) => Facts])[] = [
    [
      'an integration that recovers',
      (facts, seed) => {
        const at = seed % Math.max(1, facts.integrations?.length ?? 1);
        const improve = (status: HealthStatus) => HEALTH[status] ?? status;
        const integrations = facts.integrations?.map((one, index) =>
          index === at ? { ...one, healthStatus: improve(one.healthStatus) } : one,
        );
        return { ...facts, integrations: integrations ?? null };
      },
    ],
    [
      'a setting that is tightened',
      (facts, seed) => {
        const at = seed % Math.max(1, facts.settings?.length ?? 1);
        const improve = (one: NonNullable<Facts['settings']>[number]) => {
          if (one.setting === 'API_KEY_ROTATION') {
            // An interval that is not known is no worse and no better than one that is.
            const known = one.state === 'DISABLED' || (one.state === 'ENABLED' && one.rotationDays !== null);
            return known ? { ...one, state: 'ENABLED' as const, rotationDays: 30 } : one;
          }
          const state = one.setting === 'MFA' && one.state === 'DISABLED' ? 'OPTIONAL' : STATE[one.state];
          return { ...one, state: state ?? (one.state === 'DISABLED' ? 'ENABLED' : one.state) };
        };
        return {
          ...facts,
          settings: facts.settings?.map((one, index) => (index === at ? improve(one) : one)) ?? null,
        };
      },
    ],
    [
      'less use of the quotas',
      (facts) => ({
        ...facts,
        quotas: facts.quotas?.map((one) => ({ ...one, used: one.used * 0.9 })) ?? null,
      }),
    ],
    [
      'fewer errors',
      (facts) => ({
        ...facts,
        usage:
          facts.usage?.map((day) => ({ ...day, serverErrors: Math.floor(day.serverErrors / 2) })) ?? null,
      }),
    ],
    [
      'quicker answers',
      (facts) => ({
        ...facts,
        usage:
          facts.usage?.map((day) => ({
            ...day,
            latencyTotalMs: day.latencyTotalMs === null ? null : day.latencyTotalMs / 2,
          })) ?? null,
      }),
    ],
  ];

  it.each(better)('%s', (_, improve) => {
    fc.assert(
      fc.property(factsArbitrary, fc.nat(), (facts, seed) => {
        const before = score(facts);
        const after = score(improve(facts, seed));
        expect(after.coverage).toBe(before.coverage);
        if (before.exactScore !== null)
          expect(after.exactScore).toBeGreaterThanOrEqual(before.exactScore - 1e-6);
        for (const [index, { exactScore }] of before.components.entries()) {
          if (exactScore !== null)
            expect(after.components[index]?.exactScore).toBeGreaterThanOrEqual(exactScore - 1e-6);
        }
      }),
      { numRuns: CASES },
    );
  });

  it('an issue that is resolved', () => {
    holds((facts) => {
      const high = issue({ severity: 'HIGH' });
      const resolved = { ...high, status: 'RESOLVED' as const, resolvedAt: high.lastDetectedAt };
      const [held, free] = [score({ ...facts, issues: [high] }), score({ ...facts, issues: [resolved] })];
      expect(free.exactScore ?? 0).toBeGreaterThanOrEqual(held.exactScore ?? 0);
      expect(held.score ?? 0).toBeLessThanOrEqual(74);
    });
  });
});
