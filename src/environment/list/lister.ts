import type { Database } from '../../db/client.ts';
import { loadSql } from '../../db/sql.ts';
import type { TechnicalEnvironmentFilter, TechnicalEnvironmentOrder } from '../../generated/graphql.ts';
import type { Identity } from '../../read/gate.ts';
import { orUnavailable } from '../../read/unavailable.ts';
import { POLICY } from '../health/policy.ts';

/** Where a customer stands in a list: by rank, then label, then id, all ascending. */
export interface ListedCustomer {
  readonly customerId: string;
  readonly rank: number;
  readonly label: string;
}

/** Which page of which list is asked for. */
export interface ListQuery {
  readonly filter: TechnicalEnvironmentFilter;
  readonly order: TechnicalEnvironmentOrder;
  readonly first: number;
  readonly after: ListedCustomer | null;
  /** The least and the greatest score of the band that the filter names; null: any. */
  readonly scores: { readonly from: number; readonly to: number } | null;
}

/** Lists the customers that an identity may see, one more than asked for, and counts all that match. */
export interface EnvironmentLister {
  page(identity: Identity, query: ListQuery): Promise<ListedCustomer[]>;
  count(identity: Identity, query: ListQuery): Promise<number>;
}

const matching = `with matching as (${loadSql(new URL('./matching.sql', import.meta.url))})\n`;
const pageSql = matching + loadSql(new URL('./page.sql', import.meta.url));
const countSql = `${matching}select count(*) from matching`;

/** A lister on a database. */
export function createLister(db: Database): EnvironmentLister {
  return {
    page: (identity, query) => orUnavailable(db.any<ListedCustomer>(pageSql, parametersOf(identity, query))),
    count: async (identity, query) =>
      (await orUnavailable(db.one<{ count: number }>(countSql, parametersOf(identity, query)))).count,
  };
}

function parametersOf({ customers }: Identity, { filter, order, first, after, scores }: ListQuery) {
  return {
    visible: customers === 'all' ? null : [...customers],
    // A pattern's own characters are meant literally.
    name: filter.nameContains ? `%${filter.nameContains.replace(/[\\%_]/g, '\\$&')}%` : null,
    type: filter.integrationType ?? null,
    status: filter.integrationStatus ?? null,
    health: filter.healthStatus ?? null,
    severity: filter.hasOpenIssueOfSeverity ?? null,
    policyVersion: POLICY.policyVersion,
    scoreFrom: scores?.from ?? null,
    scoreTo: scores?.to ?? null,
    order,
    limit: first + 1,
    afterRank: after?.rank ?? null,
    afterLabel: after?.label ?? null,
    afterId: after?.customerId ?? null,
  };
}
