import { health, issues, recommendations } from './answer/health.ts';
import { integrationHealth, integrations } from './answer/integrations.ts';
import type { Answer } from './answer/schema.ts';
import { complianceStatus, securityConfig } from './answer/security.ts';
import { contacts, deployment, techStack } from './answer/surroundings.ts';
import { apiHealth, apiUsage } from './answer/usage.ts';
import { iso } from './answer/values.ts';
import type { ReportFacts, ReportRead } from './facts.ts';
import { type Judgement, judgeReport } from './judged.ts';

type Field = keyof Answer['environment'];

/** What has to be read for a field to say anything. */
const REQUIRES: Readonly<Partial<Record<Field, readonly ReportRead[]>>> = {
  integrations: ['integrations'],
  pendingIntegrations: ['pendingIntegrations'],
  integrationHealth: ['integrations'],
  apiUsage: ['usage'],
  apiHealth: ['usage'],
  securityConfig: ['settings', 'reviews', 'riskAcceptances'],
  complianceStatus: ['compliance'],
  deployment: ['deployment'],
  dataResidency: ['deployment'],
  techStack: ['techStack', 'integrations', 'pendingIntegrations'],
  issues: ['issues'],
  recommendations: ['issues'],
  contacts: ['contacts'],
};

/** The same of parts of a field, which are null in it. */
const PARTS_REQUIRE: readonly (readonly [part: string, within: Field, read: ReportRead])[] = [
  ['apiUsage.quotas', 'apiUsage', 'quotas'],
  ['apiUsage.topEndpoints', 'apiUsage', 'endpoints'],
  ['apiUsage.endpointsUsed', 'apiUsage', 'endpoints'],
  ['complianceStatus.residencyConflicts', 'complianceStatus', 'deployment'],
];

/** What is judged in which fields. */
const JUDGED: Readonly<Record<Judgement, readonly Field[]>> = {
  score: ['technicalHealthScore', 'health'],
  issues: ['issues'],
  recommendations: ['recommendations'],
};

/** The report of one customer as data, in the product's names and lower-case values. Pure: `now` is its clock. */
export function buildAnswer(facts: ReportFacts, now: Date): Answer {
  const report = judgeReport(facts, now);
  const environment: Answer['environment'] = {
    customerId: facts.customer.customerId,
    lastUpdated: iso(facts.lastUpdated),
    integrations: integrations(report),
    pendingIntegrations: facts.facts.pendingIntegrations?.map(({ name }) => name) ?? null,
    integrationHealth: integrationHealth(report, now),
    apiUsage: apiUsage(report, now),
    apiHealth: apiHealth(report, now),
    securityConfig: securityConfig(report),
    complianceStatus: complianceStatus(report),
    deployment: deployment(report),
    dataResidency: facts.facts.deployment?.region ?? null,
    techStack: techStack(report),
    technicalHealthScore: report.health?.score ?? null,
    health: health(report),
    issues: issues(report),
    recommendations: recommendations(report),
    contacts: contacts(report),
    unavailable: [],
    incomplete: [],
  };
  const isThere = (field: Field) => environment[field] !== null;
  environment.unavailable = [
    ...Object.entries(REQUIRES)
      .filter(([, reads]) => reads.some((read) => facts.failed.includes(read)))
      .map(([field]) => field),
    ...PARTS_REQUIRE.filter(([, field, read]) => isThere(field) && facts.failed.includes(read)).map(
      ([part]) => part,
    ),
  ];
  environment.incomplete = [
    ...(facts.failed.includes('quotas') ? (['apiHealth'] as const) : []),
    ...report.incomplete.flatMap((judgement) => JUDGED[judgement]),
  ].filter(isThere);
  return {
    environment,
    integrations: environment.integrations,
    apiUsage: environment.apiUsage,
    security: environment.securityConfig,
    recommendations: environment.recommendations,
  };
}
