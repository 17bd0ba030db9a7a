import type { Database } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import { POLICY } from '../environment/health/policy.ts';
import type { Feed } from '../feed/feed.ts';
import type { Reader } from '../read/reader.ts';
import { evaluateCustomers } from './evaluate.ts';
import { Leadership } from './leadership.ts';
import { replayHistory } from './replay.ts';
import { keepRunning, type Watch, watchChanges } from './watching.ts';

const dueSql = loadSql(new URL('./due.sql', import.meta.url));
const allSql = loadSql(new URL('./all.sql', import.meta.url));

const TIMER_MS = 60_000;
/** Changes that come in bursts are judged together. */
const GATHER_MS = 200;

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
    const { db, feed, log } = this.#options;
    const watch = { feed, log, name: 'Judging', signal: this.#stopping.signal };
    this.#running = keepRunning(watch, async () => {
      const leadership = await Leadership.tryTake(db, 'evaluation');
      if (leadership) await this.#lead(leadership, watch).finally(() => leadership.release());
    });
  }

  /** Stops; settled once what is being judged has been stored. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #lead(leadership: Leadership, watch: Watch): Promise<void> {
    let nextTimer: number | null = null;
    const turn = async () => {
      if (leadership.isLost) return null;
      if (nextTimer === null) {
        // Also after a restored backup: what changed cannot be told, so everyone is looked at anew.
        await replayHistory(this.#options.db, POLICY);
        await this.#add(allSql, {});
        nextTimer = Date.now() + TIMER_MS;
      }
      await this.#evaluatePending();
      if (Date.now() >= nextTimer) {
        nextTimer = Date.now() + TIMER_MS;
        await this.#add(dueSql, { now: await this.#options.now(), policyVersion: POLICY.policyVersion });
      }
      return GATHER_MS;
    };
    await watchChanges(watch, ({ customerId }) => this.#pending.add(customerId), turn);
  }

  async #add(sql: string, values: object): Promise<void> {
    for (const { customerId } of await this.#options.db.any<{ customerId: string }>(sql, values))
      this.#pending.add(customerId);
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
