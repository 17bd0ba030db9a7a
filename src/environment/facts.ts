import type { ComplianceItem } from './compliance/model.ts';
import type { Deployment } from './deployment/model.ts';
import type { TechnicalIssue } from './health/model.ts';
import type { Integration, PendingIntegration } from './integrations/model.ts';
import type { RiskAcceptance, SecurityReview, SecuritySetting } from './security/model.ts';
import type { Technology } from './tech-stack/model.ts';
import type { EndpointUsage, Quota, UsageDay } from './usage/model.ts';

/**
 * What is known of one customer: all that scores, issues and advice are computed from. A section that could not be
 * read is null, which is not the same as empty; for the deployment, which is one row, null is also "no row".
 * How healthy each integration is has been judged from telemetry before and is in `healthStatus` and `healthReason`.
 */
export interface Facts {
  readonly customerId: string;
  readonly integrations: readonly Integration[] | null;
  readonly pendingIntegrations: readonly PendingIntegration[] | null;
  readonly usage: readonly UsageDay[] | null;
  readonly endpoints: readonly EndpointUsage[] | null;
  readonly quotas: readonly Quota[] | null;
  readonly settings: readonly SecuritySetting[] | null;
  readonly reviews: readonly SecurityReview[] | null;
  readonly riskAcceptances: readonly RiskAcceptance[] | null;
  readonly complianceItems: readonly ComplianceItem[] | null;
  readonly deployment: Deployment | null;
  readonly technologies: readonly Technology[] | null;
  /** As stored, resolved ones included. */
  readonly issues: readonly TechnicalIssue[] | null;
}
