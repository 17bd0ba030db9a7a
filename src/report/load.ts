import type { Context } from '../environment/context.ts';
import { lastUpdatedOf, look } from '../environment/freshness/look.ts';
import { POLICY } from '../environment/health/policy.ts';
import { trend } from '../environment/health/reads.ts';
import { LONGEST_HOURS, metrics } from '../environment/integrations/metrics.ts';
import { loadFacts } from '../environment/load-facts.ts';
import { adviceNeeds } from '../environment/needs.ts';
import { type SectionName, sections } from '../environment/sections.ts';
import { DomainError } from '../errors.ts';
import type { ReportFacts, ReportRead } from './facts.ts';

const DAY_HOURS = 24;
const TREND = { days: 84, policyVersion: POLICY.policyVersion };

/** What loading a report needs of a request's context. */
export type ReportContext = Pick<Context, 'loaders' | 'logError'>;

/**
 * Loads what a report of one customer is made of, in one statement; null where we hold nothing about the customer or it
 * may not be seen. A part that cannot be read is null, named in `failed`, and its cause goes to the log.
 * @throws {DomainError} SERVICE_UNAVAILABLE when the database does not answer at all.
 */
export async function loadReport(
  customerId: string,
  includeHealth: boolean,
  context: ReportContext,
): Promise<ReportFacts | null> {
  const { loaders, logError } = context;
  const failed: ReportRead[] = [];
  const orNull = async <Rows>(name: ReportRead, loading: Promise<Rows>): Promise<Rows | null> => {
    try {
      return await loading;
    } catch (error) {
      // Nothing can be read, so there is no report either.
      if (!(error instanceof DomainError) || error.code !== 'SECTION_UNAVAILABLE') throw error;
      if (!failed.includes(name)) {
        logError(error.cause, error.message);
        failed.push(name);
      }
      return null;
    }
  };
  const load = <Name extends SectionName>(name: Name) =>
    loaders.load(sections[name] as typeof sections.customer, customerId);

  // All are asked for before the first is awaited, so they share a statement.
  const looking = look({ customerId, wanted: [] }, context);
  // Met below, where there is a customer to look at.
  looking.catch(() => {});
  const [customer, facts, contacts, dayMetrics, monthMetrics, days] = await Promise.all([
    loaders.loadOne(sections.customer, customerId),
    loadFacts(customerId, loaders, adviceNeeds),
    orNull('contacts', loaders.load(sections.contacts, customerId)),
    orNull('metrics', loaders.load(metrics, customerId, { hours: DAY_HOURS })),
    orNull('metrics', loaders.load(metrics, customerId, { hours: LONGEST_HOURS })),
    includeHealth ? orNull('trend', loaders.load(trend, customerId, TREND)) : [],
    // loadFacts does not tell what failed; the loaders remember, so nothing is read twice.
    ...adviceNeeds.map((name) => orNull(name, load(name))),
  ]);
  if (customer === null) return null;
  return {
    customer,
    includeHealth,
    lastUpdated: lastUpdatedOf((await looking).row),
    facts,
    contacts,
    dayMetrics,
    monthMetrics,
    trend: days,
    failed,
  };
}
