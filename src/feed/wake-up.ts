import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/client.ts';
import { withConnection } from '../db/connection.ts';
import type { TailLog } from './tail.ts';

const CHANNEL = 'technical_environment_feed';
const HEARTBEAT_MS = 10_000;
const ANSWER_MS = 5_000;
const LONGEST_RETRY_MS = 30_000;

type Connection = Awaited<ReturnType<Database['connect']>>;

/**
 * Word between processes that something was committed, so that each looks at the event table at once instead of at its
 * next turn. It is a hint and may be lost: whatever it would have said is in the table. Told after a commit in a statement
 * of its own, since a NOTIFY within a transaction makes all commits of a cluster queue up.
 */
export class WakeUp {
  readonly #db: Database;
  readonly #onWord: () => void;
  readonly #log: TailLog;
  readonly #stopping = new AbortController();
  #running: Promise<void> | null = null;
  #telling: Promise<void> | null = null;
  #tellAgain = false;

  constructor(db: Database, onWord: () => void, log: TailLog) {
    this.#db = db;
    this.#onWord = onWord;
    this.#log = log;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Stops listening; settled once the connection is closed. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([this.#running, this.#telling]);
  }

  /** Tells every process on the database. What is asked for while a word is under way becomes one more. */
  tell(): void {
    this.#tellAgain = true;
    this.#telling ??= this.#tell().finally(() => {
      this.#telling = null;
    });
  }

  async #tell(): Promise<void> {
    while (this.#tellAgain && !this.#stopping.signal.aborted) {
      this.#tellAgain = false;
      // Lost words cost a moment, and a database that is away is told of elsewhere.
      await withConnection(this.#db, ANSWER_MS, (connection) =>
        connection.any('select pg_notify($1, $2)', [CHANNEL, '']),
      ).catch(() => {});
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    let failures = 0;
    let isTold = false;
    const onListening = () => {
      if (isTold) this.#log('info', 'Listening for changes again.');
      isTold = false;
      failures = 0;
    };
    while (!signal.aborted) {
      await this.#listen(onListening).catch((error: unknown) => {
        if (!isTold) this.#log('warn', 'Cannot listen for changes; looking for them by itself.', error);
        isTold = true;
      });
      failures += 1;
      // Jitter keeps many processes from coming back in step.
      const pause = Math.min(LONGEST_RETRY_MS, 100 * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2);
      await sleep(pause, undefined, { signal }).catch(() => {});
    }
  }

  /** Listens until the connection is lost or the way down. */
  async #listen(onListening: () => void): Promise<void> {
    const { signal } = this.#stopping;
    const over = new AbortController();
    const end = () => over.abort();
    const connection = await this.#db.connect({ direct: true, onLost: end });
    signal.addEventListener('abort', end, { once: true });
    // Told to stop before the connection stood.
    if (signal.aborted) end();
    try {
      connection.client.on('notification', this.#onWord);
      await answered(connection, `listen ${CHANNEL}`);
      onListening();
      // What was said before we listened.
      this.#onWord();
      while (!over.signal.aborted) {
        await sleep(HEARTBEAT_MS, undefined, { signal: over.signal, ref: false }).catch(() => {});
        // A connection that was cut without a word says nothing by itself.
        if (!over.signal.aborted) await answered(connection, 'select 1');
      }
    } finally {
      signal.removeEventListener('abort', end);
      connection.client.removeListener('notification', this.#onWord);
      await connection.done();
    }
  }
}

/** Runs a statement that is quick where the connection is alive. */
async function answered(connection: Connection, sql: string): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`No answer in ${ANSWER_MS} ms: the connection is gone.`)),
    ANSWER_MS,
  );
  const answer = connection.any(sql);
  answer.catch(() => {});
  await Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
}
