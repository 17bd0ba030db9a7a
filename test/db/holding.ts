import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { EmbeddedOptions, EmbeddedServer } from '../../src/db/embedded/server.ts';

/** What a holder process said: a running server, or why there is none. */
export type Holding = Omit<EmbeddedServer, 'stop'> & { ms: number; error?: string };

/** A process that holds an embedded server. */
export interface Holder {
  child: ChildProcess;
  said: Promise<Holding>;
  /** Ends the process with this signal, and waits until it has ended. */
  end(signal: NodeJS.Signals): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('./holder.ts', import.meta.url));
const holders = new Set<ChildProcess>();

/** Starts a holder process. */
export function hold(
  options: EmbeddedOptions | 'throwaway',
  how: SpawnOptions = {},
  script = SCRIPT,
): Holder {
  const argument = options === 'throwaway' ? options : JSON.stringify(options);
  const child = spawn(process.execPath, [script, argument], { stdio: ['pipe', 'pipe', 'inherit'], ...how });
  holders.add(child);
  const ended = once(child, 'exit').finally(() => holders.delete(child));
  const said = new Promise<Holding>((resolve, reject) => {
    if (child.stdout) createInterface(child.stdout).once('line', (line) => resolve(JSON.parse(line)));
    ended.then(() => reject(new Error('The holder process ended without a word.')), reject);
  });
  said.catch(() => {});
  return {
    child,
    said,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}

/** Ends the holder processes that a failed test left, letting them stop their servers. */
export async function endHolders(): Promise<void> {
  await Promise.all([...holders].map((child) => child.kill('SIGTERM') && once(child, 'exit')));
}

/** A temporary folder open to all users, and the function that removes it. */
export async function openFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'te-test-'));
  await promisify(execFile)('chmod', ['755', folder]);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Copies a folder with its owners and modes, which fs.cp does not. */
export async function copyFolder(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', from, to]);
}
