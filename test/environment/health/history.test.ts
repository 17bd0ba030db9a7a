import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inputsOf, replay } from '../../../src/environment/health/history.ts';
import { checkPolicy, POLICY } from '../../../src/environment/health/policy.ts';
import { scoreHealth } from '../../../src/environment/health/score.ts';
import { acmeFacts } from '../../support/acme.ts';
import { factsArbitrary } from '../../support/arbitraries.ts';
import { NOW } from '../../support/builders.ts';
import { CASES } from '../../support/cases.ts';

describe('What is kept of a score', () => {
  test('is enough to compute the same score again', () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const was = scoreHealth(facts, POLICY, NOW);
        // As the database gives it back.
        const inputs = JSON.parse(JSON.stringify(inputsOf(facts, NOW)));
        const again = replay(facts.customerId, inputs, POLICY, NOW);
        expect(again.score).toBe(was.score);
        expect(again.coverage).toBeCloseTo(was.coverage, 9);
        expect(again.components.map(({ score }) => score)).toEqual(was.components.map(({ score }) => score));
        expect(again.cappedBy?.id).toBe(was.cappedBy?.id);
      }),
      { numRuns: CASES },
    );
  });

  test('can be scored by another policy', () => {
    const strict = checkPolicy({
      ...POLICY,
      policyVersion: 'strict',
      weights: { INTEGRATIONS: 0.2, API: 0.2, SECURITY: 0.6 },
      healthPoints: { HEALTHY: 100, DEGRADED: 0, DOWN: 0 },
    });
    const facts = acmeFacts();
    const replayed = replay(facts.customerId, inputsOf(facts, NOW), strict, NOW);
    // 0.2 × 80 (four of five healthy) + 0.2 × 85 + 0.6 × 80
    expect(replayed).toMatchObject({ score: 81, policyVersion: 'strict' });
    expect(replayed.score).toBe(scoreHealth(facts, strict, NOW).score);
  });
});
