import type { Facts } from '../facts.ts';
import { type Posture, securityPosture } from '../security/posture.ts';
import { findOpportunities, type Opportunity } from '../tech-stack/opportunities.ts';
import { ADVICE } from './advice/index.ts';
import { stableId } from './fingerprint.ts';
import { openIssues, type Rule } from './issues.ts';
import type { TechnicalIssue } from './model.ts';
import type { Policy } from './policy.ts';
import { RULES } from './rules/index.ts';
import { type Change, whatIfOf } from './what-if.ts';

/** How urgent a recommendation is. */
export type RecommendationPriority = 'HIGH' | 'MEDIUM' | 'LOW';

/** Something to do for the customer's technical health. Texts are for people. */
export interface TechnicalRecommendation {
  /** A UUID; the same while customer, advice and subject are. */
  readonly id: string;
  readonly title: string;
  readonly priority: RecommendationPriority;
  readonly impact: string;
  readonly rationale: string;
  /** The open issue that it would solve; null: it comes from none. */
  readonly issue: TechnicalIssue | null;
  /** Points of the overall score, 0–100, not rounded; null when unknown. */
  readonly scoreGain: number | null;
}

/** What advice looks at. */
export interface Situation {
  readonly facts: Facts;
  /** The open issues, those put off (SNOOZED) left out. */
  readonly issues: readonly TechnicalIssue[];
  readonly posture: Posture;
  /** The best first; empty where unknown. */
  readonly opportunities: readonly Opportunity[];
  readonly policy: Policy;
}

/** One thing that an advice suggests. */
export interface Suggestion
  extends Pick<TechnicalRecommendation, 'title' | 'priority' | 'impact' | 'rationale' | 'issue'> {
  /** What it is about, unique within the advice. */
  readonly subjectId: string;
  /** What doing it would change of the facts: none where the score does not depend on it, null where unknown. */
  readonly changes: readonly Change[] | null;
}

/** An advice is data, as a rule is: the engine knows none by name. */
export interface Advice {
  /** Stable for ever: recommendations are told apart by it. */
  readonly id: string;
  readonly suggest: (situation: Situation) => readonly Suggestion[];
}

const ORDER: Readonly<Record<RecommendationPriority, number>> = { HIGH: 0, MEDIUM: 1, LOW: 2 };

/**
 * What to do, the most urgent first, then what gains most. Which things are recommended:
 * - a change to plan with the customer, such as a limit, a setting, a contract or a region. A repair (a failing webhook,
 *   an expiring credential) is not: its issue says what to do, and saying it twice would bury what has to be decided;
 * - of the security settings those that protect everybody (HIGH) or leave a trail (MEDIUM). What merely adds to them
 *   (IP allow-list, admin review) is only mentioned among the settings;
 * - of the integrations that could be proposed the best one, LOW: nobody proposes five at once.
 * The priority is the advice's own; the gain is computed by what-if, so it is what doing it would really bring.
 */
export function recommend(
  facts: Facts,
  policy: Policy,
  now: Date,
  advice: readonly Advice[] = ADVICE,
  rules: readonly Rule[] = RULES,
): TechnicalRecommendation[] {
  const situation: Situation = {
    facts,
    issues: openIssues(facts, rules, now).filter(({ status }) => status !== 'SNOOZED'),
    posture: securityPosture(facts, policy, now),
    opportunities: findOpportunities(facts, now) ?? [],
    policy,
  };
  const supposing = whatIfOf(facts, policy, now, rules);
  const gain = (changes: Suggestion['changes']) => {
    if (changes === null) return null;
    if (changes.length === 0) return 0;
    const { gained } = supposing(changes);
    return gained === null ? null : Math.max(0, gained);
  };
  const recommendations = advice.flatMap(({ id, suggest }) =>
    suggest(situation).map(
      ({ subjectId, changes, title, priority, impact, rationale, issue }): TechnicalRecommendation => ({
        id: stableId(facts.customerId, 'recommendation', id, subjectId),
        title,
        priority,
        impact,
        rationale,
        issue,
        scoreGain: gain(changes),
      }),
    ),
  );
  return recommendations.sort(
    (a, b) =>
      ORDER[a.priority] - ORDER[b.priority] ||
      (b.scoreGain ?? 0) - (a.scoreGain ?? 0) ||
      (a.title < b.title ? -1 : 1),
  );
}
