/** Announced downtime. */
export interface MaintenanceWindow {
  readonly id: string;
  readonly customerId: string;
  /** Null: all of the customer's integrations. */
  readonly integrationId: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly reason: string | null;
  /** Null where whoever wrote it did not say. */
  readonly announcedBy: string | null;
}
