import type { TechnicalEnvironment } from '../generated/graphql.ts';
import type { SectionName } from './sections.ts';

type Field = Exclude<keyof TechnicalEnvironment, '__typename'>;

const security: readonly SectionName[] = ['settings', 'reviews', 'riskAcceptances'];
const usage: readonly SectionName[] = ['usage', 'endpoints', 'quotas'];
/** What the score is computed from. */
export const scoreNeeds: readonly SectionName[] = ['integrations', ...usage, ...security, 'issues'];
/** What advice and suppositions are computed from. */
export const adviceNeeds: readonly SectionName[] = [
  ...scoreNeeds,
  'pendingIntegrations',
  'compliance',
  'deployment',
  'techStack',
];

/**
 * The sections that each field of TechnicalEnvironment needs. On entering an environment they are asked for in the same
 * tick as the customer itself; a field that loads a section it has not declared here costs a second statement.
 */
export const needs: Readonly<Record<Field, readonly SectionName[]>> = {
  customerId: [],
  customer: [],
  lastUpdated: ['freshness'],
  freshness: ['freshness'],
  integrations: ['integrations'],
  pendingIntegrations: ['pendingIntegrations'],
  integrationHealth: ['integrations'],
  apiUsage: [...usage, 'issues'],
  apiHealth: [...usage, 'issues'],
  security,
  complianceStatus: ['compliance', 'deployment'],
  deployment: ['deployment'],
  dataResidency: ['deployment'],
  techStack: ['techStack', 'integrations', 'pendingIntegrations'],
  technicalHealthScore: scoreNeeds,
  health: scoreNeeds,
  issues: ['issues'],
  recommendations: adviceNeeds,
  contacts: ['contacts'],
  // Loads all that it shows together; a link needs none of it.
  report: [],
};

/** The fields that are null without health, so that nothing need be read for them. */
export const scoresAlone: ReadonlySet<Field> = new Set<Field>(['technicalHealthScore', 'health']);
