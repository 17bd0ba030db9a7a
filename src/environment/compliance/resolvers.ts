import type { ComplianceStatusResolvers, TechnicalEnvironmentResolvers } from '../../generated/graphql.ts';
import { sections } from '../sections.ts';
import { residencyConflicts } from './residency.ts';

const environment: Pick<TechnicalEnvironmentResolvers, 'complianceStatus'> = {
  async complianceStatus({ customerId }, _, { loaders }) {
    return { customerId, items: await loaders.load(sections.compliance, customerId) };
  },
};

const complianceStatus: ComplianceStatusResolvers = {
  async residencyConflicts({ customerId, items }, _, { loaders }) {
    const deployment = await loaders.loadOne(sections.deployment, customerId);
    return residencyConflicts(items, deployment) ?? [];
  },
};

/** Obligations, and the regions that disagree with them. */
export const resolvers = { TechnicalEnvironment: environment, ComplianceStatus: complianceStatus };
