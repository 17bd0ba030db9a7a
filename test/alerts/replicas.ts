import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const REPLICA = fileURLToPath(new URL('./replica.ts', import.meta.url));

/** Alerting in several processes, each of which is killed now and then and started again. */
export interface Replicas {
  /** Kills one of them with SIGKILL and starts another in its place. */
  kill(): Promise<void>;
  /** How many were killed. */
  readonly kills: () => number;
  /** What they complained of. */
  readonly errors: () => string;
  /** Ends all of them. */
  stop(): Promise<void>;
}

/** Starts that many replicas on a database. */
export async function startReplicas(count: number, argv: readonly string[]): Promise<Replicas> {
  const running: ChildProcess[] = [];
  let [kills, errors] = [0, ''];
  const start = async () => {
    const child = spawn(process.execPath, [REPLICA, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    running.push(child);
    await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), once(child, 'close')]);
  };
  const end = async (child: ChildProcess | undefined) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'close');
  };
  await Promise.all(Array.from({ length: count }, start));
  return {
    async kill() {
      kills += 1;
      await end(running.shift());
      await start();
    },
    kills: () => kills,
    errors: () => errors,
    stop: async () => {
      await Promise.all(running.splice(0).map(end));
    },
  };
}

/** Kills one replica after another at random moments until told to stop; gives the function that does. */
export function keepKilling(replicas: Replicas, everyMs: number): () => Promise<void> {
  const stopping = new AbortController();
  const killing = (async () => {
    while (!stopping.signal.aborted) {
      await sleep(everyMs * (0.5 + Math.random()), undefined, { signal: stopping.signal }).catch(() => {});
      if (!stopping.signal.aborted) await replicas.kill();
    }
  })();
  return async () => {
    stopping.abort();
    await killing;
  };
}
