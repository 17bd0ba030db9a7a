import type { HealthStatus } from '../integrations/model.ts';
import type { SettingName } from '../security/model.ts';
import { API_RULES, type ApiHealthMetric, type ApiRule } from '../usage/api-health.ts';

/** The parts of the overall score. */
export type HealthComponentKind = 'INTEGRATIONS' | 'API' | 'SECURITY';
/** The overall score in a word. */
export type HealthBand = 'EXCELLENT' | 'GOOD' | 'FAIR' | 'POOR' | 'CRITICAL';
/** A part's score in a word; UNKNOWN where it has none. */
export type ComponentStatus = 'HEALTHY' | 'OK' | 'REVIEW' | 'AT_RISK' | 'UNKNOWN';

/** A word for scores from `atLeast` on. */
export interface Step<Word> {
  readonly atLeast: number;
  readonly word: Word;
}

/** All figures that a score depends on besides a customer's facts. Scores are comparable within one version only. */
export interface Policy {
  readonly policyVersion: string;
  /** Of the parts in the overall score; they sum to 1. */
  readonly weights: Readonly<Record<HealthComponentKind, number>>;
  /** 0–100, by an integration's health. */
  readonly healthPoints: Readonly<Record<Exclude<HealthStatus, 'UNKNOWN'>, number>>;
  /** Of the metrics in the API's score; they sum to 1. */
  readonly apiWeights: Readonly<Record<ApiHealthMetric, number>>;
  readonly apiRules: readonly ApiRule[];
  /** The most each setting can bring; they sum to 100. */
  readonly securityPoints: Readonly<Record<SettingName, number>>;
  /** API key rotation, days: all points up to `all`, half up to `half`. */
  readonly rotationDays: { readonly all: number; readonly half: number };
  /** After how many days administrators' rights are due for another review. */
  readonly adminReviewDays: number;
  /** Best first, the last from 0. */
  readonly bands: readonly Step<HealthBand>[];
  /** Best first, the last from 0. */
  readonly statuses: readonly Step<ComponentStatus>[];
  /** The share of the weights that has to be known for an overall score, 0–1. */
  readonly coverageFloor: number;
  /** The most the overall score can be while an issue of high severity is open. */
  readonly highIssueCap: number;
}

/** Design §7. A change of any figure is a new version. */
export const POLICY: Policy = checkPolicy({
  policyVersion: '2026-11',
  weights: { INTEGRATIONS: 0.35, API: 0.3, SECURITY: 0.35 },
  healthPoints: { HEALTHY: 100, DEGRADED: 50, DOWN: 0 },
  apiWeights: { QUOTA: 0.3, ERROR_RATE: 0.3, RESPONSE_TIME: 0.2, RATE_LIMIT_HITS: 0.2 },
  apiRules: API_RULES,
  securityPoints: {
    SSO: 20,
    MFA: 20,
    IP_ALLOWLIST: 10,
    API_KEY_ROTATION: 15,
    AUDIT_LOGGING: 15,
    DATA_ENCRYPTION: 20,
  },
  rotationDays: { all: 90, half: 180 },
  adminReviewDays: 90,
  bands: [
    { atLeast: 90, word: 'EXCELLENT' },
    { atLeast: 75, word: 'GOOD' },
    { atLeast: 60, word: 'FAIR' },
    { atLeast: 40, word: 'POOR' },
    { atLeast: 0, word: 'CRITICAL' },
  ],
  statuses: [
    { atLeast: 90, word: 'HEALTHY' },
    { atLeast: 85, word: 'OK' },
    { atLeast: 60, word: 'REVIEW' },
    { atLeast: 0, word: 'AT_RISK' },
  ],
  coverageFloor: 0.6,
  highIssueCap: 74,
});

/** The policy itself, if its figures make sense; throws an Error that names the first that do not. */
export function checkPolicy(policy: Policy): Policy {
  const fail = (problem: string) => {
    throw new Error(`Health policy ${policy.policyVersion}: ${problem}`);
  };
  const sums = { weights: 1, apiWeights: 1, securityPoints: 100 } as const;
  for (const [name, whole] of Object.entries(sums)) {
    const parts = Object.values(policy[name as keyof typeof sums]);
    if (parts.some((part) => !(part >= 0))) fail(`${name} must not be negative`);
    const sum = parts.reduce((total, part) => total + part, 0);
    if (!(Math.abs(sum - whole) < 1e-9)) fail(`${name} sum to ${sum}, not ${whole}`);
  }
  if (Object.values(policy.healthPoints).some((points) => !(points >= 0 && points <= 100)))
    fail('healthPoints must be 0–100');
  for (const name of ['bands', 'statuses'] as const) {
    const edges = policy[name].map(({ atLeast }) => atLeast);
    if (edges.at(-1) !== 0 || edges.some((edge, index) => index > 0 && !(edge < (edges[index - 1] ?? 0)))) {
      fail(`${name} must fall and end at 0`);
    }
  }
  if (!(policy.coverageFloor >= 0 && policy.coverageFloor <= 1)) fail('coverageFloor must be 0–1');
  if (!(policy.highIssueCap >= 0 && policy.highIssueCap <= 100)) fail('highIssueCap must be 0–100');
  return policy;
}

/** The band of a score as shown (an integer, so that word and figure agree); null for null. */
export function bandOf(score: number | null, { bands }: Policy): HealthBand | null {
  return wordFor(score, bands);
}

/** The status of a part's score as shown; UNKNOWN for null. */
export function statusOf(score: number | null, { statuses }: Policy): ComponentStatus {
  return wordFor(score, statuses) ?? 'UNKNOWN';
}

function wordFor<Word>(score: number | null, steps: readonly Step<Word>[]): Word | null {
  if (score === null) return null;
  return steps.find(({ atLeast }) => score >= atLeast)?.word ?? null;
}
