/** For all of a mail: long, since a server that has read it may think about it before it says that it took it. */
export const MAIL_MS = 60_000;

/** How long an attempt waits for others to the same receiver. One that began later could be cut short within a mail. */
export const TURN_MS = 10_000;

/** How long one attempt may last: a turn and the slowest way of sending. DELIVERY_TIMEOUT_MS is at most a mail's time. */
export const ATTEMPT_MS = MAIL_MS + TURN_MS + 5_000;

/** For how long nobody else tries a delivery: an attempt, and what it takes to record it. */
export const LEASE_MS = ATTEMPT_MS + 45_000;

/** After how long a delivery's job counts as lost. */
export const JOB_MS = LEASE_MS + 30_000;
