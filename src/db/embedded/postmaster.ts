import { execFile } from 'node:child_process';
import { readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isServed, removeSocketFolder } from './socket-folder.ts';

/** What a running server says about itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  /** Empty where it listens on TCP only. */
  socketFolder: string;
}

/** How long a server may take to stop, in ms, before the next harder way. */
export interface Patience {
  fast: number;
  immediate: number;
}

const PATIENCE: Patience = { fast: 15_000, immediate: 5_000 };

/**
 * The server that runs on this data folder, left behind by a process that was killed; undefined when there is
 * none. A `postmaster.pid` of a dead server is made harmless on the way.
 */
export async function findOrphan(pgdata: string): Promise<Postmaster | undefined> {
  const found = await readPostmaster(pgdata);
  if (!found) return undefined;
  const { file, lines, postmaster } = found;
  if (postmaster.pid > 0 && (await isServerOf(postmaster.pid, pgdata))) return postmaster;
  // The number may by now be some other process of the server's user, and PostgreSQL would refuse to start.
  // It overlooks its parent's, which is ours, and then still makes its other check, by the shared memory in
  // line 7, that nothing is attached: removing the file would lose that.
  lines[0] = String(process.pid);
  await writeFile(file, lines.join('\n'));
  // This may be a copy of a folder whose server goes on, or was started again: its socket is in use then.
  const { pid, port, socketFolder } = postmaster;
  if (!(await isAlive(pid)) && !(await isServed(socketFolder, port))) await removeSocketFolder(socketFolder);
  return undefined;
}

/** The server that runs on this data folder, whoever has started it and goes on using it; changes nothing. */
export async function findRunning(pgdata: string): Promise<Postmaster | undefined> {
  const found = await readPostmaster(pgdata);
  if (!found || !(found.postmaster.pid > 0 && found.postmaster.port > 0)) return undefined;
  return (await isServerOf(found.postmaster.pid, pgdata)) ? found.postmaster : undefined;
}

async function readPostmaster(pgdata: string) {
  const file = join(pgdata, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const postmaster: Postmaster = {
    pid: Number(lines[0]),
    port: Number(lines[3]),
    socketFolder: lines[4] ?? '',
  };
  return { file, lines, postmaster };
}

async function isServerOf(pid: number, pgdata: string): Promise<boolean> {
  if (!(await isAlive(pid))) return false;
  if (process.platform === 'linux') {
    // A server's working folder is its data folder. Unreadable means another user's process: not ours.
    return (await readlink(`/proc/${pid}/cwd`).catch(() => undefined)) === pgdata;
  }
  if (process.platform === 'win32') return true; // Untried: believe the file, the connection decides.
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout.includes('postgres') && stdout.includes(pgdata);
}

/** True while the process runs; a dead one whose parent has not noticed yet does not count. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  return state !== '' && state !== 'Z';
}

/**
 * Stops a server and answers when it is gone: first fast (open transactions are rolled back, everything is
 * written), after a deadline without the writing (the next start recovers from the log), and at last by force.
 */
export async function stopPostmaster({ pid, socketFolder }: Postmaster, patience = PATIENCE): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', patience.fast],
    ['SIGQUIT', patience.immediate],
    ['SIGKILL', patience.immediate],
  ];
  for (const [signal, patienceMs] of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      break; // Gone already.
    }
    if (await isGoneWithin(pid, patienceMs)) break;
  }
  await removeSocketFolder(socketFolder);
}

/** Stops a server that is not our child, unless it has ended by itself and its number is now another's. */
export async function stopOrphan(orphan: Postmaster, pgdata: string): Promise<void> {
  if (await isServerOf(orphan.pid, pgdata)) await stopPostmaster(orphan);
  else await removeSocketFolder(orphan.socketFolder);
}

async function isGoneWithin(pid: number, patienceMs: number): Promise<boolean> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; ) {
    if (!(await isAlive(pid))) return true;
    await sleep(5);
  }
  return false;
}
