import { DomainError } from '../../errors.ts';
import type { EnvironmentSection, TechnicalEnvironmentResolvers } from '../../generated/graphql.ts';
import type { Context } from '../context.ts';
import type { Environment } from '../environment.ts';
import { contractSections, type SectionName, sections } from '../sections.ts';
import { columnOf, judgeFreshness, newest } from './freshness.ts';
import type { FreshnessRow } from './model.ts';

const names = Object.keys(contractSections) as EnvironmentSection[];

const environment: Pick<TechnicalEnvironmentResolvers, 'lastUpdated' | 'freshness'> = {
  async lastUpdated(parent, _, context) {
    const { customerId: _id, ...times } = (await look(parent, context)).row;
    return newest(Object.values(times));
  },

  async freshness(parent, _, context) {
    const { row, wanted } = await look(parent, context);
    const { loaders } = context;
    const failures = await Promise.all(names.map((name) => failureOf({ ...parent, wanted }, name, loaders)));
    return names.map((name, index) => judgeFreshness(name, row, failures[index] ?? null, loaders.now));
  },
};

/** When each section changed, and which sections can be known to have failed. */
async function look({ customerId, wanted }: Environment, { loaders, logError }: Context) {
  try {
    return { row: await rowOf(customerId, loaders), wanted };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'SECTION_UNAVAILABLE') throw error;
    logError(error.cause, error.message);
    // A table that cannot be read takes the look at all of them with it. Then the sections tell, each for itself.
    const row = await rowFromSections(customerId, loaders);
    return { row, wanted: Object.keys(sections) as SectionName[] };
  }
}

async function rowOf(customerId: string, loaders: Context['loaders']): Promise<FreshnessRow> {
  const row = await loaders.loadOne(sections.freshness, customerId);
  if (!row) throw new Error('An environment was entered whose customer has gone since.');
  return row;
}

async function rowFromSections(customerId: string, loaders: Context['loaders']): Promise<FreshnessRow> {
  const newestOf = async (read: SectionName) => {
    const loading = loaders.load(sections[read] as typeof sections.customer, customerId);
    const times = (await loading.catch(() => [])).map(instantOf);
    return times.length === 0 ? null : newest(times);
  };
  const times = await Promise.all(
    names.map(async (name) => [columnOf(name), await newestOf(contractSections[name].reads[0])] as const),
  );
  return { customerId, customer: await newestOf('customer'), ...Object.fromEntries(times) } as FreshnessRow;
}

// A day of usage does not say when it was written.
function instantOf({ updatedAt, day }: { readonly updatedAt?: string; readonly day?: string }): string {
  return updatedAt ?? `${day}T00:00:00Z`;
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
