import { type ResidencyConflict, residencyConflicts } from '../environment/compliance/residency.ts';
import { judgeApi } from '../environment/health/components/api.ts';
import { openIssues } from '../environment/health/issues.ts';
import type { TechnicalIssue } from '../environment/health/model.ts';
import { POLICY } from '../environment/health/policy.ts';
import { recommend, type TechnicalRecommendation } from '../environment/health/recommendations.ts';
import { QUOTA_RULES } from '../environment/health/rules/api-quota.ts';
import { RULES } from '../environment/health/rules/index.ts';
import { type JudgedQuota, judgeQuotas } from '../environment/health/rules/subjects.ts';
import { type Health, scoreHealth } from '../environment/health/score.ts';
import { adviceNeeds } from '../environment/needs.ts';
import type { SectionName } from '../environment/sections.ts';
import { type Posture, securityPosture } from '../environment/security/posture.ts';
import { findOpportunities, type Opportunity } from '../environment/tech-stack/opportunities.ts';
import { type JudgedTechnology, judgeTechnologies } from '../environment/tech-stack/relevance.ts';
import type { ApiFactor } from '../environment/usage/api-health.ts';
import { summarize, type UsageSummary } from '../environment/usage/summary.ts';
import { type TopEndpoint, topEndpoints } from '../environment/usage/top-endpoints.ts';
import type { ReportFacts } from './facts.ts';

/** A report's facts with all that follows from them; null where what it follows from could not be read. */
export interface Judged extends ReportFacts {
  /** Null also where the report holds no scores. */
  readonly health: Health | null;
  readonly summary: UsageSummary | null;
  readonly checks: readonly ApiFactor[] | null;
  /** Those with a limit. */
  readonly quotas: readonly JudgedQuota[] | null;
  readonly topEndpoints: readonly TopEndpoint[] | null;
  readonly posture: Posture | null;
  readonly conflicts: readonly ResidencyConflict[] | null;
  readonly technologies: readonly JudgedTechnology[] | null;
  readonly opportunities: readonly Opportunity[] | null;
  /** Those that are not resolved. */
  readonly issues: readonly TechnicalIssue[] | null;
  readonly recommendations: readonly TechnicalRecommendation[] | null;
  /** What is judged from less than it follows from, since the rest could not be read. */
  readonly incomplete: readonly Judgement[];
  /** Nothing of what the score is made of is known. */
  readonly isBlank: boolean;
}

/** What is judged from several sections. */
export type Judgement = 'score' | 'issues' | 'recommendations';

const FOLLOWS_FROM: Readonly<Record<Judgement, readonly SectionName[]>> = {
  score: ['integrations', 'usage', 'quotas', 'settings', 'reviews', 'riskAcceptances', 'issues'],
  issues: ['integrations', 'usage', 'quotas', 'settings', 'compliance', 'deployment'],
  recommendations: adviceNeeds,
};
const JUDGEMENTS = Object.keys(FOLLOWS_FROM) as Judgement[];

const NAMED_ENDPOINTS = 5;

/** Works out, once for every form of a report, what follows from its facts at `now`. */
export function judgeReport(report: ReportFacts, now: Date): Judged {
  const { facts, failed, includeHealth } = report;
  const isRead = (...names: ReportFacts['failed']) => !names.some((name) => failed.includes(name));
  const health = scoreHealth(facts, POLICY, now);
  const summary = facts.usage && summarize(facts.usage, facts.endpoints ?? [], now);
  return {
    ...report,
    health: includeHealth ? health : null,
    summary,
    checks: facts.usage && judgeApi(facts, POLICY, now),
    quotas: facts.quotas && judgeQuotas(facts, QUOTA_RULES),
    topEndpoints: facts.endpoints && topEndpoints(facts.endpoints, NAMED_ENDPOINTS, summary?.reportedDays),
    posture: isRead('settings', 'reviews', 'riskAcceptances') ? securityPosture(facts, POLICY, now) : null,
    conflicts: isRead('deployment') ? residencyConflicts(facts.complianceItems, facts.deployment) : null,
    technologies: isRead('integrations') ? judgeTechnologies(facts, now) : null,
    opportunities: isRead('pendingIntegrations') ? findOpportunities(facts, now) : null,
    // Without them nobody knows what people made of them, nor what to recommend on their account.
    issues: facts.issues && openIssues(facts, RULES, now),
    recommendations: facts.issues && recommend(facts, POLICY, now),
    incomplete: JUDGEMENTS.filter((one) => !isRead(...FOLLOWS_FROM[one])),
    isBlank: health.coverage === 0,
  };
}
