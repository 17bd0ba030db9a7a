import type { Job, PgBoss } from 'pg-boss';
import type { Database, Queryable } from '../../db/client.ts';
import { loadSql } from '../../db/sql.ts';
import { JOB_MS } from '../deadlines.ts';
import { overPgPromise } from './adapter.ts';

const deadSql = loadSql(new URL('./dead-letters.sql', import.meta.url));

/** Where to say what went wrong. */
export type JobLog = (level: 'info' | 'warn', message: string, error?: unknown) => void;

/** What jobs are about. */
export interface FlushJob {
  /** Null: of what belongs to no single customer. */
  readonly customerId: string | null;
  readonly channelId: string;
}

/** What runs when a job is due. Any of them may run twice, and must not mind. */
export interface JobHandlers {
  flush(job: FlushJob): Promise<void>;
  deliver(deliveryId: string, signal: AbortSignal): Promise<void>;
  /** Every minute, in one process. */
  sweep(): Promise<void>;
}

/** Puts jobs into the queue, in a transaction of the caller's. */
export interface JobSender {
  /** Puts together what a channel is to be told, at that time; one that is queued already stands. */
  flush(tx: Queryable, job: FlushJob, at: Date): Promise<void>;
  /** Tries a delivery, at that time; one that is queued for that time already stands, one for another time does not count. */
  deliver(tx: Queryable, deliveryId: string, at: Date): Promise<void>;
}

const QUEUES = {
  flush: 'alerts-flush',
  deliver: 'alerts-deliver',
  sweep: 'alerts-sweep',
  dead: 'alerts-dead',
} as const;
const EVERY_MINUTE = '* * * * *';
const POLLING_SECONDS = 2;
/** Batches of deliveries at once: one waits for its slowest, which may take over a minute. */
const DELIVERING = 4;
const STOP_MS = 2_500;

/**
 * The job queue, pg-boss on our own database. It only says when to look: what there is to do lies in our tables, so a job
 * that is lost is found again by the sweep, and one that comes twice finds nothing to do. A job that keeps failing ends
 * among the dead letters.
 */
export class JobQueue implements JobSender {
  readonly #db: Database;
  readonly #log: JobLog;
  #boss: PgBoss | null = null;

  constructor(db: Database, log: JobLog) {
    this.#db = db;
    this.#log = log;
  }

  /** Makes pg-boss's tables where they are missing and begins to work; replicas may start together. */
  async start(handlers: JobHandlers): Promise<void> {
    // Not needed to answer requests, so not read before the first of them.
    const { PgBoss } = await import('pg-boss');
    const boss = new PgBoss({
      db: overPgPromise(this.#db),
      registerInstance: false,
      reindex: false,
      monitorVacuum: false,
      openTelemetry: { enabled: false },
    });
    boss.on('error', (error) => {
      // Often a copy of the error's properties, which neither tells a lost connection nor is cleaned for the log.
      const whole = error instanceof Error ? error : Object.assign(new Error(), error);
      this.#log('warn', 'The job queue met an error; it tries on.', whole);
    });
    try {
      await boss.start();
      // A job that runs at once may queue the next.
      this.#boss = boss;
      await this.#work(boss, handlers);
    } catch (error) {
      this.#boss = null;
      await boss.stop({ graceful: false, close: false });
      throw error;
    }
  }

  async #work(boss: PgBoss, handlers: JobHandlers): Promise<void> {
    await boss.createQueue(QUEUES.dead);
    const patient = {
      retryLimit: 5,
      retryDelay: 2,
      retryBackoff: true,
      expireInSeconds: 60,
      deadLetter: QUEUES.dead,
    };
    await boss.createQueue(QUEUES.flush, { policy: 'short', ...patient });
    const expireInSeconds = JOB_MS / 1000;
    await boss.createQueue(QUEUES.deliver, { policy: 'short', ...patient, expireInSeconds });
    // A queue that is there stays as it was made.
    await boss.updateQueue(QUEUES.deliver, { expireInSeconds });
    await boss.createQueue(QUEUES.sweep, { policy: 'exclusive', retryLimit: 0, expireInSeconds: 60 });
    // A backlog is worked off without pause.
    const often = { pollingIntervalSeconds: POLLING_SECONDS };
    const inBatches = { ...often, batchSize: 20, burstWhenBatchFull: true, perJobResults: true } as const;
    await boss.work(QUEUES.flush, inBatches, (jobs: Job<FlushJob>[]) =>
      settleEach(jobs, ({ data }) => handlers.flush(data)),
    );
    const deliveries = { ...inBatches, localConcurrency: DELIVERING } as const;
    await boss.work(QUEUES.deliver, deliveries, (jobs: Job<{ deliveryId: string }>[]) =>
      settleEach(jobs, ({ data, signal }) => handlers.deliver(data.deliveryId, signal)),
    );
    await boss.work(QUEUES.sweep, often, () => handlers.sweep());
    await boss.schedule(QUEUES.sweep, EVERY_MINUTE);
  }

  async flush(tx: Queryable, { customerId, channelId }: FlushJob, at: Date): Promise<void> {
    await this.#boss?.send(
      QUEUES.flush,
      { customerId, channelId },
      {
        db: overPgPromise(tx),
        singletonKey: `${customerId ?? ''}/${channelId}`,
        startAfter: at,
      },
    );
  }

  async deliver(tx: Queryable, deliveryId: string, at: Date): Promise<void> {
    await this.#boss?.send(
      QUEUES.deliver,
      { deliveryId },
      {
        db: overPgPromise(tx),
        // By the time too: what is due earlier than it was, since its channel was put right, waits for no older job.
        singletonKey: `${deliveryId}/${at.toISOString()}`,
        startAfter: at,
      },
    );
  }

  /** How many jobs lie among the dead letters; 0 before the start. */
  async deadLetters(): Promise<number> {
    if (this.#boss === null) return 0;
    return (await this.#db.one<{ count: number }>(deadSql, { queue: QUEUES.dead })).count;
  }

  /** Lets running jobs end, for a moment; what is cut off is tried again elsewhere. */
  async stop(): Promise<void> {
    await this.#boss?.stop({ graceful: true, timeout: STOP_MS, close: false });
    this.#boss = null;
  }
}

async function settleEach<Data>(jobs: readonly Job<Data>[], handle: (job: Job<Data>) => Promise<void>) {
  const settled = await Promise.allSettled(jobs.map(handle));
  return settled.map((result, index) => {
    const { id } = jobs[index] as Job<Data>;
    return result.status === 'fulfilled'
      ? ({ id, status: 'completed' } as const)
      : ({ id, status: 'failed', output: { message: String(result.reason) } } as const);
  });
}
