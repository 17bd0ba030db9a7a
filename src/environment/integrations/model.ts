export type IntegrationType =
  | 'CRM'
  | 'COMMUNICATION'
  | 'ANALYTICS'
  | 'SUPPORT'
  | 'IDENTITY'
  | 'STORAGE'
  | 'AUTOMATION'
  | 'CUSTOM'
  | 'OTHER';
export type IntegrationStatus = 'ACTIVE' | 'INACTIVE' | 'ERROR';
export type HealthStatus = 'HEALTHY' | 'DEGRADED' | 'DOWN' | 'UNKNOWN';
export type DataFlowDirection = 'INBOUND' | 'OUTBOUND' | 'BIDIRECTIONAL';
export type SyncMode = 'SCHEDULED' | 'REALTIME' | 'MANUAL';

/** One connection between the customer's product account and another system. Instants are ISO 8601 text. */
export interface Integration {
  readonly id: string;
  readonly customerId: string;
  readonly name: string;
  readonly type: IntegrationType;
  readonly status: IntegrationStatus;
  readonly healthStatus: HealthStatus;
  readonly healthReason: string | null;
  readonly healthSince: string;
  /** The first of the better looks of a recovery under way, which counts once it has lasted; null when there is none. */
  readonly recoveringSince: string | null;
  /** The worst look since then: what the recovery leads to. Null exactly when recoveringSince is. */
  readonly recoveringTo: HealthStatus | null;
  readonly dataFlowDirection: DataFlowDirection;
  readonly setupDate: string;
  readonly syncMode: SyncMode;
  /** Seconds; set exactly when syncMode is SCHEDULED. */
  readonly syncIntervalSeconds: number | null;
  readonly lastAttemptAt: string | null;
  /** The last success. */
  readonly lastSyncAt: string | null;
  readonly authenticationFailedAt: string | null;
  readonly credentialExpiresAt: string | null;
  readonly objectsSynced: readonly string[];
  /** Allow-listed keys and their values as text. */
  readonly configuration: Readonly<Record<string, string>>;
  /** Keys that exist upstream and whose values we never hold. */
  readonly secretKeys: readonly string[];
  readonly endpoint: string | null;
  readonly updatedAt: string;
}

/** A failure as the upstream told it; class and message are null where it did not say. */
export interface IntegrationFailure {
  readonly at: string;
  readonly class: string | null;
  readonly message: string | null;
}

/** Counts over a window that ends now; webhook deliveries count as runs, by their first attempt. */
export interface IntegrationMetrics {
  readonly customerId: string;
  readonly integrationId: string;
  readonly runs: number;
  readonly failures: number;
  /** Null: no run ended, as with webhooks. */
  readonly recordsSynced: number | null;
  readonly lastError: IntegrationFailure | null;
  /** The periods and maintenance windows that touch the window. */
  readonly healthPeriods: readonly HealthPeriod[];
  readonly maintenance: readonly Span[];
}

/** How long an integration was in one health; `to` is null while it still is. Instants are ISO 8601 text. */
export interface HealthPeriod {
  readonly healthStatus: HealthStatus;
  readonly from: string;
  readonly to: string | null;
}

/** Announced downtime, or a window to look at. Instants are ISO 8601 text. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** The figures of one integration and the window that they are of. */
export interface IntegrationMetricsView extends IntegrationMetrics {
  readonly window: Span;
}

/** One execution of a sync. */
export interface IntegrationRun {
  readonly id: string;
  readonly customerId: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  readonly recordsSynced: number;
  readonly errorClass: string | null;
  readonly errorMessage: string | null;
}

/** One webhook event sent to the customer's endpoint, with all its attempts. */
export interface WebhookDelivery {
  readonly id: string;
  readonly customerId: string;
  readonly createdAt: string;
  readonly status: 'PENDING' | 'SUCCEEDED' | 'FAILED';
  readonly attempts: number;
  readonly responseStatus: number | null;
  readonly latencyMs: number | null;
  readonly errorClass: string | null;
  readonly errorMessage: string | null;
}

/** An integration somebody asked for and nobody has connected yet. */
export interface PendingIntegration {
  readonly customerId: string;
  readonly name: string;
  readonly requestedAt: string;
}

/** All integrations of a customer, to be counted. */
export interface IntegrationOverview {
  readonly customerId: string;
  readonly integrations: readonly Integration[];
  readonly includeHealth: boolean;
}
