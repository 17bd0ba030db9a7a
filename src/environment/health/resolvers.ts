import type {
  ApiHealthResolvers,
  IntegrationHealthResolvers,
  TechnicalEnvironmentResolvers,
  TechnicalHealthResolvers,
  TechnicalIssueResolvers,
} from '../../generated/graphql.ts';
import { parseCount } from '../../read/paging.ts';
import { parseUuid } from '../../read/uuid.ts';
import { integrationById } from '../integrations/reads.ts';
import { loadFacts } from '../load-facts.ts';
import { adviceNeeds } from '../needs.ts';
import { sections } from '../sections.ts';
import type { UsageView } from '../usage/view.ts';
import { scoreComponent } from './component.ts';
import { judgeApi } from './components/api.ts';
import { POLICY } from './policy.ts';
import { issueById, trend } from './reads.ts';
import { recommend } from './recommendations.ts';
import { loadHealth } from './view.ts';
import { whatIf } from './what-if.ts';

const environment: Pick<
  TechnicalEnvironmentResolvers,
  'technicalHealthScore' | 'health' | 'issues' | 'recommendations'
> = {
  technicalHealthScore: async (parent, _, { loaders }) =>
    parent.includeHealth ? (await loadHealth(parent, loaders)).health.score : null,

  health: (parent, _, { loaders }) => (parent.includeHealth ? loadHealth(parent, loaders) : null),

  async issues({ customerId }, { severity, status }, { loaders }) {
    const all = await loaders.load(sections.issues, customerId);
    return all.filter(
      (issue) =>
        (!severity || issue.severity === severity) &&
        (status ? issue.status === status : issue.status !== 'RESOLVED'),
    );
  },

  async recommendations({ customerId, includeHealth }, _, { loaders }) {
    // Without the issues there is nothing that could be said of them.
    const [, facts] = await Promise.all([
      loaders.load(sections.issues, customerId),
      loadFacts(customerId, loaders, adviceNeeds),
    ]);
    return recommend(facts, POLICY, loaders.now).map(({ scoreGain, ...advice }) => ({
      ...advice,
      scoreGain: includeHealth ? scoreGain : null,
    }));
  },
};

const technicalHealth: TechnicalHealthResolvers = {
  score: ({ health }) => health.score,
  band: ({ health }) => health.band,
  coverage: ({ health }) => health.coverage,
  components: ({ health }) => health.components,
  cappedBy: ({ health }) => health.cappedBy,
  policyVersion: ({ health }) => health.policyVersion,
  trend: ({ facts }, { days }, { loaders }) =>
    loaders.load(trend, facts.customerId, {
      days: parseCount(days, 'days', 365),
      policyVersion: POLICY.policyVersion,
    }),

  async whatIf({ facts: { customerId } }, { changes }, { loaders }) {
    const facts = await loadFacts(customerId, loaders, adviceNeeds);
    return whatIf(facts, changes, POLICY, loaders.now);
  },
};

const technicalIssue: TechnicalIssueResolvers = {
  __resolveReference: async ({ id }, { loaders }) =>
    loaders.loadOne(issueById, parseUuid(id, 'TechnicalIssue.id')),
  customer: ({ customerId }) => ({ id: customerId }),
  integration: ({ integrationId }, _, { loaders }) =>
    integrationId ? loaders.loadOne(integrationById, integrationId) : null,
};

const integrationHealth: IntegrationHealthResolvers = {
  score: ({ customerId, integrations, includeHealth }, _, { loaders }) =>
    includeHealth ? scoreComponent('INTEGRATIONS', { customerId, integrations }, loaders.now).score : null,
};

const apiComponent = ({ environment: { customerId }, days, quotas }: UsageView, now: Date) =>
  scoreComponent('API', { customerId, usage: days, quotas }, now);

const apiHealth: ApiHealthResolvers = {
  score: (view, _, { loaders }) =>
    view.environment.includeHealth ? apiComponent(view, loaders.now).score : null,
  status: (view, _, { loaders }) =>
    view.environment.includeHealth ? apiComponent(view, loaders.now).status : null,
  checks: ({ days, quotas }, _, { loaders }) => judgeApi({ usage: days, quotas }, POLICY, loaders.now),
};

/** Scores, issues and advice. */
export const resolvers = {
  TechnicalEnvironment: environment,
  TechnicalHealth: technicalHealth,
  TechnicalIssue: technicalIssue,
  IntegrationHealth: integrationHealth,
  ApiHealth: apiHealth,
};
