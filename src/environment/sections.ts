import type { EnvironmentSection } from '../generated/graphql.ts';
import { defineRead } from '../read/read.ts';
import type { ComplianceItem } from './compliance/model.ts';
import type { TechnicalContact } from './contacts/model.ts';
import type { CustomerRow } from './customer/model.ts';
import type { Deployment } from './deployment/model.ts';
import type { FreshnessRow } from './freshness/model.ts';
import type { TechnicalIssue } from './health/model.ts';
import type { Integration, PendingIntegration } from './integrations/model.ts';
import type { RiskAcceptance, SecurityReview, SecuritySetting } from './security/model.ts';
import type { Technology } from './tech-stack/model.ts';
import type { EndpointUsage, Quota, UsageDay } from './usage/model.ts';

const at = (path: string) => new URL(path, import.meta.url);

/**
 * What is read of one customer, each by its own query. Adding a section: a folder with model.ts, read.sql and
 * resolvers.ts, a line here, and the fields that need it in needs.ts.
 */
export const sections = {
  customer: defineRead<CustomerRow>('customer', at('./customer/read.sql')),
  freshness: defineRead<FreshnessRow>('freshness', at('./freshness/read.sql')),
  integrations: defineRead<Integration>('integrations', at('./integrations/read.sql')),
  pendingIntegrations: defineRead<PendingIntegration>(
    'pendingIntegrations',
    at('./integrations/read-pending.sql'),
  ),
  usage: defineRead<UsageDay>('usage', at('./usage/read.sql')),
  endpoints: defineRead<EndpointUsage>('endpoints', at('./usage/read-endpoints.sql')),
  quotas: defineRead<Quota>('quotas', at('./usage/read-quotas.sql')),
  settings: defineRead<SecuritySetting>('settings', at('./security/read.sql')),
  reviews: defineRead<SecurityReview>('reviews', at('./security/read-reviews.sql')),
  riskAcceptances: defineRead<RiskAcceptance>('riskAcceptances', at('./security/read-risk-acceptances.sql')),
  compliance: defineRead<ComplianceItem>('compliance', at('./compliance/read.sql')),
  deployment: defineRead<Deployment>('deployment', at('./deployment/read.sql')),
  techStack: defineRead<Technology>('techStack', at('./tech-stack/read.sql')),
  contacts: defineRead<TechnicalContact>('contacts', at('./contacts/read.sql')),
  issues: defineRead<TechnicalIssue>('issues', at('./health/read-issues.sql')),
} as const;

/** The name of one of the sections. */
export type SectionName = keyof typeof sections;

/** How the contract's sections, as the feed and `freshness` name them, map to what is read. */
export const contractSections: Readonly<Record<EnvironmentSection, ContractSection>> = {
  INTEGRATIONS: { reads: ['integrations'], staleAfterHours: 24 },
  PENDING_INTEGRATIONS: { reads: ['pendingIntegrations'], staleAfterHours: null },
  USAGE: { reads: ['usage', 'endpoints'], staleAfterHours: 72 },
  QUOTAS: { reads: ['quotas'], staleAfterHours: null },
  SECURITY: { reads: ['settings', 'reviews', 'riskAcceptances'], staleAfterHours: null },
  COMPLIANCE: { reads: ['compliance'], staleAfterHours: null },
  DEPLOYMENT: { reads: ['deployment'], staleAfterHours: null },
  TECH_STACK: { reads: ['techStack'], staleAfterHours: null },
  CONTACTS: { reads: ['contacts'], staleAfterHours: null },
  ISSUES: { reads: ['issues'], staleAfterHours: null },
};

/** One section as clients know it. */
export interface ContractSection {
  readonly reads: readonly [SectionName, ...SectionName[]];
  /** After how long without news the source counts as silent; null: what has not changed is not silent. */
  readonly staleAfterHours: number | null;
}
