/** One thing that was looked at. */
export interface Evidence {
  /** Name of the type in the contract, such as `Integration` or `ApiQuota`. */
  readonly kind: string;
  /** Its id, or what tells it from others of its kind, such as `MFA` or `API_CALLS/DAY`. */
  readonly id: string;
  readonly detail: string | null;
}

/** One thing that a part of the score depends on. */
export interface Factor {
  /** The same for all customers, but for integrations, whose factor has their id. */
  readonly id: string;
  readonly title: string;
  /** Within its part, 0–1, before weights are scaled up; those of a part sum to 1, and at 0 it is only shown. */
  readonly weight: number;
  /** 0–100, not rounded; null when unknown. */
  readonly points: number | null;
  /** A sentence for people, with the figures. */
  readonly explanation: string;
  readonly evidence: readonly Evidence[];
}
