import { Audience } from './audience.ts';
import { comparePositions, cursorExpired, decodeCursor, type Position } from './cursor.ts';
import { type FeedPage, Past } from './past.ts';
import { Queue } from './queue.ts';
import { eventsAfter, FeedStream, refuseOtherEpoch } from './stream.ts';
import type { EventTable } from './table.ts';
import { Tail, type TailLog } from './tail.ts';
import type { EventKind, EventOf, Topic } from './topic.ts';

/** What changed, for everything that wants to know; where the events lie is nobody else's business. */
export interface Feed {
  /** The history that is followed. */
  readonly epoch: string;
  /** Everything up to here has been handed to those who follow. */
  readonly position: Position;
  /**
   * The events of a topic from now on, or from a cursor on; ends when the consumer returns or the feed stops. A consumer
   * may be as slow as it likes: what it cannot take in time it is given from the table.
   * @throws {DomainError} CURSOR_EXPIRED, here or while reading, for a place from which events may have been missed.
   */
  follow<Kind extends EventKind>(topic: Topic<Kind>, after?: string | null): FeedStream<Kind>;
  /**
   * The first events of a topic after a place.
   * @throws {DomainError} CURSOR_EXPIRED for a place from which events may have been missed.
   */
  readPage<Kind extends EventKind>(topic: Topic<Kind>, after: Position): Promise<FeedPage<Kind>>;
  /** Says that something was committed, so that it is heard at once. */
  wake(): void;
  /** What the feed has come to. */
  readonly stats: FeedStats;
}

/** What the feed has come to, for whoever watches over it. */
export interface FeedStats {
  /** Events read since the start. */
  readonly events: number;
  /** Seconds between the last event's writing and its reading; 0 before the first. */
  readonly lagSeconds: number;
  /** Seconds since the table was last read with success; what it has had since then is unknown. */
  readonly readAgeSeconds: number;
  /** Seconds for which a running transaction has kept later events back. */
  readonly horizonAgeSeconds: number;
  /** Open streams. */
  readonly streams: number;
  /** Events that wait in them. */
  readonly queued: number;
  /** Times that a stream was too slow and was given what it missed from the table. */
  readonly overflows: number;
  /** Failed reads of the table. */
  readonly failures: number;
}

/** What a stream may fall behind by before it is given the rest from the table. */
const CAPACITY = 5_000;

/** How the feed of a process is to be. */
export interface FeedOptions {
  readonly table: EventTable;
  /** The same table on other connections, for what is read of the past; the same ones when missing. */
  readonly past?: EventTable;
  readonly log: TailLog;
  /** Tells other processes that something was committed; nobody need hear it, since each of them also looks by itself. */
  readonly tellOthers?: () => void;
}

/** The feed of one process: one tail, any number of streams. */
export class LiveFeed implements Feed {
  readonly #past: Past;
  readonly #tail: Tail;
  readonly #tellOthers: () => void;
  readonly #audience = new Audience();
  readonly #queues = new Set<Queue<EventOf<EventKind>>>();
  #overflows = 0;
  #stopped = false;

  constructor({ table, past = table, log, tellOthers = () => {} }: FeedOptions) {
    this.#past = new Past(past, () => this.epoch);
    this.#tellOthers = tellOthers;
    this.#tail = new Tail(
      table,
      { onEvents: (events) => this.#audience.spread(events), onNewEpoch: () => this.#expire() },
      log,
    );
  }

  get epoch(): string {
    return this.#tail.epoch;
  }

  get position(): Position {
    return this.#tail.position;
  }

  get stats(): FeedStats {
    let queued = 0;
    for (const { size } of this.#queues) queued += size;
    return { ...this.#tail.stats, streams: this.#queues.size, queued, overflows: this.#overflows };
  }

  start(): Promise<void> {
    return this.#tail.start();
  }

  /** Ends every stream and stops reading. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#past.stop();
    for (const queue of this.#queues) queue.end();
    await this.#tail.stop();
  }

  wake(): void {
    this.look();
    this.#tellOthers();
  }

  /** Looks at the table now, without telling anyone. */
  look(): void {
    this.#tail.wake();
  }

  follow<Kind extends EventKind>(topic: Topic<Kind>, after?: string | null): FeedStream<Kind> {
    const epoch = this.#tail.epoch;
    const isResumed = typeof after === 'string';
    const start = isResumed ? decodeCursor(epoch, after) : this.#tail.position;
    const queue = new Queue<EventOf<Kind>>(CAPACITY);
    return new FeedStream(topic, start, isResumed, {
      epoch,
      batches: () => this.#batches(topic, queue, epoch, start),
      release: () => queue.end(),
      isLevel: () => queue.isAwaited,
    });
  }

  readPage<Kind extends EventKind>(topic: Topic<Kind>, after: Position): Promise<FeedPage<Kind>> {
    return this.#past.readPage(topic, after);
  }

  async *#batches<Kind extends EventKind>(
    topic: Topic<Kind>,
    queue: Queue<EventOf<Kind>>,
    epoch: string,
    start: Position,
  ): AsyncGenerator<readonly EventOf<Kind>[], void, void> {
    // Time may have passed since `follow`.
    refuseOtherEpoch(epoch, this.#tail.epoch);
    if (this.#stopped) return;
    const known = queue as unknown as Queue<EventOf<EventKind>>;
    this.#queues.add(known);
    const leave = this.#audience.add(topic as unknown as Topic, (events) =>
      queue.push(events as EventOf<Kind>[]),
    );
    try {
      let from = start;
      while (true) {
        // The queue holds what comes after this place, so the pages up to here and the queue together leave no seam.
        const seam = this.#tail.position;
        // Another process may have read further than this one.
        if (comparePositions(from, seam) > 0) await this.#past.vouchFor(from);
        while (comparePositions(from, seam) < 0) {
          const page = await this.#past.readPage(topic, from);
          // Which the page is of, too.
          refuseOtherEpoch(epoch, this.#tail.epoch);
          from = page.end;
          if (page.events.length > 0) yield page.events;
        }
        const end = yield* this.#live(queue, from);
        if (end === null) return;
        from = end;
        this.#overflows += 1;
      }
    } finally {
      leave();
      this.#queues.delete(known);
    }
  }

  // What comes live after a place, until the queue ends (null) or overflows (how far it got).
  async *#live<Event extends EventOf<EventKind>>(
    queue: Queue<Event>,
    after: Position,
  ): AsyncGenerator<readonly Event[], Position | null, void> {
    let from = after;
    while (true) {
      const taken = await queue.take();
      if (taken === null) return null;
      if (taken === 'overflowed') return from;
      const events = eventsAfter(taken, from);
      from = events.at(-1)?.position ?? from;
      if (events.length > 0) yield events;
    }
  }

  #expire(): void {
    for (const queue of this.#queues) queue.fail(cursorExpired());
  }
}
