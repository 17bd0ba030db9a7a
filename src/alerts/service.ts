import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Transaction } from '../db/client.ts';
import type { Feed } from '../feed/feed.ts';
import type { Reader } from '../read/reader.ts';
import type { Deliverer } from './delivery/channel.ts';
import type { JudgingStats } from './evaluate.ts';
import { AlertEvaluator } from './evaluator.ts';
import { type JobHandlers, type JobLog, JobQueue } from './jobs/queue.ts';
import { attempt } from './notify/deliver.ts';
import type { Grouping } from './notify/due.ts';
import { flush } from './notify/flush.ts';
import { pruneAlerts } from './notify/prune.ts';
import { sweep } from './notify/sweep.ts';

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
}

/** Alerting as a whole: it judges, and it tells. */
export class AlertService {
  readonly #jobs: JobQueue;
  readonly #options: AlertServiceOptions;
  readonly #evaluator: AlertEvaluator;
  readonly #stopping = new AbortController();
  #starting: Promise<void> | null = null;
  #deliverer: Deliverer | null = null;

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

  /** Has a notification sent once the transaction commits; before the job queue has started, about a minute after that. */
  send(tx: Transaction, deliveryId: string): Promise<void> {
    return this.#jobs.deliver(tx, deliveryId, new Date(0));
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
        if (!signal.aborted) this.#evaluator.start();
        return;
      } catch (error) {
        log('warn', 'Alerting could not start; trying again.', error);
        await sleep(RETRY_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  #handlers(deliverer: Deliverer): JobHandlers {
    const { db, grouping, retentionDays, log } = this.#options;
    const jobs = this.#jobs;
    return {
      flush: (job) => flush(db, jobs, job),
      deliver: (id, signal) => attempt({ db, jobs, deliverer, log }, id, signal),
      async sweep() {
        await sweep(db, jobs, grouping);
        await pruneAlerts(db, retentionDays);
      },
    };
  }
}
