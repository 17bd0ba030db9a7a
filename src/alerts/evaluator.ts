import { databaseNow } from '../db/clock.ts';
import { loadSql } from '../db/sql.ts';
import { keepRunning, type Watch, watchChanges } from '../evaluation/watching.ts';
import type { Feed } from '../feed/feed.ts';
import { type AlertJudge, evaluateAlerts, newStats } from './evaluate.ts';
import { Looks, Wants } from './looks.ts';

const dueSql = loadSql(new URL('./due-looks.sql', import.meta.url));

/** How often to look where time alone may change something; with a group's wait it leaves half of the 90 s. */
export const DUE_MS = 15_000;
/** A look this old is not due yet, whoever of all processes has looked. */
const FRESH_MS = 12_000;
/** How often to look at everyone. */
const ALL_MS = 10 * 60_000;
/** Changes that come in bursts are judged together. */
const GATHER_MS = 1_000;
const RETRY_MS = 5_000;
const BATCH = 50;

/** What the evaluator works with. */
export interface AlertEvaluatorOptions extends AlertJudge {
  readonly feed: Feed;
}

/**
 * Judges a customer's alerts when something of it changed, and by the clock. Every process does so and they share the work,
 * but none of them matters: any may die at any moment, and what it had in hand another takes.
 */
export class AlertEvaluator {
  readonly stats = newStats();
  readonly #options: AlertEvaluatorOptions;
  readonly #looks: Looks;
  readonly #wants = new Wants();
  readonly #stopping = new AbortController();
  #running: Promise<void> | null = null;

  constructor(options: AlertEvaluatorOptions) {
    this.#options = options;
    this.#looks = new Looks(options.db);
  }

  start(): void {
    const { feed, log } = this.#options;
    const watch = { feed, log, name: 'Judging alerts', signal: this.#stopping.signal };
    this.#running = keepRunning(watch, () => this.#watch(watch));
  }

  /** Stops; settled once what is being judged has been stored. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #watch(watch: Watch): Promise<void> {
    // Nobody knows what was missed before, so the first look is at everyone.
    let all = true;
    let nextDue = 0;
    const turn = async () => {
      const at = performance.now();
      try {
        if (at >= nextDue) {
          await this.#addDue(all);
          all = false;
          nextDue = at + DUE_MS;
        }
        await this.#judge();
        return GATHER_MS;
      } catch (error) {
        // No connection, or none free: what is wanted stays so.
        watch.log('warn', 'Judging alerts was interrupted; trying again.', error);
        return RETRY_MS;
      }
    };
    const hear = ({ customerId, position: { xid } }: { customerId: string; position: { xid: bigint } }) =>
      this.#wants.add({ customerId, xid, before: new Date(0) });
    await watchChanges(watch, hear, turn);
  }

  async #addDue(all: boolean): Promise<void> {
    const { db } = this.#options;
    const now = await databaseNow(db);
    const ago = (ms: number) => new Date(now.getTime() - ms);
    const values = { now, dueBefore: ago(FRESH_MS), allBefore: all ? now : ago(ALL_MS) };
    for (const { customerId, before } of await db.any<{ customerId: string | null; before: string }>(
      dueSql,
      values,
    ))
      this.#wants.add({ customerId, xid: 0n, before: new Date(before) });
  }

  async #judge(): Promise<void> {
    const { db, feed } = this.#options;
    for (const part of this.#wants.parts(BATCH)) {
      if (this.#stopping.signal.aborted) return;
      const { taken, done } = await this.#looks.take(part);
      this.#wants.drop(done);
      if (taken.length === 0) continue;
      const ids = taken.map(({ customerId }) => customerId);
      const again = await evaluateAlerts({ ...this.#options, stats: this.stats }, ids, await databaseNow(db));
      const judged = taken.filter(({ customerId }) => !again.includes(customerId));
      await this.#looks.finish(judged);
      this.#wants.drop(judged);
      feed.wake();
    }
  }
}
