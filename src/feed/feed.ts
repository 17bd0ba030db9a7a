import { comparePositions, cursorExpired, decodeCursor, encodeCursor, type Position } from './cursor.ts';
import type { FeedEvent } from './event.ts';
import { Queue } from './queue.ts';
import type { EventTable } from './table.ts';
import { Tail, type TailLog } from './tail.ts';

/** An event with its own place and that of the event before it in the same stream. */
export type StreamEvent<Event extends FeedEvent = FeedEvent> = Event & {
  readonly cursor: string;
  readonly previousCursor: string;
};

/** Which events a stream is made of. */
export interface Topic<Event extends FeedEvent = FeedEvent> {
  /** `all`, or ids. */
  readonly customers: 'all' | ReadonlySet<string>;
  matches(event: FeedEvent): event is Event;
}

/** What changed, for everything that wants to know; where the events lie is nobody else's business. */
export interface Feed {
  /** The events of a topic from now on, or from a cursor on; ends when the consumer returns or the feed stops. */
  follow<Event extends FeedEvent>(
    topic: Topic<Event>,
    after?: string | null,
  ): AsyncGenerator<StreamEvent<Event>, void, void>;
  /** Says that something was committed, so that it is heard at once. */
  wake(): void;
}

const PAGE = 1_000;

/** The feed of one process: one tail, any number of streams. */
export class LiveFeed implements Feed {
  readonly #table: EventTable;
  readonly #tail: Tail;
  readonly #streams = new Set<{ topic: Topic; queue: Queue<FeedEvent> }>();
  #stopped = false;

  constructor(table: EventTable, log: TailLog) {
    this.#table = table;
    this.#tail = new Tail(
      table,
      { onEvents: (events) => this.#spread(events), onNewEpoch: () => this.#expire() },
      log,
    );
  }

  start(): Promise<void> {
    return this.#tail.start();
  }

  /** Ends every stream and stops reading. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { queue } of this.#streams) queue.end();
    await this.#tail.stop();
  }

  wake(): void {
    this.#tail.wake();
  }

  follow<Event extends FeedEvent>(
    topic: Topic<Event>,
    after?: string | null,
  ): AsyncGenerator<StreamEvent<Event>, void, void> {
    const epoch = this.#tail.epoch;
    const start = typeof after === 'string' ? decodeCursor(epoch, after) : this.#tail.position;
    const queue = new Queue<FeedEvent>();
    const events = this.#stream(topic, queue, epoch, start);
    // A generator's own return would wait for the next event before it lets go.
    const close = events.return.bind(events);
    events.return = () => {
      queue.end();
      return close();
    };
    return events;
  }

  async *#stream<Event extends FeedEvent>(
    topic: Topic<Event>,
    queue: Queue<FeedEvent>,
    epoch: string,
    start: Position,
  ): AsyncGenerator<StreamEvent<Event>, void, void> {
    let last = start;
    const step = (event: Event): StreamEvent<Event> => {
      const previousCursor = encodeCursor(epoch, last);
      last = event.position;
      return { ...event, cursor: encodeCursor(epoch, last), previousCursor };
    };
    // Time may have passed since `follow`.
    if (epoch !== this.#tail.epoch) throw cursorExpired();
    if (this.#stopped) return;
    const stream = { topic, queue };
    this.#streams.add(stream);
    try {
      // The queue holds what comes after this place, so replay up to here and the queue together leave no seam.
      const seam = this.#tail.position;
      if (comparePositions(start, seam) > 0) await this.#checkAhead(epoch, start);
      for (let from = start; comparePositions(from, seam) < 0; ) {
        const read = await this.#table.readAfter(from, PAGE);
        if (read.epoch !== epoch || comparePositions(from, read.pruned) < 0) throw cursorExpired();
        const page = read.events.filter(({ position }) => comparePositions(position, seam) <= 0);
        for (const event of page) if (isOf(topic, event)) yield step(event);
        from = page.at(-1)?.position ?? seam;
      }
      for await (const event of queue)
        if (comparePositions(event.position, last) > 0) yield step(event as Event);
    } finally {
      this.#streams.delete(stream);
    }
  }

  // Another process may have read further than this one; but nobody can have read past the horizon.
  async #checkAhead(epoch: string, position: Position): Promise<void> {
    const { epoch: now, end } = await this.#table.stand();
    if (now !== epoch || comparePositions(position, end) > 0) throw cursorExpired();
  }

  #spread(events: readonly FeedEvent[]): void {
    for (const { topic, queue } of this.#streams) {
      for (const event of events) if (isOf(topic, event)) queue.push(event);
    }
  }

  #expire(): void {
    for (const { queue } of this.#streams) queue.fail(cursorExpired());
  }
}

function isOf<Event extends FeedEvent>(
  { customers, matches }: Topic<Event>,
  event: FeedEvent,
): event is Event {
  return (customers === 'all' || customers.has(event.customerId)) && matches(event);
}
