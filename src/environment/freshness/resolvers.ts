import type { EnvironmentSection, TechnicalEnvironmentResolvers } from '../../generated/graphql.ts';
import type { Context } from '../context.ts';
import type { Environment } from '../environment.ts';
import { contractSections, sections } from '../sections.ts';
import { judgeFreshness } from './freshness.ts';
import { lastUpdatedOf, look, sectionNames } from './look.ts';

const environment: Pick<TechnicalEnvironmentResolvers, 'lastUpdated' | 'freshness'> = {
  lastUpdated: async (parent, _, context) => lastUpdatedOf((await look(parent, context)).row),

  async freshness(parent, _, context) {
    const { row, wanted } = await look(parent, context);
    const { loaders } = context;
    const failures = await Promise.all(
      sectionNames.map((name) => failureOf({ ...parent, wanted }, name, loaders)),
    );
    return sectionNames.map((name, index) => judgeFreshness(name, row, failures[index] ?? null, loaders.now));
  },
};

// Only what this operation reads can have failed for it; the loaders remember, so nothing is read again.
async function failureOf(
  { customerId, wanted }: Environment,
  section: EnvironmentSection,
  loaders: Context['loaders'],
) {
  const reads = contractSections[section].reads.filter((read) => wanted.includes(read));
  try {
    await Promise.all(
      reads.map((read) => loaders.load(sections[read] as typeof sections.customer, customerId)),
    );
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** How recent each section is. */
export const resolvers = { TechnicalEnvironment: environment };
