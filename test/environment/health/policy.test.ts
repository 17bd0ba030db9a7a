import { describe, expect, it } from 'vitest';
import {
  bandOf,
  checkPolicy,
  POLICY,
  type Policy,
  statusOf,
} from '../../../src/environment/health/policy.ts';

describe('the policy', () => {
  it.each([
    [100, 'EXCELLENT'],
    [90, 'EXCELLENT'],
    [89, 'GOOD'],
    [75, 'GOOD'],
    [74, 'FAIR'],
    [60, 'FAIR'],
    [59, 'POOR'],
    [40, 'POOR'],
    [39, 'CRITICAL'],
    [0, 'CRITICAL'],
    [null, null],
  ])('calls %s %s', (score, band) => {
    expect(bandOf(score, POLICY)).toBe(band);
  });

  it.each([
    [90, 'HEALTHY'],
    [89, 'OK'],
    [85, 'OK'],
    [84, 'REVIEW'],
    [60, 'REVIEW'],
    [59, 'AT_RISK'],
    [0, 'AT_RISK'],
    [null, 'UNKNOWN'],
  ])('calls a part of %s %s', (score, status) => {
    expect(statusOf(score, POLICY)).toBe(status);
  });

  it.each<[string, Partial<Policy>]>([
    ['weights sum to', { weights: { INTEGRATIONS: 0.35, API: 0.35, SECURITY: 0.35 } }],
    ['weights must not be negative', { weights: { INTEGRATIONS: 1.3, API: -0.3, SECURITY: 0 } }],
    ['apiWeights sum to', { apiWeights: { ...POLICY.apiWeights, QUOTA: 0.31 } }],
    ['securityPoints sum to', { securityPoints: { ...POLICY.securityPoints, MFA: 21 } }],
    ['weights', { weights: { ...POLICY.weights, API: Number.NaN } }],
    ['healthPoints', { healthPoints: { HEALTHY: 101, DEGRADED: 50, DOWN: 0 } }],
    [
      'bands must fall',
      {
        bands: [
          { atLeast: 10, word: 'POOR' },
          { atLeast: 20, word: 'GOOD' },
          { atLeast: 0, word: 'FAIR' },
        ],
      },
    ],
    ['statuses must fall and end at 0', { statuses: [{ atLeast: 1, word: 'OK' }] }],
    ['coverageFloor', { coverageFloor: 1.1 }],
    ['highIssueCap', { highIssueCap: -1 }],
  ])('is refused where %s', (problem, over) => {
    expect(() => checkPolicy({ ...POLICY, ...over })).toThrow(problem);
  });
});
