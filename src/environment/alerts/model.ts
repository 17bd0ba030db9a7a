import type { IssueSeverity } from '../health/model.ts';

/**
 * Where an alert stands. NORMAL: nothing wrong · PENDING: wrong, but not for long enough yet · FIRING · RECOVERING: well
 * again, but not for long enough yet · RESOLVED: over, for good · NO_DATA: the source is silent · ERROR: the facts could
 * not be read or judged. The last two say neither that it is well nor that it is not.
 */
export type AlertState = 'NORMAL' | 'PENDING' | 'FIRING' | 'RECOVERING' | 'RESOLVED' | 'NO_DATA' | 'ERROR';

/** Whom an alert is for. */
export type AlertRole = 'CSM' | 'TECH';

/** One episode of a rule finding something wrong with a subject. Instants are ISO 8601 text. */
export interface Alert {
  readonly id: string;
  /** Null: it is about no single customer but a channel for every one. */
  readonly customerId: string | null;
  readonly ruleId: string;
  /** What it is about: an integration's id, a quota's name, a change's id in the audit log, a channel's id. */
  readonly subjectId: string;
  readonly integrationId: string | null;
  /** Counts the times that the rule fired on the subject, from 1. */
  readonly episode: number;
  readonly state: AlertState;
  readonly stateSince: string;
  /** Since when the condition counts as true without a break; null while it is not true. */
  readonly conditionSince: string | null;
  readonly openedAt: string;
  readonly firedAt: string | null;
  readonly resolvedAt: string | null;
  /** Only rises within an episode. */
  readonly severity: IssueSeverity;
  readonly recipients: readonly AlertRole[];
  readonly title: string;
  readonly description: string;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedBy: string | null;
  readonly version: number;
  readonly updatedAt: string;
}

/** One step of an alert's history. */
export interface AlertTransition {
  readonly customerId: string | null;
  readonly at: string;
  readonly from: AlertState | null;
  readonly to: AlertState;
  readonly severity: IssueSeverity;
  readonly reason: string;
}

/** A mute for the alerts of a customer that match; a matcher that is null matches everything. */
export interface AlertSilence {
  readonly id: string;
  readonly customerId: string;
  readonly ruleId: string | null;
  readonly subjectId: string | null;
  readonly severity: IssueSeverity | null;
  readonly startsAt: string;
  readonly until: string;
  readonly author: string;
  readonly reason: string;
  readonly endedAt: string | null;
}

/** Where notifications go, without what must not leave. */
export interface NotificationChannel {
  readonly id: string;
  /** Null: told of every customer's alerts. */
  readonly customerId: string | null;
  readonly role: AlertRole;
  readonly kind: 'WEBHOOK' | 'SLACK' | 'EMAIL';
  readonly name: string;
  /** The mail address, or the URL's scheme and host: a path may be a secret. */
  readonly target: string;
  readonly enabled: boolean;
  readonly disabledReason: string | null;
  readonly createdAt: string;
}

/** One notification on its way to a channel or a customer. */
export interface NotificationDelivery {
  readonly id: string;
  /** Null: it tells of no single customer. */
  readonly customerId: string | null;
  readonly channelId: string | null;
  readonly kind: 'FIRING' | 'RESOLVED' | 'TEST' | 'CUSTOMER_MESSAGE';
  readonly status: 'PENDING' | 'DELIVERED' | 'FAILED';
  readonly attempts: number;
  readonly nextAttemptAt: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly detail: string | null;
}

/** A message to the customer about an issue, sent or yet to be confirmed. */
export interface CustomerMessage {
  readonly id: string;
  readonly customerId: string;
  readonly issueId: string;
  readonly recipient: string;
  readonly address: string;
  /** Null: nobody is known whom it could be. */
  readonly replyTo: string | null;
  readonly subject: string;
  readonly body: string;
  readonly composedAt: string;
  readonly sentAt: string | null;
}
