import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { ACME_ID } from '../../src/demo/acme.ts';
import { readSdl } from '../../src/server/schema.ts';

/** A small subgraph of another team's that owns Customer. */
export const customersSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { customer(id: ID!): Customer  customers: [Customer!]! }
  type Customer @key(fields: "id") { id: ID!  name: String!  segment: String! }
`;

const customers = [
  { id: ACME_ID, name: 'Acme Corporation', segment: 'Enterprise' },
  { id: '99999999-9999-4999-8999-999999999999', name: 'Nobody We Know', segment: 'Startup' },
];

/** The executable form of the customers subgraph. */
export const customersSchema = buildSubgraphSchema([
  {
    typeDefs: parse(customersSdl),
    resolvers: {
      Query: {
        customer: (_: unknown, { id }: { id: string }) =>
          customers.find((customer) => customer.id === id) ?? null,
        customers: () => customers,
      },
      Customer: {
        __resolveReference: ({ id }: { id: string }) =>
          customers.find((customer) => customer.id === id) ?? null,
      },
    } as never,
  },
]);

/** Both subgraphs, as composers want them. */
export function subgraphs(urls: { customers: string; environment: string }) {
  return [
    { name: 'customers', url: urls.customers, sdl: customersSdl },
    { name: 'technical-environment', url: urls.environment, sdl: readSdl() },
  ];
}
