import { expect } from 'vitest';
import { onStatement } from '../../../src/db/client.ts';
import { type Answer, startTestService, type TestService } from '../../support/service.ts';

/** The customer of PRD-079 and the ids of its integrations. */
export const ACME = '11111111-1111-4111-8111-111111111111';
export const SALESFORCE = '11111111-1111-4111-8111-000000000021';
export const SLACK = '11111111-1111-4111-8111-000000000022';
export const WEBHOOK = '11111111-1111-4111-8111-000000000025';

/**
 * A service on the judged demo whose clock stands at the moment of loading: figures over "the last 24 hours" then hold
 * to the digit, however late in the run a file comes.
 */
export async function startDemo(): Promise<TestService> {
  let now = new Date();
  const service = await startTestService({ demo: true, now: () => now });
  const { loadedAt } = await service.db.one<{ loadedAt: string }>(
    'select loaded_at as "loadedAt" from demo_data',
  );
  now = new Date(loadedAt);
  return service;
}

/** A selection of one environment, which has to come without an error. */
// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test asserts
export async function environmentOf(service: TestService, id: string, selection: string): Promise<any> {
  const { data, errors } = await service.ask(
    `{ technicalEnvironment(customerId: "${id}") { ${selection} } }`,
  );
  expect(errors).toBeUndefined();
  return data.technicalEnvironment;
}

/** An answer with the number of statements that it took and the tables that those read. */
export async function watch(service: TestService, ask: () => Promise<Answer>) {
  const texts: string[] = [];
  const stop = onStatement(service.db, ({ text }) => texts.push(text));
  const answer = await ask().finally(stop);
  const tables = texts.flatMap((text) =>
    [...text.replaceAll(/--.*$/gm, '').matchAll(/\b(?:from|join) ([a-z_]+)\b(?!\()/g)].map(
      ([, name]) => name,
    ),
  );
  return { ...answer, count: texts.length, tables: new Set(tables) };
}

/** Fragment `everything` on TechnicalEnvironment: every section and every figure, without the lists that have pages. */
export const EVERYTHING = `
  fragment everything on TechnicalEnvironment {
    customerId customer { id } lastUpdated dataResidency pendingIntegrations technicalHealthScore
    integrations {
      id customer { id } name type status healthStatus healthReason dataFlowDirection setupDate syncMode
      syncIntervalSeconds lastAttemptAt lastSyncAt objectsSynced endpoint
      configuration { key label value secret }
      metrics(hours: 24) { runs failures successRate recordsSynced uptime lastError { at class message } }
    }
    integrationHealth { connected healthy degraded down unknown inactive score }
    apiUsage {
      callsPerDay totalCalls errorRate averageResponseMs p50Ms p95Ms p99Ms rateLimitHits rateLimitHitRate
      changeFromPreviousPeriod endpointsUsed
      quotas {
        resource period used limit unit usedRatio status resetsAt
        forecast {
          exhaustedOn { p10 p50 p90 } probabilityInPeriod method basisDays backtestError unavailableReason
        }
      }
      topEndpoints { endpoint callsPerDay share }
      daily { day calls errors rateLimited averageMs }
    }
    apiHealth { score status checks { metric value benchmark passed } }
    security {
      score recommendations
      settings {
        setting state detail points maxPoints recommendation riskAcceptance { reason by until }
      }
    }
    complianceStatus {
      items { aspect status scope details since }
      residencyConflicts { obligation region explanation }
    }
    deployment { model region backupRegion version plan }
    techStack {
      technologies { category name confidence firstSeenAt lastSeenAt source relevance }
      opportunities { technology category benefit score reasons }
    }
    health {
      score band coverage policyVersion cappedBy { id }
      components {
        component score status weight
        factors { id title weight points pointsLost explanation evidence { kind id detail } }
      }
    }
    issues {
      id customer { id } ruleId title description severity status firstDetectedAt lastDetectedAt resolvedAt
      suggestedAction owner
    }
    recommendations { id title priority impact rationale scoreGain issue { id } }
    contacts { id name role technicalLevel email primary }
    freshness { section updatedAt status message }
  }
`;
