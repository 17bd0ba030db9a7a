export type SettingName =
  | 'SSO'
  | 'MFA'
  | 'IP_ALLOWLIST'
  | 'API_KEY_ROTATION'
  | 'AUDIT_LOGGING'
  | 'DATA_ENCRYPTION';
export type SettingState =
  | 'ENABLED'
  | 'DISABLED'
  | 'ENFORCED'
  | 'OPTIONAL'
  | 'CONFIGURED'
  | 'NOT_CONFIGURED'
  | 'UNKNOWN';

/** The six settings in the order in which they are shown. */
export const SETTING_NAMES: readonly SettingName[] = [
  'SSO',
  'MFA',
  'IP_ALLOWLIST',
  'API_KEY_ROTATION',
  'AUDIT_LOGGING',
  'DATA_ENCRYPTION',
];

/** One security setting as the auth service reports it. */
export interface SecuritySetting {
  readonly customerId: string;
  readonly setting: SettingName;
  readonly state: SettingState;
  readonly detail: string | null;
  /** Days between API key rotations; only on API_KEY_ROTATION. */
  readonly rotationDays: number | null;
  readonly updatedAt: string;
}

/** When somebody last looked through the administrators' rights. */
export interface SecurityReview {
  readonly customerId: string;
  readonly subject: 'ADMIN_ACCESS';
  readonly reviewedAt: string;
  readonly reviewedBy: string | null;
}

/** One change of a setting, append-only. */
export interface SecurityAuditEntry {
  readonly id: string;
  readonly customerId: string;
  readonly at: string;
  readonly actor: string;
  readonly setting: SettingName;
  readonly before: SecuritySettingImage | null;
  readonly after: SecuritySettingImage | null;
}

/** A setting's values before or after a change. */
export interface SecuritySettingImage {
  readonly state: SettingState;
  readonly detail?: string;
  readonly rotationDays?: number;
}

/**
 * What is behind a setting's state, for people, such as `Okta` or `90-day rotation`; null when there is nothing to add.
 */
export function detailOf({
  detail,
  rotationDays,
}: {
  readonly detail?: string | null;
  readonly rotationDays?: number | null;
}): string | null {
  return detail ?? (rotationDays ? `${rotationDays}-day rotation` : null);
}

/** The customer's decision to live with a gap in one setting. */
export interface RiskAcceptance {
  readonly customerId: string;
  readonly setting: SettingName;
  readonly reason: string;
  readonly acceptedBy: string | null;
  readonly acceptedAt: string;
  /** The last day (YYYY-MM-DD, UTC) on which it holds; null: no end. */
  readonly until: string | null;
  readonly withdrawnAt: string | null;
}
