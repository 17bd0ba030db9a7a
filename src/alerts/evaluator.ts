import { setTimeout as sleep } from 'node:timers/promises';
import { databaseNow } from '../db/clock.ts';
import { loadSql } from '../db/sql.ts';
import type { Feed } from '../feed/feed.ts';
import type { EventOf } from '../feed/topic.ts';
import { type AlertJudge, evaluateAlerts, newStats } from './evaluate.ts';

const dueSql = loadSql(new URL('./due-customers.sql', import.meta.url));

/** How often to look where time alone may change something; with a group's wait it leaves half of the 90 s. */
export const DUE_MS = 15_000;
/** How often to look at everyone. */
const ALL_MS = 10 * 60_000;
/** Changes that come in bursts are judged together. */
const GATHER_MS = 1_000;
const RETRY_MS = 5_000;

/** What the evaluator works with. */
export interface AlertEvaluatorOptions extends AlertJudge {
  readonly feed: Feed;
}

/**
 * Judges a customer's alerts when something of it changed, and by the clock. Every process does so, and whoever is first
 * writes: none of them matters, so any may die at any moment.
 */
export class AlertEvaluator {
  readonly stats = newStats();
  readonly #options: AlertEvaluatorOptions;
  readonly #pending = new Set<string | null>();
  readonly #failed: (string | null)[] = [];
  readonly #stopping = new AbortController();
  #running: Promise<void> | null = null;

  constructor(options: AlertEvaluatorOptions) {
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
        await this.#watch();
      } catch (error) {
        this.#options.log('warn', 'Judging alerts was interrupted; trying again.', error);
      }
      await sleep(RETRY_MS * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
    }
  }

  async #watch(): Promise<void> {
    const { db, feed, log } = this.#options;
    const { signal } = this.#stopping;
    let isOver = false;
    // Followed before the first look, so that nothing falls between.
    const changes = feed.follow({ kind: 'SECTION_CHANGED', customers: 'all' });
    const following = this.#gather(changes)
      .catch((error: unknown) =>
        log('warn', 'Judging alerts lost its place in the feed; starting anew.', error),
      )
      .finally(() => {
        isOver = true;
      });
    let [nextDue, nextAll] = [0, 0];
    try {
      while (!signal.aborted && !isOver) {
        const turn = performance.now();
        let pauseMs = GATHER_MS;
        try {
          if (turn >= nextAll)
            await this.#add('select id as "customerId" from customers union all select null', {});
          else if (turn >= nextDue) await this.#add(dueSql, { now: await databaseNow(db) });
          if (turn >= nextDue) for (const customerId of this.#failed.splice(0)) this.#pending.add(customerId);
          if (turn >= nextAll) nextAll = turn + ALL_MS;
          if (turn >= nextDue) nextDue = turn + DUE_MS;
          await this.#evaluatePending();
        } catch (error) {
          // No connection, or none free: what is pending stays so.
          log('warn', 'Judging alerts was interrupted; trying again.', error);
          pauseMs = RETRY_MS;
        }
        await sleep(pauseMs, undefined, { signal }).catch(() => {});
      }
    } finally {
      await changes.return();
      await following;
    }
  }

  async #gather(changes: AsyncIterable<EventOf<'SECTION_CHANGED'>>): Promise<void> {
    for await (const { customerId } of changes) this.#pending.add(customerId);
  }

  async #add(sql: string, values: object): Promise<void> {
    for (const { customerId } of await this.#options.db.any<{ customerId: string | null }>(sql, values))
      this.#pending.add(customerId);
  }

  async #evaluatePending(): Promise<void> {
    if (this.#pending.size === 0) return;
    const now = await databaseNow(this.#options.db);
    const customers = [...this.#pending];
    this.#pending.clear();
    const { stats } = this;
    this.#failed.push(...(await evaluateAlerts({ ...this.#options, stats }, customers, now)));
    this.#options.feed.wake();
  }
}
