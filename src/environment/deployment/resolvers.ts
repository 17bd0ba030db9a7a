import type { DeploymentResolvers, TechnicalEnvironmentResolvers } from '../../generated/graphql.ts';
import { sections } from '../sections.ts';
import type { DeploymentModel } from './model.ts';

const words: Readonly<Record<DeploymentModel, string>> = {
  MULTI_TENANT: 'Multi-tenant cloud',
  SINGLE_TENANT: 'Single-tenant cloud',
  HYBRID: 'Hybrid',
  ON_PREMISES: 'On premises',
};

const environment: Pick<TechnicalEnvironmentResolvers, 'deployment' | 'dataResidency'> = {
  deployment: ({ customerId }, _, { loaders }) => loaders.loadOne(sections.deployment, customerId),

  // The primary region is where the data is; a backup region holds a copy.
  async dataResidency({ customerId }, _, { loaders }) {
    return (await loaders.loadOne(sections.deployment, customerId))?.region ?? null;
  },
};

const deployment: DeploymentResolvers = { model: ({ model }) => words[model] };

/** Where and how the customer's instance runs. */
export const resolvers = { TechnicalEnvironment: environment, Deployment: deployment };
