import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningServer } from './launch.ts';
import { isAlive } from './postmaster.ts';

const LOOK_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Starts a server anew whenever it has ended by itself, as one does that the system kills for its memory. */
export class Keeper {
  readonly #startAgain: () => Promise<RunningServer>;
  readonly #log: (message: string) => void;
  readonly #stopping = new AbortController();
  readonly #watching: Promise<void>;
  #server: RunningServer;

  /** `startAgain` answers once the new one can be used, and leaves nothing behind where it fails. */
  constructor(
    server: RunningServer,
    startAgain: () => Promise<RunningServer>,
    log: (message: string) => void,
  ) {
    this.#server = server;
    this.#startAgain = startAgain;
    this.#log = log;
    this.#watching = this.#watch();
  }

  /** The process that runs now. */
  get pid(): number {
    return this.#server.pid;
  }

  /** Stops the server for good. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#watching;
    await this.#server.stop();
  }

  async #watch(): Promise<void> {
    while (await this.#passes(LOOK_MS)) {
      if (await this.#isThere()) continue;
      const { pid, failure } = this.#server;
      this.#log(failure()?.message ?? `PostgreSQL (process ${pid}) ended by itself.`);
      for (let pause = LOOK_MS; !(await this.#revive()); pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
        if (!(await this.#passes(pause))) return;
      }
    }
  }

  /** False when the pause is cut short because the server is to stop. */
  #passes(pauseMs: number): Promise<boolean> {
    return sleep(pauseMs, true, { ref: false, signal: this.#stopping.signal }).catch(() => false);
  }

  async #isThere(): Promise<boolean> {
    // One that was adopted is no child of ours, so that nothing tells us of its end.
    return !this.#server.failure() && (await isAlive(this.#server.pid));
  }

  async #revive(): Promise<boolean> {
    const { port, socketFolder } = this.#server;
    try {
      const server = await this.#startAgain();
      if (server.port !== port || server.socketFolder !== socketFolder) {
        await server.stop();
        throw new Error('It would listen elsewhere than before, so restart the service.');
      }
      this.#server = server;
      return true;
    } catch (error) {
      this.#log(`PostgreSQL could not be started again; trying on. ${(error as Error).message}`);
      return false;
    }
  }
}
