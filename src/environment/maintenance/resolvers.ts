import type { MaintenanceWindowResolvers, QueryResolvers } from '../../generated/graphql.ts';
import { parseUuid } from '../../read/uuid.ts';
import { integrationById } from '../integrations/reads.ts';
import { maintenanceWindows } from './reads.ts';

const query: Pick<QueryResolvers, 'maintenanceWindows'> = {
  maintenanceWindows: (_, { customerId }, { loaders }) =>
    loaders.load(maintenanceWindows, parseUuid(customerId, 'customerId')),
};

const window: MaintenanceWindowResolvers = {
  customer: ({ customerId }) => ({ id: customerId }),
  integration: ({ integrationId }, _, { loaders }) =>
    integrationId ? loaders.loadOne(integrationById, integrationId) : null,
};

/** Announced downtime. */
export const resolvers = { Query: query, MaintenanceWindow: window };
