import type { EnvironmentSection, TechnicalEnvironmentResolvers } from '../../generated/graphql.ts';
import type { Context } from '../context.ts';
import type { Environment } from '../environment.ts';
import { contractSections, sections } from '../sections.ts';
import { judgeFreshness, newest } from './freshness.ts';

const environment: Pick<TechnicalEnvironmentResolvers, 'lastUpdated' | 'freshness'> = {
  async lastUpdated({ customerId }, _, { loaders }) {
    const { customerId: _id, ...times } = await rowOf(customerId, loaders);
    return newest(Object.values(times));
  },

  async freshness(parent, _, { loaders }) {
    const names = Object.keys(contractSections) as EnvironmentSection[];
    const [row, ...failures] = await Promise.all([
      rowOf(parent.customerId, loaders),
      ...names.map((name) => failureOf(parent, name, loaders)),
    ]);
    return names.map((name, index) => judgeFreshness(name, row, failures[index] ?? null, loaders.now));
  },
};

async function rowOf(customerId: string, loaders: Context['loaders']) {
  const row = await loaders.loadOne(sections.freshness, customerId);
  if (!row) throw new Error('An environment was entered whose customer has gone since.');
  return row;
}

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
