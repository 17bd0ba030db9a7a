import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import { POLICY } from '../environment/health/policy.ts';
import type { Feed } from '../feed/feed.ts';
import type { EventOf } from '../feed/topic.ts';
import type { Reader } from '../read/reader.ts';
import { evaluateCustomers } from './evaluate.ts';
import { Leadership } from './leadership.ts';
import { replayHistory } from './replay.ts';

const dueSql = loadSql(new URL('./due.sql', import.meta.url));
const allSql = loadSql(new URL('./all.sql', import.meta.url));

const TIMER_MS = 60_000;
/** Changes that come in bursts are judged together. */
const GATHER_MS = 200;
const RETRY_MS = 5_000;

/** What the evaluator works with. */
export interface EvaluatorOptions {
  readonly db: Database;
  readonly reader: Reader;
  readonly feed: Feed;
  /** The clock by which states are dated; the database's, where several processes take turns. */
  readonly now: () => Date | Promise<Date>;
  readonly log: (level: 'info' | 'warn', message: string, error?: unknown) => void;
}

/**
 * Keeps states, issues and scores as true as the telemetry: it looks at a customer when something of it changed, and
 * every minute at those for whom time alone may change something. Of all processes on a database one at a time does it;
 * another takes over when that one goes.
 */
export class Evaluator {
  readonly #options: EvaluatorOptions;
  readonly #pending = new Set<string>();
  readonly #stopping = new AbortController();
  #running: Promise<void> | null = null;

  constructor(options: EvaluatorOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Stops; settled once what is being judged has been stored. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        const leadership = await Leadership.tryTake(this.#options.db, 'evaluation');
        if (leadership) await this.#lead(leadership).finally(() => leadership.release());
      } catch (error) {
        this.#options.log('warn', 'Judging was interrupted; trying again.', error);
      }
      await sleep(RETRY_MS * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
    }
  }

  async #lead(leadership: Leadership): Promise<void> {
    const { db, feed, log } = this.#options;
    const { signal } = this.#stopping;
    let isOver = false;
    // Followed before the first look, so that nothing falls between.
    const changes = feed.follow({ kind: 'SECTION_CHANGED', customers: 'all' });
    const following = this.#gather(changes)
      // A restored backup: what changed cannot be told, so everyone is looked at anew.
      .catch((error: unknown) => log('warn', 'Judging lost its place in the feed; starting anew.', error))
      .finally(() => {
        isOver = true;
      });
    try {
      await replayHistory(db, POLICY);
      await this.#add(db.map(allSql, [], ({ customerId }) => customerId as string));
      let nextTimer = Date.now() + TIMER_MS;
      while (!signal.aborted && !leadership.isLost && !isOver) {
        await this.#evaluatePending();
        if (Date.now() >= nextTimer) {
          nextTimer = Date.now() + TIMER_MS;
          const parameters = { now: await this.#options.now(), policyVersion: POLICY.policyVersion };
          await this.#add(db.map(dueSql, parameters, ({ customerId }) => customerId as string));
        }
        await sleep(GATHER_MS, undefined, { signal }).catch(() => {});
      }
    } finally {
      await changes.return();
      await following;
    }
  }

  async #gather(changes: AsyncIterable<EventOf<'SECTION_CHANGED'>>): Promise<void> {
    for await (const { customerId } of changes) this.#pending.add(customerId);
  }

  async #add(found: Promise<string[]>): Promise<void> {
    for (const customerId of await found) this.#pending.add(customerId);
  }

  async #evaluatePending(): Promise<void> {
    if (this.#pending.size === 0) return;
    const { db, reader, feed, now } = this.#options;
    const customers = [...this.#pending];
    this.#pending.clear();
    try {
      await evaluateCustomers(db, reader, customers, await now());
    } catch (error) {
      if (!(error instanceof AggregateError)) throw error;
      this.#options.log('warn', error.message, error.errors[0]);
    }
    feed.wake();
  }
}
