import type { FeedEvent } from './event.ts';

/** The kinds of events. */
export type EventKind = FeedEvent['kind'];

/** The events of one kind. */
export type EventOf<Kind extends EventKind> = Extract<FeedEvent, { kind: Kind }>;

/** Which events a stream is made of. */
export interface Topic<Kind extends EventKind = EventKind> {
  readonly kind: Kind;
  /** `all`, or ids. */
  readonly customers: 'all' | ReadonlySet<string>;
  /** A further condition; none when missing. */
  readonly admits?: (event: EventOf<Kind>) => boolean;
}

/** Whether an event is of a topic. */
export function isOf<Kind extends EventKind>(topic: Topic<Kind>, event: FeedEvent): event is EventOf<Kind> {
  return (
    event.kind === topic.kind &&
    (topic.customers === 'all' || (event.customerId !== null && topic.customers.has(event.customerId))) &&
    (topic.admits?.(event as EventOf<Kind>) ?? true)
  );
}
