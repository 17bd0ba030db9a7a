import type { TechnicalEnvironmentResolvers } from '../../generated/graphql.ts';
import { sections } from '../sections.ts';

const environment: Pick<TechnicalEnvironmentResolvers, 'contacts'> = {
  contacts: ({ customerId }, _, { loaders }) => loaders.load(sections.contacts, customerId),
};

/** The people to talk technology with. */
export const resolvers = { TechnicalEnvironment: environment };
