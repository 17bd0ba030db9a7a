import type { TechnicalContact } from '../environment/contacts/model.ts';
import type { CustomerRow } from '../environment/customer/model.ts';
import type { Facts } from '../environment/facts.ts';
import type { ScoreDay } from '../environment/health/reads.ts';
import type { IntegrationMetrics } from '../environment/integrations/model.ts';
import type { SectionName } from '../environment/sections.ts';

/** What a report can fail to read: a section of the environment, or figures that only reports put together. */
export type ReportRead = SectionName | 'metrics' | 'trend';

/** All that a report of one customer is made of, as read; a part that could not be read is null. */
export interface ReportFacts {
  readonly customer: CustomerRow;
  /** False: the report holds no scores. */
  readonly includeHealth: boolean;
  /** When any section last changed, ISO 8601. */
  readonly lastUpdated: string;
  readonly facts: Facts;
  readonly contacts: readonly TechnicalContact[] | null;
  /** Figures of each integration over the last 24 hours and over the last 30 days. */
  readonly dayMetrics: readonly IntegrationMetrics[] | null;
  readonly monthMetrics: readonly IntegrationMetrics[] | null;
  /** The overall score by day over 12 weeks, oldest first. */
  readonly trend: readonly ScoreDay[] | null;
  /** What could not be read. */
  readonly failed: readonly ReportRead[];
}
