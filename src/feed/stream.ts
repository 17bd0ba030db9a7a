import { comparePositions, cursorExpired, encodeCursor, type Position } from './cursor.ts';
import type { FeedEvent } from './event.ts';
import type { EventKind, EventOf, Topic } from './topic.ts';

/** An event with its own place and that of the event before it in the same stream. */
export type StreamEvent<Event extends FeedEvent = FeedEvent> = Event & {
  readonly cursor: string;
  readonly previousCursor: string;
};

/** What a stream is fed from. */
export interface StreamSource<Kind extends EventKind> {
  readonly epoch: string;
  /** Batches from the stream's start on. */
  readonly batches: () => AsyncGenerator<readonly EventOf<Kind>[], void, void>;
  /** Lets go of what `batches` waits for. */
  readonly release: () => void;
  /** Whether its reader has been given everything up to the feed's position, and waits. */
  readonly isLevel: () => boolean;
}

/**
 * The events of a topic, from a place on: one by one, or in the batches in which they became known. To be read in one of
 * the two ways, once.
 */
export class FeedStream<Kind extends EventKind = EventKind>
  implements AsyncGenerator<StreamEvent<EventOf<Kind>>, void, void>
{
  readonly topic: Topic<Kind>;
  /** The place after which it starts. */
  readonly start: Position;
  /** Whether it resumes from a cursor. */
  readonly isResumed: boolean;
  readonly #source: StreamSource<Kind>;
  readonly #events: AsyncGenerator<StreamEvent<EventOf<Kind>>, void, void>;

  constructor(topic: Topic<Kind>, start: Position, isResumed: boolean, source: StreamSource<Kind>) {
    this.topic = topic;
    this.start = start;
    this.isResumed = isResumed;
    this.#source = source;
    this.#events = this.#oneByOne();
  }

  /** Whether its reader has been given everything up to the feed's position, and waits. */
  get isLevel(): boolean {
    return this.#source.isLevel();
  }

  /** The events in batches, each non-empty and in order. */
  batches(): AsyncGenerator<readonly EventOf<Kind>[], void, void> {
    return this.#source.batches();
  }

  next(): Promise<IteratorResult<StreamEvent<EventOf<Kind>>, void>> {
    return this.#events.next();
  }

  /** Lets go of the feed, also while a `next` is waiting. */
  return(): Promise<IteratorResult<StreamEvent<EventOf<Kind>>, void>> {
    // A generator's own return would wait for the next event before it lets go.
    this.#source.release();
    return this.#events.return();
  }

  throw(error: unknown): Promise<IteratorResult<StreamEvent<EventOf<Kind>>, void>> {
    this.#source.release();
    return this.#events.throw(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  async *#oneByOne(): AsyncGenerator<StreamEvent<EventOf<Kind>>, void, void> {
    let last = this.start;
    for await (const events of this.#source.batches()) {
      for (const event of events) {
        yield link(this.#source.epoch, event, last);
        last = event.position;
      }
    }
  }
}

/** An event as one of a stream, after the event (or the start) at `previous`. */
export function link<Event extends FeedEvent>(
  epoch: string,
  event: Event,
  previous: Position,
): StreamEvent<Event> {
  const cursor = encodeCursor(epoch, event.position);
  return { ...event, cursor, previousCursor: encodeCursor(epoch, previous) };
}

/** Those of the events that come after a place. */
export function eventsAfter<Event extends FeedEvent>(events: readonly Event[], place: Position): Event[] {
  return events.filter(({ position }) => comparePositions(position, place) > 0);
}

/** @throws {DomainError} CURSOR_EXPIRED where a history has been replaced by another. */
export function refuseOtherEpoch(epoch: string, now: string): void {
  if (epoch !== now) throw cursorExpired();
}
