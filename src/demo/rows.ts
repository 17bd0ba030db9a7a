import type { ComplianceItemStatus } from '../environment/compliance/model.ts';
import type { DeploymentModel } from '../environment/deployment/model.ts';
import type { IssueSeverity, IssueStatus } from '../environment/health/model.ts';
import type {
  DataFlowDirection,
  IntegrationStatus,
  IntegrationType,
  SyncMode,
} from '../environment/integrations/model.ts';
import type { SettingName, SettingState } from '../environment/security/model.ts';
import type { QuotaPeriod, QuotaResource } from '../environment/usage/model.ts';

// Rows as the tables hold them; instants are ISO 8601 text, days YYYY-MM-DD. See db/migrations for the units.

/** A row of `integrations` as its upstream knows it: what an evaluator works out of telemetry stays out. */
export interface IntegrationRow {
  readonly id: string;
  readonly customer_id: string;
  readonly name: string;
  readonly type: IntegrationType;
  readonly status: IntegrationStatus;
  readonly data_flow_direction: DataFlowDirection;
  readonly setup_date: string;
  readonly sync_mode: SyncMode;
  readonly sync_interval_seconds: number | null;
  readonly last_attempt_at: string | null;
  readonly last_sync_at: string | null;
  readonly authentication_failed_at: string | null;
  readonly credential_expires_at: string | null;
  readonly objects_synced: readonly string[];
  readonly configuration: Readonly<Record<string, string>>;
  readonly secret_keys: readonly string[];
  readonly endpoint: string | null;
}

/** A row of `api_usage_daily`. */
export interface UsageRow {
  readonly customer_id: string;
  readonly day: string;
  readonly calls: number;
  readonly client_errors: number;
  readonly server_errors: number;
  readonly rate_limited: number;
  readonly latency_total_ms: number | null;
  readonly latency_histogram: readonly number[];
  readonly peak_per_second: number | null;
}

/** The rows of a set of customers, by table, in an order that foreign keys allow. */
export interface DemoRows {
  readonly customers: {
    id: string;
    name: string;
    domain: string | null;
    csm_name: string | null;
    csm_email: string | null;
  }[];
  readonly integrations: IntegrationRow[];
  readonly pending_integrations: { customer_id: string; name: string; requested_at: string }[];
  readonly api_usage_daily: UsageRow[];
  readonly api_endpoint_daily: { customer_id: string; day: string; endpoint: string; calls: number }[];
  readonly api_quotas: {
    customer_id: string;
    resource: QuotaResource;
    period: QuotaPeriod;
    used: number;
    quota_limit: number | null;
    unit: string;
    resets_at: string | null;
  }[];
  readonly security_settings: {
    customer_id: string;
    setting: SettingName;
    state: SettingState;
    detail: string | null;
    rotation_days: number | null;
  }[];
  readonly security_reviews: {
    customer_id: string;
    subject: 'ADMIN_ACCESS';
    reviewed_at: string;
    reviewed_by: string | null;
  }[];
  readonly compliance_items: {
    customer_id: string;
    aspect: string;
    status: ComplianceItemStatus;
    scope: 'VENDOR' | 'CUSTOMER';
    details: string | null;
    since: string | null;
    required_regions: readonly string[];
    transfer_basis: string | null;
    position: number;
  }[];
  readonly deployments: {
    customer_id: string;
    model: DeploymentModel;
    region: string;
    backup_region: string | null;
    version: string | null;
    plan: string | null;
  }[];
  readonly technologies: {
    id: string;
    customer_id: string;
    category: string;
    name: string;
    confidence: number;
    confirmed: boolean;
    first_seen_at: string;
    last_seen_at: string;
    source: string;
  }[];
  readonly technical_contacts: {
    id: string;
    customer_id: string;
    name: string;
    role: string | null;
    technical_level: 'HIGH' | 'MEDIUM' | 'LOW' | null;
    email: string | null;
    is_primary: boolean;
  }[];
  readonly technical_issues: {
    id: string;
    customer_id: string;
    rule_id: string;
    subject_id: string;
    integration_id: string | null;
    title: string;
    description: string;
    severity: IssueSeverity;
    status: IssueStatus;
    first_detected_at: string;
    last_detected_at: string;
    suggested_action: string | null;
    owner: string | null;
  }[];
}

/** A regular series of events of one integration, written out by the database: rows of the bulk tables. */
export interface EventPlan {
  readonly customer_id: string;
  readonly integration_id: string;
  /** When the newest event ended. */
  readonly newest_at: string;
  readonly step_seconds: number;
  readonly count: number;
  /** Which events failed, counted from the newest, which is 0. */
  readonly failed: readonly number[];
  /** How the failed ones failed. */
  readonly error_class: string | null;
  readonly error_message: string | null;
  /** How long a run, or the answer to a delivery, takes. */
  readonly duration_ms: number;
  /** Records of each run from the newest on, repeated as often as needed; deliveries have none. */
  readonly records: readonly number[];
}

/** A share of the customer's calls on each of the last 31 days; a customer's shares fill 0 to 1 without gaps. */
export interface EndpointPlan {
  readonly customer_id: string;
  readonly endpoint: string;
  readonly share_from: number;
  readonly share_to: number;
}

/** All that the demo says about a set of customers. */
export interface DemoData {
  readonly rows: DemoRows;
  readonly runs: EventPlan[];
  readonly deliveries: EventPlan[];
  readonly endpoints: EndpointPlan[];
}

/** Demo data about nobody, to fill. */
export function emptyDemoData(): DemoData {
  return {
    rows: {
      customers: [],
      integrations: [],
      pending_integrations: [],
      api_usage_daily: [],
      api_endpoint_daily: [],
      api_quotas: [],
      security_settings: [],
      security_reviews: [],
      compliance_items: [],
      deployments: [],
      technologies: [],
      technical_contacts: [],
      technical_issues: [],
    },
    runs: [],
    deliveries: [],
    endpoints: [],
  };
}
