import type { Integration } from '../environment/integrations/model.ts';
import type { SecuritySettingImage, SettingName } from '../environment/security/model.ts';
import type { Quota, UsageDay } from '../environment/usage/model.ts';

/** What rules know of an integration besides its row. Instants are ISO 8601 text. */
export interface IntegrationSignal {
  readonly customerId: string;
  readonly integrationId: string;
  /** Since when its health gets better without being believed yet; null while it does not. */
  readonly recoveringSince: string | null;
  /** Webhook deliveries of the last 24 hours that were attempted, each counted once, by its first attempt. */
  readonly deliveries: number;
  readonly failedDeliveries: number;
  /** Whether any delivery to it is on record, however old. */
  readonly isDeliveredTo: boolean;
  readonly inMaintenance: boolean;
  /** The end of the last maintenance that is over; null when there was none. */
  readonly maintainedUntil: string | null;
}

/** A change of a security setting in the last 24 hours. */
export interface SecurityChange {
  readonly customerId: string;
  /** Of its row in the audit log. */
  readonly id: string;
  readonly setting: SettingName;
  readonly at: string;
  readonly actor: string;
  readonly before: SecuritySettingImage;
  /** Null: it is not reported any more. */
  readonly after: SecuritySettingImage | null;
}

/** How a notification channel does. */
export interface ChannelSignal {
  /** Null: it is for every customer. */
  readonly customerId: string | null;
  readonly channelId: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly disabledReason: string | null;
  /** How the newest delivery that was tried and is over ended; null when none is. */
  readonly lastStatus: 'DELIVERED' | 'FAILED' | null;
  /** What the receiver last failed with, where it fails. */
  readonly lastDetail: string | null;
  /** Since when the oldest delivery that was tried in vain waits; null when none does. */
  readonly failingSince: string | null;
}

/** What is known of one customer; null where it could not be read, which is not the same as empty. */
export interface AlertFacts {
  /** Null: of no single customer. There are only the channels for every customer then. */
  readonly customerId: string | null;
  readonly integrations: readonly Integration[] | null;
  readonly signals: readonly IntegrationSignal[] | null;
  readonly quotas: readonly Quota[] | null;
  readonly usage: readonly UsageDay[] | null;
  readonly securityChanges: readonly SecurityChange[] | null;
  readonly channels: readonly ChannelSignal[] | null;
}
