import type { Channel, Notification, Outcome } from './channel.ts';

/** An outcome, and whether the other side answered at all: the circuit breaker counts those that did not. */
export interface Attempt {
  readonly outcome: Outcome;
  readonly isAnswered: boolean;
}

/** Makes one attempt on channels of one kind. */
export type Send = (channel: Channel, notification: Notification, signal: AbortSignal) => Promise<Attempt>;

/** The outcome of an attempt that we cut short. */
export const CANCELLED: Outcome = {
  kind: 'RETRY',
  reason: 'The attempt was cut short on our side.',
  afterMs: null,
};

/** A RETRY whose time the caller may choose. */
export function retry(reason: string): Outcome {
  return { kind: 'RETRY', reason, afterMs: null };
}

/** An attempt that no other can mend. */
export function failed(reason: string): Attempt {
  return { isAnswered: true, outcome: { kind: 'FAILED', reason } };
}
