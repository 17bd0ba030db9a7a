/** What we keep of a customer; the customers subgraph owns the rest. */
export interface CustomerRow {
  readonly customerId: string;
  readonly name: string;
  readonly domain: string | null;
  readonly csmName: string | null;
  readonly csmEmail: string | null;
  readonly updatedAt: string;
}

/** A customer as the graph passes it on; whether we hold anything about it is not known yet. */
export interface CustomerReference {
  readonly id: string;
}
