export type IssueSeverity = 'LOW' | 'MEDIUM' | 'HIGH';
export type IssueStatus = 'OPEN' | 'INVESTIGATING' | 'MONITORING' | 'ACKNOWLEDGED' | 'SNOOZED' | 'RESOLVED';

/** Something wrong, or about to be, in a customer's environment; one for each rule and subject, for ever. */
export interface TechnicalIssue {
  readonly id: string;
  readonly customerId: string;
  readonly ruleId: string;
  /** What the rule found it on: an integration's id, a quota's name, a setting. */
  readonly subjectId: string;
  readonly integrationId: string | null;
  readonly title: string;
  readonly description: string;
  readonly severity: IssueSeverity;
  readonly status: IssueStatus;
  /** Until when a SNOOZED issue sleeps; null: until somebody wakes it, and in every other status. */
  readonly snoozedUntil: string | null;
  readonly firstDetectedAt: string;
  readonly lastDetectedAt: string;
  readonly resolvedAt: string | null;
  readonly suggestedAction: string | null;
  readonly owner: string | null;
  readonly updatedAt: string;
}
