import { type ChildProcess, fork, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const alive = new Set<ChildProcess>();
let interrupted = false;

function track(child: ChildProcess): ChildProcess {
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  child.once('error', () => alive.delete(child));
  if (interrupted) child.kill();
  return child;
}

/** Ends every child, so that whoever waits for one fails and clears up; those started later end at once. */
export function endChildren(): void {
  interrupted = true;
  for (const child of alive) child.kill();
}

/** Starts Node with these arguments, in the project's folder. */
export function startNode(args: string[], options: SpawnOptions = {}): ChildProcess {
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  return track(spawn(process.execPath, args, { cwd, stdio: 'ignore', ...options }));
}

/** A process that does one part of a bench and talks with us. */
export interface Worker<Told> {
  /** The next thing it says. */
  hear(): Promise<Told>;
  tell(message: unknown): void;
  end(): Promise<void>;
}

/** Starts a file of this folder as a worker, which ends when we do. */
export function startWorker<Told>(file: string): Worker<Told> {
  const child = track(fork(new URL(file, import.meta.url), { serialization: 'advanced' }));
  const exited = once(child, 'exit');
  const said: Told[] = [];
  let notify = () => {};
  child.on('message', (message) => {
    said.push(message as Told);
    notify();
  });
  child.once('exit', () => notify());
  return {
    async hear() {
      while (said.length === 0) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${file} ended early.`);
        await new Promise<void>((resolve) => {
          notify = resolve;
        });
      }
      return said.shift() as Told;
    },
    tell: (message) => child.send(message as object),
    async end() {
      child.kill();
      await exited;
    },
  };
}
