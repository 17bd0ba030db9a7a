/** When each section last changed, as ISO 8601 text; null: nothing is known of it. */
export interface FreshnessRow {
  readonly customerId: string;
  readonly customer: string;
  readonly integrations: string | null;
  readonly pendingIntegrations: string | null;
  readonly usage: string | null;
  readonly quotas: string | null;
  readonly security: string | null;
  readonly compliance: string | null;
  readonly deployment: string | null;
  readonly techStack: string | null;
  readonly contacts: string | null;
  readonly issues: string | null;
}
