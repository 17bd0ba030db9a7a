import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { type Cluster, cannotRun, pathForServer, SERVER_ENVIRONMENT } from './cluster.ts';
import { unwritable } from './folders.ts';
import { type Postmaster, stopPostmaster } from './postmaster.ts';
import { makeSocketFolder, removeSocketFolder } from './socket-folder.ts';

/** What a launch needs. */
export interface LaunchOptions {
  cluster: Cluster;
  binaries: Binaries;
  dataDir: string;
  durable: boolean;
  log: (message: string) => void;
}

/** A server process, perhaps not ready yet. */
export interface RunningServer extends Postmaster {
  stop(): Promise<void>;
  /** Why it ended by itself; undefined while it runs. */
  failure(): Error | undefined;
}

/** Part of the socket's name; several servers may share it, since each has a folder of its own. */
const PORT = 5432;
const LONGEST_LOG_BYTES = 10_000_000;

/** Settings that do not depend on the platform. */
export function serverSettings(durable: boolean): string[] {
  const settings = ['max_connections=200', 'log_checkpoints=off', 'timezone=UTC', 'log_timezone=UTC'];
  if (!durable)
    settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=256MB');
  return settings.flatMap((setting) => ['-c', setting]);
}

/** Starts the server process. It does not wait until the server answers. */
export async function launch({
  cluster,
  binaries,
  dataDir,
  durable,
  log,
}: LaunchOptions): Promise<RunningServer> {
  const { pgdata, runAs, created } = cluster;
  const socketFolder = await makeSocketFolder(dataDir, PORT, runAs);
  const args = ['-D', await pathForServer(pgdata), '-k', socketFolder, '-p', String(PORT)];
  args.push('-c', 'listen_addresses=', '-c', 'unix_socket_permissions=0700', ...serverSettings(durable));
  log(`Starting PostgreSQL ${binaries.major} on ${created ? 'the new data folder ' : ''}${pgdata}.`);

  const output = openLog(join(dataDir, 'postgres.log'));
  const child = spawn(binaries.postgres, args, {
    cwd: pgdata,
    ...runAs,
    env: SERVER_ENVIRONMENT,
    // A session of its own: Ctrl-C at the terminal then reaches us alone, and we stop the server when our
    // last query is done. A file, not a pipe: the server must not lose its output when we are killed.
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
  });
  closeSync(output.fd);
  try {
    await once(child, 'spawn');
  } catch (error) {
    await removeSocketFolder(socketFolder);
    throw cannotRun(binaries.postgres, error as Error);
  }
  // Nobody should hang because the server was forgotten; the next start finds it.
  child.unref();

  const postmaster: Postmaster = { pid: child.pid as number, port: PORT, socketFolder };
  let ended: Error | undefined;
  child.once('exit', (code, signal) => {
    ended = new Error(
      `PostgreSQL ended by itself (${signal ?? `exit code ${code}`}). Its last words:\n${output.tail()}`,
    );
  });
  return {
    ...postmaster,
    failure: () => ended,
    // Once it has ended, its number may be another process's.
    stop: () => (ended ? removeSocketFolder(socketFolder) : stopPostmaster(postmaster)),
  };
}

function openLog(file: string): { fd: number; tail: () => string } {
  let fd: number;
  try {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    fd = openSync(file, size > LONGEST_LOG_BYTES ? 'w' : 'a', 0o600);
  } catch (error) {
    throw unwritable(file, error);
  }
  const start = statSync(file).size;
  const tail = () => {
    try {
      return readFileSync(file).subarray(start).toString('utf8').slice(-2_000).trim();
    } catch (error) {
      // Somebody removed the data folder, which also ends the server.
      return `${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`;
    }
  };
  return { fd, tail };
}
