import type { IntegrationMetrics } from '../../src/environment/integrations/model.ts';
import type { ReportFacts } from '../../src/report/facts.ts';
import { acmeFacts } from '../support/acme.ts';
import { CUSTOMER_ID, daysBefore, facts, NOW } from '../support/builders.ts';

/** What is known of a customer with the name given, at NOW: the environment that PRD-079 shows, without figures of runs. */
export function reportFacts(over: Partial<ReportFacts> = {}, name = 'Acme Corp'): ReportFacts {
  const updatedAt = daysBefore(0.01);
  return {
    customer: { customerId: CUSTOMER_ID, name, domain: null, csmName: null, csmEmail: null, updatedAt },
    includeHealth: true,
    lastUpdated: NOW.toISOString(),
    facts: acmeFacts(),
    contacts: [],
    dayMetrics: [],
    monthMetrics: [],
    trend: [],
    failed: [],
    ...over,
  };
}

/** A customer of whom everything can be read and nothing is there. */
export function emptyFacts(): ReportFacts {
  const nothing = Object.fromEntries(Object.keys(facts()).map((section) => [section, []]));
  return reportFacts({ facts: { ...facts(nothing), customerId: CUSTOMER_ID, deployment: null } });
}

/** Figures of one integration. */
export function metrics(integrationId: string, over: Partial<IntegrationMetrics> = {}): IntegrationMetrics {
  return {
    customerId: CUSTOMER_ID,
    integrationId,
    runs: 120,
    failures: 0,
    recordsSynced: null,
    lastError: null,
    healthPeriods: [],
    maintenance: [],
    ...over,
  };
}
