import type { Position } from './cursor.ts';

/** What an INTEGRATION_STATUS_CHANGED event says. */
export interface StatusChange {
  readonly previousStatus: 'ACTIVE' | 'INACTIVE' | 'ERROR';
  readonly status: 'ACTIVE' | 'INACTIVE' | 'ERROR';
  readonly previousHealthStatus: 'HEALTHY' | 'DEGRADED' | 'DOWN' | 'UNKNOWN';
  readonly healthStatus: 'HEALTHY' | 'DEGRADED' | 'DOWN' | 'UNKNOWN';
  readonly reason: string | null;
}

/** What an ALERT_CHANGED event says. */
export interface AlertChange {
  /** Null: the alert is new. */
  readonly previousState: string | null;
  readonly state: string;
  readonly severity: string;
  /** It began to fire or got worse. */
  readonly raised: boolean;
}

interface Common {
  readonly position: Position;
  /** A section of the contract, CUSTOMER for the customer's own row, or ALERTS. */
  readonly section: string;
  /** ISO 8601 text. */
  readonly at: string;
}

/** One row of the feed. */
export type FeedEvent =
  | (Common & {
      readonly kind: 'SECTION_CHANGED';
      readonly customerId: string;
      readonly subjectId: null;
      readonly payload: null;
    })
  | (Common & {
      readonly kind: 'INTEGRATION_STATUS_CHANGED';
      readonly customerId: string;
      readonly subjectId: string;
      readonly payload: StatusChange;
    })
  | (Common & {
      readonly kind: 'ALERT_CHANGED';
      /** Null: it is about no single customer. */
      readonly customerId: string | null;
      /** The alert's id. */
      readonly subjectId: string;
      readonly payload: AlertChange;
    });
