import type { TechnicalEnvironmentResolvers } from '../../generated/graphql.ts';
import { sections } from '../sections.ts';
import { findOpportunities } from './opportunities.ts';
import { judgeTechnologies } from './relevance.ts';

const environment: Pick<TechnicalEnvironmentResolvers, 'techStack'> = {
  async techStack({ customerId, includeHealth }, _, { loaders }) {
    const [technologies, integrations, pendingIntegrations] = await Promise.all([
      loaders.load(sections.techStack, customerId),
      loaders.load(sections.integrations, customerId),
      loaders.load(sections.pendingIntegrations, customerId),
    ]);
    const facts = { technologies, integrations, pendingIntegrations };
    const opportunities = findOpportunities(facts, loaders.now) ?? [];
    return {
      technologies: judgeTechnologies(facts, loaders.now) ?? [],
      opportunities: opportunities.map(({ score, ...opportunity }) => ({
        ...opportunity,
        score: includeHealth ? score : null,
      })),
    };
  },
};

/** What the customer uses beside us, and what could be connected. */
export const resolvers = { TechnicalEnvironment: environment };
