import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/client.ts';
import type { Feed } from '../feed/feed.ts';
import type { Reader } from '../read/reader.ts';
import type { Deliverer } from './delivery/channel.ts';
import { AlertEvaluator } from './evaluator.ts';
import { type FlushJob, type JobLog, JobQueue } from './jobs/queue.ts';
import { attempt } from './notify/deliver.ts';
import type { Grouping } from './notify/due.ts';
import { flush } from './notify/flush.ts';
import { sweep } from './notify/sweep.ts';

const RETRY_MS = 5_000;

/** What alerting works with. */
export interface AlertServiceOptions {
  /** Connections of its own, so that requests that use up the pool do not hold alerts back. */
  readonly db: Database;
  readonly reader: Reader;
  readonly feed: Feed;
  readonly deliverer: Deliverer;
  readonly grouping: Grouping;
  readonly log: JobLog;
}

/** Alerting as a whole: it judges, and it tells. */
export class AlertService {
  /** For who writes something that is to be sent. */
  readonly jobs: JobQueue;
  readonly #options: AlertServiceOptions;
  readonly #evaluator: AlertEvaluator;
  readonly #stopping = new AbortController();
  #starting: Promise<void> | null = null;

  constructor(options: AlertServiceOptions) {
    this.#options = options;
    this.jobs = new JobQueue(options.db, options.log);
    this.#evaluator = new AlertEvaluator({ ...options, jobs: this.jobs });
  }

  /** Starts the job queue and then judging, which needs it; tries on while the database does not answer. */
  start(): void {
    this.#starting = this.#start();
  }

  /** Stops judging, then telling. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#starting;
    await this.#evaluator.stop();
    await this.jobs.stop();
    await this.#options.deliverer.close();
  }

  async #start(): Promise<void> {
    const { db, deliverer, grouping, log } = this.#options;
    const { signal } = this.#stopping;
    const handlers = {
      flush: (job: FlushJob) => flush(db, this.jobs, job),
      deliver: (id: string, ended: AbortSignal) => attempt({ db, jobs: this.jobs, deliverer }, id, ended),
      sweep: () => sweep(db, this.jobs, grouping),
    };
    while (!signal.aborted) {
      try {
        await this.jobs.start(handlers);
        if (!signal.aborted) this.#evaluator.start();
        return;
      } catch (error) {
        log('warn', 'Alerting could not start; trying again.', error);
        await sleep(RETRY_MS, undefined, { signal }).catch(() => {});
      }
    }
  }
}
