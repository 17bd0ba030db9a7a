import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionLost, reasonOf } from './availability.ts';

/** Writes a line about work in the background. */
export type Say = (level: 'info' | 'warn', message: string, error?: unknown) => void;

/** What telling of outages needs. */
export interface OutageOptions {
  /** Asks the database something; rejects while it is away. */
  readonly probe: () => Promise<unknown>;
  readonly write: (level: 'debug' | 'info' | 'warn', message: string, error?: unknown) => void;
  /** How often to ask while it is away; 1 s. */
  readonly probeMs?: number;
  /** How often to say that it is still away; 1 minute. */
  readonly remindMs?: number;
}

type Line = Parameters<Say>;

/** Attempts that began while it was away may fail this much later. */
const LATE_MS = 10_000;

/**
 * Tells of a database that is away once, whoever notices: all that works in the background does, again and again. One
 * line when it goes, a reminder now and then, one when it is back. A connection that was lost while the database answers
 * is no outage, and is told of by whoever had it.
 */
export class Outages {
  readonly #options: OutageOptions;
  readonly #stopping = new AbortController();
  #watching: Promise<void> | null = null;
  #isAway = false;
  #hushUntil = 0;
  #held: { line: Line; onHush: () => void }[] = [];

  constructor(options: OutageOptions) {
    this.#options = options;
  }

  /** The log of one worker: what it says of lost connections during an outage goes to the level debug. */
  logOfOne(): Say {
    let hushed = 0;
    return (...line) => {
      const [level, message, error] = line;
      if (error !== undefined && isConnectionLost(error)) {
        this.#judge(line, () => {
          hushed += 1;
        });
      } else if (level === 'info' && hushed > 0) {
        // That it goes on, where it was not told that it did not.
        hushed -= 1;
        this.#options.write('debug', message, error);
      } else this.#options.write(...line);
    };
  }

  /** Stops asking; settled once the last question is answered. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#watching;
  }

  #judge(line: Line, onHush: () => void): void {
    this.#held.push({ line, onHush });
    if (this.#isAway || performance.now() < this.#hushUntil) this.#settle(true);
    else
      this.#watching ??= this.#watch().finally(() => {
        this.#watching = null;
      });
  }

  #settle(hush: boolean): void {
    for (const { line, onHush } of this.#held.splice(0)) {
      const [level, message, error] = line;
      if (hush) onHush();
      this.#options.write(hush ? 'debug' : level, message, error);
    }
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
    this.#settle(false);
  }
}
