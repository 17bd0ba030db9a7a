import type { Connection } from '../../read/paging.ts';
import type { ListedCustomer, ListQuery } from './lister.ts';

/** A page of customers and the query that it is a page of. */
export interface EnvironmentPage extends Connection<ListedCustomer> {
  readonly listQuery: ListQuery;
}
