import { BadUserInput } from '../../errors.ts';
import type {
  HealthBand,
  QueryResolvers,
  TechnicalEnvironmentConnectionResolvers,
  TechnicalEnvironmentResolvers,
} from '../../generated/graphql.ts';
import { decodeCursor, encodeCursor, foreignCursor, parseCount, toConnection } from '../../read/paging.ts';
import { isUuid } from '../../read/uuid.ts';
import { enter, wantedSections } from '../enter.ts';
import { POLICY } from '../health/policy.ts';
import { selectedFields } from '../selection.ts';
import type { ListedCustomer, ListQuery } from './lister.ts';

const query: Pick<QueryResolvers, 'technicalEnvironment' | 'technicalEnvironments'> = {
  technicalEnvironment: (_, { customerId, ...args }, context, info) => enter(customerId, args, context, info),

  async technicalEnvironments(_, args, { identity, listEnvironments }) {
    const { orderBy: order, after } = args;
    // A cursor of one order says nothing in another.
    const list = `environments ${order}`;
    const filter = args.filter ?? {};
    // PostgreSQL takes it for the end of the statement and drops the connection.
    if (filter.nameContains?.includes('\0'))
      throw new BadUserInput('nameContains takes text without NUL characters; no name holds one.');
    const listQuery: ListQuery = {
      filter,
      order,
      scores: filter.band ? scoresOf(filter.band) : null,
      first: parseCount(args.first),
      after: after === null || after === undefined ? null : parsePlace(decodeCursor(list, after, 3)),
    };
    const rows = await listEnvironments.page(identity, listQuery);
    const connection = toConnection(rows, args, ({ rank, label, customerId }) =>
      encodeCursor(list, [String(rank), label, customerId]),
    );
    return { ...connection, listQuery };
  },
};

const connection: TechnicalEnvironmentConnectionResolvers = {
  edges({ edges }, _, _context, info) {
    const below = selectedFields(info, 'TechnicalEnvironmentEdge').filter(
      ({ name }) => name.value === 'node',
    );
    const wanted = wantedSections(info, { below });
    return edges.map(({ cursor, node }) => ({
      cursor,
      node: { customerId: node.customerId, includeHealth: true, wanted },
    }));
  },
  totalCount: ({ listQuery }, _, { identity, listEnvironments }) =>
    listEnvironments.count(identity, listQuery),
};

const environment: TechnicalEnvironmentResolvers = {
  __resolveReference: ({ customerId }, context, info) => enter(customerId, {}, context, info),
  customer: ({ customerId }) => ({ id: customerId }),
};

function scoresOf(band: HealthBand): ListQuery['scores'] {
  const edges = POLICY.bands.map(({ atLeast }) => atLeast);
  const from = POLICY.bands.find(({ word }) => word === band)?.atLeast ?? 0;
  return { from, to: Math.min(101, ...edges.filter((edge) => edge > from)) - 1 };
}

function parsePlace([rank = '', label = '', customerId = '']: string[]): ListedCustomer {
  if (!Number.isFinite(Number(rank)) || label.includes('\0') || !isUuid(customerId)) throw foreignCursor();
  return { rank: Number(rank), label, customerId };
}

/** The doors into environments: one by its customer, many as a list, any as an entity. */
export const resolvers = {
  Query: query,
  TechnicalEnvironmentConnection: connection,
  TechnicalEnvironment: environment,
};
