export type ComplianceItemStatus = 'MET' | 'COVERED' | 'SIGNED' | 'GAP' | 'NOT_APPLICABLE' | 'UNKNOWN';

/** One obligation or certificate, ours (VENDOR) or the customer's. */
export interface ComplianceItem {
  readonly customerId: string;
  readonly aspect: string;
  readonly status: ComplianceItemStatus;
  readonly scope: 'VENDOR' | 'CUSTOMER';
  readonly details: string | null;
  /** YYYY-MM-DD. */
  readonly since: string | null;
  /** Region prefixes in which the obligation wants the data kept (EU matches EU-West); empty: it does not say. */
  readonly requiredRegions: readonly string[];
  /** What allows data elsewhere, e.g. standard contractual clauses; null: nothing does. */
  readonly transferBasis: string | null;
  readonly updatedAt: string;
}

/** A customer's compliance items, to be held against its deployment. */
export interface ComplianceOverview {
  readonly customerId: string;
  readonly items: readonly ComplianceItem[];
}
