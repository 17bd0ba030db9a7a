import { DomainError } from '../../errors.ts';
import type { EnvironmentSection } from '../../generated/graphql.ts';
import type { Context } from '../context.ts';
import type { Environment } from '../environment.ts';
import { contractSections, type SectionName, sections } from '../sections.ts';
import { columnOf, newest } from './freshness.ts';
import type { FreshnessRow } from './model.ts';

/** The contract's sections, in its order. */
export const sectionNames = Object.keys(contractSections) as EnvironmentSection[];

type Looking = Pick<Context, 'loaders' | 'logError'>;

/** The newest of a row's instants. */
export function lastUpdatedOf({ customerId: _id, ...times }: FreshnessRow): string {
  return newest(Object.values(times));
}

/** When each section changed, and which sections can be known to have failed. */
export async function look(
  { customerId, wanted }: Pick<Environment, 'customerId' | 'wanted'>,
  { loaders, logError }: Looking,
): Promise<{ row: FreshnessRow; wanted: readonly SectionName[] }> {
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
    sectionNames.map(
      async (name) => [columnOf(name), await newestOf(contractSections[name].reads[0])] as const,
    ),
  );
  return { customerId, customer: await newestOf('customer'), ...Object.fromEntries(times) } as FreshnessRow;
}

// A day of usage does not say when it was written.
function instantOf({ updatedAt, day }: { readonly updatedAt?: string; readonly day?: string }): string {
  return updatedAt ?? `${day}T00:00:00Z`;
}
