import type { CustomerResolvers } from '../../generated/graphql.ts';
import { parseUuid } from '../../read/uuid.ts';
import { enter } from '../enter.ts';

const customer: CustomerResolvers = {
  // Nothing is looked up: whether we hold anything about the customer shows when its environment is entered.
  async __resolveReference({ id }) {
    return { id: parseUuid(id, 'Customer.id') };
  },

  technicalEnvironment: ({ id }, args, context, info) => enter(id, args, context, info),
};

/** The fields that this subgraph adds to the supergraph's Customer. */
export const resolvers = { Customer: customer };
