import type { Loaders } from '../read/loaders.ts';
import type { Facts } from './facts.ts';
import { type SectionName, sections } from './sections.ts';

/**
 * Loads what scores, issues and advice of a customer are computed from, as far as it is `wanted`. A section that is not,
 * or that cannot be read, is null and counts as unknown; whoever shows that section says why.
 */
export async function loadFacts(
  customerId: string,
  loaders: Loaders,
  wanted: readonly SectionName[],
): Promise<Facts> {
  const load = async <Name extends SectionName>(name: Name): Promise<RowsOf<Name> | null> => {
    if (!wanted.includes(name)) return null;
    try {
      return (await loaders.load(
        sections[name] as typeof sections.customer,
        customerId,
      )) as unknown as RowsOf<Name>;
    } catch {
      return null;
    }
  };
  // All are asked for before the first is awaited, so they share a statement.
  const loading = {
    integrations: load('integrations'),
    pendingIntegrations: load('pendingIntegrations'),
    usage: load('usage'),
    endpoints: load('endpoints'),
    quotas: load('quotas'),
    settings: load('settings'),
    reviews: load('reviews'),
    riskAcceptances: load('riskAcceptances'),
    complianceItems: load('compliance'),
    technologies: load('techStack'),
    issues: load('issues'),
  };
  const deployments = load('deployment');
  return {
    customerId,
    integrations: await loading.integrations,
    pendingIntegrations: await loading.pendingIntegrations,
    usage: await loading.usage,
    endpoints: await loading.endpoints,
    quotas: await loading.quotas,
    settings: await loading.settings,
    reviews: await loading.reviews,
    riskAcceptances: await loading.riskAcceptances,
    complianceItems: await loading.complianceItems,
    deployment: (await deployments)?.[0] ?? null,
    technologies: await loading.technologies,
    issues: await loading.issues,
  };
}

type RowsOf<Name extends SectionName> = (typeof sections)[Name] extends {
  types?: (parameters: never) => infer Row;
}
  ? readonly Row[]
  : never;
