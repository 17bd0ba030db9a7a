import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionLost, reasonOf } from './availability.ts';

/** Writes a line about work in the background. */
export type Say = (level: 'info' | 'warn', message: string, error?: unknown) => void;

/** What telling of outages needs. */
export interface OutageOptions {
  /** Asks the database something; rejects while it is away, and never takes long: what is told waits for it. */
  readonly probe: () => Promise<unknown>;
  readonly write: (level: 'debug' | 'info' | 'warn', message: string, error?: unknown) => void;
  /** How often to ask while it is away; 1 s. */
  readonly probeMs?: number;
  /** How often to say that it is still away; 1 minute. */
  readonly remindMs?: number;
}

/** Tells of an error, once it is known whether it belongs to an outage. */
type Tell = (isOfOutage: boolean) => void;

/** Attempts that began while it was away may fail this much later. */
const LATE_MS = 10_000;

/**
 * Tells of a database that is away once, whoever notices: requests do, and all that works in the background, again and
 * again. One line when it goes, a reminder now and then, one when it is back. A connection that was lost while the
 * database answers is no outage, and is told of by whoever had it.
 */
export class Outages {
  readonly #options: OutageOptions;
  readonly #stopping = new AbortController();
  #watching: Promise<void> | null = null;
  #isAway = false;
  #hushUntil = 0;
  #held: Tell[] = [];

  constructor(options: OutageOptions) {
    this.#options = options;
  }

  /** The log of one worker: what it says of lost connections during an outage goes to the level debug. */
  logOfOne(): Say {
    let hushed = 0;
    return (level, message, error) => {
      if (error !== undefined && isConnectionLost(error)) {
        this.judge(error, (isOfOutage) => {
          if (isOfOutage) hushed += 1;
          this.#options.write(isOfOutage ? 'debug' : level, message, error);
        });
      } else if (level === 'info' && hushed > 0) {
        // That it goes on, where it was not told that it did not.
        hushed -= 1;
        this.#options.write('debug', message, error);
      } else this.#options.write(level, message, error);
    };
  }

  /** Has an error told of: at once unless it is a lost connection, else once it is known whether the database is away. */
  judge(error: unknown, tell: Tell): void {
    if (!isConnectionLost(error) || this.#stopping.signal.aborted) {
      tell(false);
      return;
    }
    this.#held.push(tell);
    if (this.#isAway || performance.now() < this.#hushUntil) this.#settle(true);
    else this.#watching ??= this.#watch();
  }

  /** Stops asking; settled once the last question is answered. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#watching;
  }

  #settle(isOfOutage: boolean): void {
    for (const tell of this.#held.splice(0)) tell(isOfOutage);
  }

  async #watch(): Promise<void> {
    const { probe, write, probeMs = 1_000, remindMs = 60_000 } = this.#options;
    const { signal } = this.#stopping;
    const since = performance.now();
    const seconds = () => Math.round((performance.now() - since) / 1_000);
    let told = since;
    while (!signal.aborted) {
      try {
        await probe();
        break;
      } catch (error) {
        const now = performance.now();
        if (!this.#isAway) {
          this.#isAway = true;
          write(
            'warn',
            `The database does not answer (${reasonOf(error)}). Everything goes on once it does.`,
          );
        } else if (now - told >= remindMs) {
          told = now;
          write('warn', `The database has not answered for ${seconds()} s (${reasonOf(error)}).`);
        }
        this.#settle(true);
      }
      await sleep(probeMs, undefined, { signal }).catch(() => {});
    }
    if (this.#isAway && !signal.aborted) {
      write('info', `The database answers again, after ${seconds()} s.`);
      this.#hushUntil = performance.now() + LATE_MS;
    }
    this.#isAway = false;
    // First, since what is judged from now on is asked about anew.
    this.#watching = null;
    this.#settle(false);
  }
}
