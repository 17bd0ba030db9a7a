import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { readSdl } from '../../src/server/schema.ts';

/** A subgraph as composers want it. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** What the customers subgraph knows of a customer. */
export interface CustomerRecord {
  readonly id: string;
  readonly name: string;
  readonly segment: string;
}

/** What the tickets subgraph knows of a ticket: about which integration of ours it is, and about which issue. */
export interface TicketRecord {
  readonly id: string;
  readonly title: string;
  readonly integrationId: string;
  readonly issueId: string;
}

/** The name of our subgraph in a supergraph. */
export const OURS = 'technical-environment';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/** A small subgraph of another team's that owns Customer. */
export const customersSdl = `
  ${LINK}
  type Query { customer(id: ID!): Customer  customers(first: Int!): [Customer!]! }
  type Customer @key(fields: "id") { id: ID!  name: String!  segment: String! }
`;

/** A third team's, which refers to our entities: it adds a field to Integration, and only points to TechnicalIssue. */
export const ticketsSdl = `
  ${LINK}
  type Query { tickets: [Ticket!]! }
  type Ticket @key(fields: "id") { id: ID!  title: String!  integration: Integration  issue: TechnicalIssue }
  type Integration @key(fields: "id") { id: ID!  tickets: [Ticket!]! }
  type TechnicalIssue @key(fields: "id", resolvable: false) { id: ID! }
`;

/** The subgraphs at their addresses; tickets only where it has one. `ours` stands in for our SDL. */
export function subgraphs(
  urls: { readonly customers: string; readonly environment: string; readonly tickets?: string },
  ours = readSdl(),
): readonly Subgraph[] {
  return [
    { name: 'customers', url: urls.customers, sdl: customersSdl },
    { name: OURS, url: urls.environment, sdl: ours },
    ...(urls.tickets ? [{ name: 'tickets', url: urls.tickets, sdl: ticketsSdl }] : []),
  ];
}

/** The customers subgraph, holding these customers. */
export function createCustomersSchema(customers: readonly CustomerRecord[]): GraphQLSchema {
  const find = ({ id }: { id: string }) => customers.find((customer) => customer.id === id) ?? null;
  return build(customersSdl, {
    Query: {
      customer: (_: unknown, args: { id: string }) => find(args),
      customers: (_: unknown, { first }: { first: number }) => customers.slice(0, first),
    },
    Customer: { __resolveReference: find },
  });
}

/** The tickets subgraph, holding these tickets. */
export function createTicketsSchema(tickets: readonly TicketRecord[]): GraphQLSchema {
  return build(ticketsSdl, {
    Query: { tickets: () => tickets },
    Ticket: {
      __resolveReference: ({ id }: { id: string }) => tickets.find((ticket) => ticket.id === id) ?? null,
      integration: ({ integrationId }: TicketRecord) => ({ id: integrationId }),
      issue: ({ issueId }: TicketRecord) => ({ id: issueId }),
    },
    Integration: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      tickets: ({ id }: { id: string }) => tickets.filter(({ integrationId }) => integrationId === id),
    },
  });
}

function build(sdl: string, resolvers: object): GraphQLSchema {
  return buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
}
