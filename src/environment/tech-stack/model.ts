/** One technology that the customer was seen to use. */
export interface Technology {
  readonly customerId: string;
  readonly category: string;
  readonly name: string;
  /** 0–1 at the time of lastSeenAt, as the source gave it. */
  readonly confidence: number;
  /** The customer told us or is connected through it; not inferred. */
  readonly confirmed: boolean;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly source: string;
  readonly updatedAt: string;
}
