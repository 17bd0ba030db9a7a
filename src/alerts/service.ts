import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Transaction } from '../db/client.ts';
import { databaseNow } from '../db/clock.ts';
import { loadSql } from '../db/sql.ts';
import type { Feed } from '../feed/feed.ts';
import type { Reader } from '../read/reader.ts';
import type { Deliverer } from './delivery/channel.ts';
import type { JudgingStats } from './evaluate.ts';
import { AlertEvaluator } from './evaluator.ts';
import { type JobHandlers, type JobLog, JobQueue } from './jobs/queue.ts';
import { attempt, type Pace } from './notify/deliver.ts';
import { type Grouping, queueFlushes } from './notify/due.ts';
import { flush } from './notify/flush.ts';
import { pruneAlerts } from './notify/prune.ts';
import { sweep } from './notify/sweep.ts';

const overdueSql = loadSql(new URL('./notify/overdue-age.sql', import.meta.url));

const RETRY_MS = 5_000;

/** What alerting works with. */
export interface AlertServiceOptions {
  /** Connections of its own, so that requests that use up the pool do not hold alerts back. */
  readonly db: Database;
  readonly reader: Reader;
  readonly feed: Feed;
  /** Makes what delivers; called once, at the start. */
  readonly createDeliverer: () => Promise<Deliverer>;
  readonly grouping: Grouping;
  /** How long episodes are kept after their end. */
  readonly retentionDays: number;
  readonly log: JobLog;
  /** Only tests have another. */
  readonly pace?: Pace;
}

/** What is left undone, by all processes together. */
export interface AlertBacklog {
  /** For how long the delivery that is due for longest has waited to be tried; 0 when none is due. */
  readonly overdueSeconds: number;
  /** Jobs that failed until they were given up. */
  readonly deadLetters: number;
}

/** Alerting as a whole: it judges, and it tells. */
export class AlertService {
  readonly #jobs: JobQueue;
  readonly #options: AlertServiceOptions;
  readonly #evaluator: AlertEvaluator;
  readonly #stopping = new AbortController();
  #starting: Promise<void> | null = null;
  #deliverer: Deliverer | null = null;
  #knownDead = 0;

  constructor(options: AlertServiceOptions) {
    this.#options = options;
    this.#jobs = new JobQueue(options.db, options.log);
    this.#evaluator = new AlertEvaluator({ ...options, jobs: this.#jobs });
  }

  /** Starts the job queue and then judging, which needs it; tries on while the database does not answer. */
  start(): void {
    this.#starting = this.#start();
  }

  /** What judging has done since the start. */
  get stats(): Readonly<JudgingStats> {
    return this.#evaluator.stats;
  }

  /** What is left undone; asks the database. */
  async backlog(): Promise<AlertBacklog> {
    const { seconds } = await this.#options.db.one<{ seconds: number }>(overdueSql);
    return { overdueSeconds: seconds, deadLetters: await this.#jobs.deadLetters() };
  }

  /** Has a notification sent once the transaction commits; before the job queue has started, about a minute after that. */
  send(tx: Transaction, deliveryId: string): Promise<void> {
    return this.#jobs.deliver(tx, deliveryId, new Date(0));
  }

  /** Has a customer's channels told of what they have not heard; before the job queue has started, within a minute. */
  async tell(tx: Transaction, customerId: string): Promise<void> {
    await queueFlushes(tx, this.#jobs, [customerId], this.#options.grouping, await databaseNow(tx));
  }

  /** Stops judging, then telling. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#starting;
    await this.#evaluator.stop();
    // No new attempts; those under way are cut short, and noted as to be tried again.
    await Promise.all([this.#jobs.stop(), this.#deliverer?.close()]);
  }

  async #start(): Promise<void> {
    const { log } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        this.#deliverer ??= await this.#options.createDeliverer();
        await this.#jobs.start(this.#handlers(this.#deliverer));
        if (signal.aborted) return;
        this.#evaluator.start();
        // What other processes died over need not wait for the next minute.
        await this.#sweep(true).catch((error: unknown) =>
          log('warn', 'A sweep failed; the next minute has another.', error),
        );
        return;
      } catch (error) {
        log('warn', 'Alerting could not start; trying again.', error);
        await sleep(RETRY_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  #handlers(deliverer: Deliverer): JobHandlers {
    const { db, log, pace } = this.#options;
    const jobs = this.#jobs;
    const courier = { db, jobs, deliverer, log, ...(pace && { pace }) };
    return {
      flush: (job) => flush(db, jobs, job),
      deliver: (id, signal) => attempt(courier, id, signal),
      sweep: () => this.#sweep(new Date().getMinutes() === 0),
    };
  }

  async #sweep(isThorough: boolean): Promise<void> {
    const { db, grouping, retentionDays, log } = this.#options;
    await sweep(db, this.#jobs, grouping, isThorough);
    await pruneAlerts(db, retentionDays);
    const dead = await this.#jobs.deadLetters();
    if (dead > this.#knownDead)
      log(
        'warn',
        `Of the jobs of alerting ${dead} failed until they were given up: see "dead letters" in the README.`,
      );
    this.#knownDead = dead;
  }
}
