import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionLost } from '../db/availability.ts';
import { asUnavailable } from '../read/unavailable.ts';
import { comparePositions, cursorExpired, type Position } from './cursor.ts';
import { refuseOtherEpoch } from './stream.ts';
import type { EventTable, Page } from './table.ts';
import { type EventKind, type EventOf, isOf, type Topic } from './topic.ts';

/** Some events of a topic in order. */
export interface FeedPage<Kind extends EventKind = EventKind> {
  readonly events: readonly EventOf<Kind>[];
  /** Where to read on. */
  readonly end: Position;
  /** Whether there may be more by now. */
  readonly isFull: boolean;
}

const PAGE = 200;

/** Ten attempts take about half a minute. */
const ATTEMPTS = 10;
const PAUSE_MS = 500;

/** What lies in the table already, for those who resume; from a place that cannot be vouched for, nothing is read. */
export class Past {
  readonly #table: EventTable;
  readonly #epoch: () => string;
  readonly #stopping = new AbortController();

  /** `epoch`: the history that is followed now. */
  constructor(table: EventTable, epoch: () => string) {
    this.#table = table;
    this.#epoch = epoch;
  }

  /** Tries no more, nor waits to. */
  stop(): void {
    this.#stopping.abort();
  }

  /**
   * The first events of a topic after a place.
   * @throws {DomainError} CURSOR_EXPIRED for a place from which events may have been missed.
   */
  async readPage<Kind extends EventKind>(topic: Topic<Kind>, after: Position): Promise<FeedPage<Kind>> {
    const read = await this.#readVouched(after, PAGE, topic);
    const isFull = read.events.length === PAGE;
    const end = (isFull && read.events.at(-1)?.position) || read.end;
    return { events: read.events.filter((event) => isOf(topic, event)), end, isFull };
  }

  /** @throws {DomainError} CURSOR_EXPIRED for a place from which events may have been missed. */
  async vouchFor(place: Position): Promise<void> {
    await this.#readVouched(place, 0);
  }

  async #readVouched(
    after: Position,
    limit: number,
    topic?: Pick<Topic, 'customers' | 'kind'>,
  ): Promise<Page> {
    const epoch = this.#epoch();
    const page = await this.#read(after, limit, topic);
    refuseOtherEpoch(epoch, page.epoch);
    // Pruned away from behind it, or ahead of the horizon, past which nobody can have read.
    if (comparePositions(after, page.pruned) < 0 || comparePositions(after, page.end) > 0)
      throw cursorExpired();
    return page;
  }

  // A database that is away comes back; whoever resumes need not notice.
  async #read(...asked: Parameters<EventTable['readAfter']>): Promise<Page> {
    const { signal } = this.#stopping;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#table.readAfter(...asked);
      } catch (error) {
        const given = asUnavailable(error) ?? error;
        if (attempt === ATTEMPTS || !isConnectionLost(error)) throw given;
        const pause = PAUSE_MS * attempt * (0.5 + Math.random());
        await sleep(pause, undefined, { signal }).catch(() => {
          throw given;
        });
      }
    }
  }
}
