import { setTimeout as sleep } from 'node:timers/promises';
import { comparePositions, type Position } from './cursor.ts';
import type { FeedEvent } from './event.ts';
import type { EventTable } from './table.ts';

const BUSY_MS = 20;
const IDLE_MS = 250;
const LONGEST_RETRY_MS = 5_000;
const BATCH = 1_000;
const HELD_MS = 9_000;

/** Told by the tail, in the order of the feed. */
export interface TailListener {
  onEvents(events: readonly FeedEvent[]): void;
  /** The feed was rewritten under us, as by a restored backup: no earlier place is good any more. */
  onNewEpoch(): void;
}

/** Where to say that the table cannot be read, and that it can again. */
export type TailLog = (level: 'info' | 'warn', message: string, error?: unknown) => void;

/**
 * Follows the event table: the one reader of a process, whose events go to everything that listens. It polls, often
 * while there is something and seldom while there is not; `wake` makes it look at once.
 */
export class Tail {
  readonly #table: EventTable;
  readonly #listener: TailListener;
  readonly #log: TailLog;
  #epoch = '';
  #position: Position = { xid: 0n, id: 0n };
  #stopping = new AbortController();
  #waking = new AbortController();
  #running: Promise<void> | null = null;
  #horizon = { xid: 0n, since: 0, told: false, held: false };
  #events = 0;
  #lagSeconds = 0;
  #readAt = performance.now();
  #failures = 0;

  constructor(table: EventTable, listener: TailListener, log: TailLog) {
    this.#table = table;
    this.#listener = listener;
    this.#log = log;
  }

  /** The history that is followed. */
  get epoch(): string {
    return this.#epoch;
  }

  /** Everything up to here has been handed on. */
  get position(): Position {
    return this.#position;
  }

  /** Counts since the start, how late the last event and the table were read, and for how long others are kept back. */
  get stats() {
    const { held, since } = this.#horizon;
    return {
      events: this.#events,
      lagSeconds: this.#lagSeconds,
      readAgeSeconds: (performance.now() - this.#readAt) / 1_000,
      horizonAgeSeconds: held ? (performance.now() - since) / 1_000 : 0,
      failures: this.#failures,
    };
  }

  /** Starts at the present end of the feed; what commits from now on will be handed on. */
  async start(): Promise<void> {
    ({ epoch: this.#epoch, end: this.#position } = await this.#table.stand());
    this.#running = this.#run();
  }

  /** Looks at the table now instead of at the next turn. */
  wake(): void {
    this.#waking.abort();
  }

  /** Stops following; settled once the last read is over. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    let pause = BUSY_MS;
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      // Made before reading: whoever wakes us meanwhile may have committed after the read began.
      this.#waking = new AbortController();
      try {
        const found = await this.#advance();
        if (failures > 0) this.#log('info', 'The event table can be read again.');
        failures = 0;
        if (found === BATCH) continue;
        pause = found > 0 ? BUSY_MS : Math.min(IDLE_MS, Math.ceil(pause * 1.25));
      } catch (error) {
        failures += 1;
        this.#failures += 1;
        if (failures === 1) this.#log('warn', 'The event table cannot be read; trying on.', error);
        // Jitter keeps many processes from coming back in step.
        pause = Math.min(LONGEST_RETRY_MS, IDLE_MS * 2 ** Math.min(failures, 6)) * (0.5 + Math.random() / 2);
      }
      await this.#pause(pause);
    }
  }

  async #advance(): Promise<number> {
    const { epoch, end, held, pruned, events } = await this.#table.readAfter(this.#position, BATCH);
    this.#readAt = performance.now();
    // A connection may lead to another database than the one before, with no failure in between.
    const missed = comparePositions(this.#position, pruned) < 0;
    if (epoch !== this.#epoch || missed || comparePositions(this.#position, end) > 0) {
      this.#epoch = epoch;
      this.#position = end;
      this.#listener.onNewEpoch();
      return 0;
    }
    this.#watchHorizon(end, held);
    const last = events.at(-1);
    if (last) {
      this.#position = last.position;
      this.#events += events.length;
      this.#lagSeconds = Math.max(0, Date.now() - Date.parse(last.at)) / 1_000;
      this.#listener.onEvents(events);
    }
    return events.length;
  }

  // Behind the oldest running transaction nothing is certain, so one that stays open holds every event back.
  #watchHorizon({ xid }: Position, held: boolean): void {
    const now = performance.now();
    if (held !== this.#horizon.held || xid !== this.#horizon.xid)
      this.#horizon = { xid, since: now, told: false, held };
    if (!held || this.#horizon.told || now - this.#horizon.since < HELD_MS) return;
    this.#horizon.told = true;
    this.#log(
      'warn',
      `A transaction that has been open for over ${HELD_MS / 1000} s may hold events back (xid ${xid}).`,
    );
  }

  async #pause(milliseconds: number): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    await sleep(milliseconds, undefined, { signal: this.#waking.signal }).catch(() => {});
  }
}
