import type { Facts } from '../facts.ts';
import { roundHalfUp, withoutNoise } from '../rounding.ts';
import { apiHealthFactors } from './components/api.ts';
import type { Factor } from './components/factor.ts';
import { integrationFactors } from './components/integrations.ts';
import { securityFactors } from './components/security.ts';
import { openIssues, type Rule } from './issues.ts';
import type { TechnicalIssue } from './model.ts';
import {
  bandOf,
  type ComponentStatus,
  type HealthBand,
  type HealthComponentKind,
  type Policy,
  statusOf,
} from './policy.ts';
import { RULES } from './rules/index.ts';

/** A factor with what it costs. */
export interface HealthFactor extends Factor {
  /**
   * Points of the overall score before the cap, not rounded: those of all known factors sum to 100 − uncappedScore.
   * Null where the factor or the overall score is unknown.
   */
  readonly pointsLost: number | null;
}

/** One part of the overall score. */
export interface HealthComponent {
  readonly component: HealthComponentKind;
  /** 0–100, an integer; null when nothing is known. */
  readonly score: number | null;
  /** The same before rounding. */
  readonly exactScore: number | null;
  readonly status: ComponentStatus;
  /** In the overall score, 0–1, before weights are scaled up. */
  readonly weight: number;
  readonly factors: readonly HealthFactor[];
}

/** The overall technical health. */
export interface Health {
  /** 0–100, an integer; null when coverage is under the policy's floor. */
  readonly score: number | null;
  /** The same before rounding. */
  readonly exactScore: number | null;
  /** The same before rounding and without the cap. */
  readonly uncappedScore: number | null;
  readonly band: HealthBand | null;
  /** The share of the weights whose inputs were known, 0–1. */
  readonly coverage: number;
  readonly components: readonly HealthComponent[];
  /** The open HIGH issue that holds the score down: the oldest. Null where none does. */
  readonly cappedBy: TechnicalIssue | null;
  readonly policyVersion: string;
}

const FACTORS: readonly (readonly [
  HealthComponentKind,
  (facts: Facts, policy: Policy, now: Date) => Factor[],
])[] = [
  ['INTEGRATIONS', integrationFactors],
  ['API', apiHealthFactors],
  ['SECURITY', securityFactors],
];

/**
 * The overall score by the policy (design §7): a part is Σ weight × points of its known factors over their weights, the
 * whole is the same over the known parts, and coverage is Σ weight of each part × the known share of its own weights.
 * The cap comes from the stored issues; where those could not be read, from what the rules find now.
 */
export function scoreHealth(facts: Facts, policy: Policy, now: Date, rules: readonly Rule[] = RULES): Health {
  const parts = FACTORS.map(([component, factorsOf]) => {
    const factors = factorsOf(facts, policy, now);
    const known = factors.filter(({ points }) => points !== null);
    const knownWeight = sum(known, ({ weight }) => weight);
    const reached = sum(known, ({ weight, points }) => weight * (points ?? 0));
    return {
      component,
      factors,
      weight: policy.weights[component],
      knownWeight,
      knownShare: knownWeight > 0 ? knownWeight / sum(factors, ({ weight }) => weight) : 0,
      exactScore: knownWeight > 0 ? withoutNoise(reached / knownWeight) : null,
    };
  });

  const coverage = withoutNoise(sum(parts, ({ weight, knownShare }) => weight * knownShare));
  const knownParts = parts.filter(({ exactScore }) => exactScore !== null);
  const knownWeight = sum(knownParts, ({ weight }) => weight);
  const scored = knownWeight > 0 && coverage >= policy.coverageFloor;
  const uncappedScore = scored
    ? withoutNoise(sum(knownParts, ({ weight, exactScore }) => weight * (exactScore ?? 0)) / knownWeight)
    : null;

  const held = uncappedScore !== null && uncappedScore > policy.highIssueCap;
  const cappedBy = held ? oldestHigh(openIssues(facts, rules, now)) : null;
  const exactScore = cappedBy ? policy.highIssueCap : uncappedScore;
  const score = rounded(exactScore);
  return {
    score,
    exactScore,
    uncappedScore,
    band: bandOf(score, policy),
    coverage,
    components: parts.map((part): HealthComponent => {
      const partScore = rounded(part.exactScore);
      // A factor's share of the whole, once the weights of what is unknown are given to the rest.
      const scale = scored && part.knownWeight > 0 ? part.weight / knownWeight / part.knownWeight : null;
      return {
        component: part.component,
        score: partScore,
        exactScore: part.exactScore,
        status: statusOf(partScore, policy),
        weight: part.weight,
        factors: part.factors.map((factor) => ({ ...factor, pointsLost: lost(factor, scale) })),
      };
    }),
    cappedBy,
    policyVersion: policy.policyVersion,
  };
}

function lost({ weight, points }: Factor, scale: number | null): number | null {
  if (points === null) return null;
  if (weight === 0) return 0;
  return scale === null ? null : withoutNoise(scale * weight * (100 - points));
}

function oldestHigh(issues: readonly TechnicalIssue[]): TechnicalIssue | null {
  const found = issues.filter(({ severity }) => severity === 'HIGH');
  const at = ({ firstDetectedAt }: TechnicalIssue) => Date.parse(firstDetectedAt);
  return found.sort((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1))[0] ?? null;
}

function sum<Item>(items: readonly Item[], figure: (item: Item) => number): number {
  return items.reduce((total, item) => total + figure(item), 0);
}

function rounded(exact: number | null): number | null {
  return exact === null ? null : roundHalfUp(exact);
}
