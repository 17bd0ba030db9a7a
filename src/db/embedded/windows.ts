import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { type LaunchOptions, type RunningServer, serverSettings } from './launch.ts';

// Untried: written from PostgreSQL's documentation, as we had no Windows to run it on. Windows has no signals
// and PostgreSQL there refuses an administrator's rights, both of which pg_ctl takes care of; and no Unix
// sockets that pg can use, hence TCP. With it any user of the machine can connect.

/** Starts the server by pg_ctl, on a free TCP port of 127.0.0.1. */
export async function launchOnWindows(options: LaunchOptions): Promise<RunningServer> {
  const { cluster, binaries, dataDir, durable, log } = options;
  const port = await freePort();
  const settings = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', ...serverSettings(durable)].join(
    ' ',
  );
  log(`Starting PostgreSQL ${binaries.major} on ${cluster.pgdata}, port ${port}.`);
  const logFile = join(dataDir, 'postgres.log');
  await pgCtl(binaries, ['start', '-w', '-D', cluster.pgdata, '-l', logFile, '-o', settings]);
  const [pid] = (await readFile(join(cluster.pgdata, 'postmaster.pid'), 'utf8')).split('\n');
  return {
    pid: Number(pid),
    port,
    socketFolder: '',
    failure: () => undefined,
    stop: () => stopOnWindows(binaries, cluster.pgdata),
  };
}

/** Stops the server of this data folder by pg_ctl. */
export async function stopOnWindows(binaries: Binaries, pgdata: string): Promise<void> {
  await pgCtl(binaries, ['stop', '-w', '-m', 'fast', '-D', pgdata]);
}

async function pgCtl({ pgCtl: program }: Binaries, args: string[]): Promise<void> {
  const child = spawn(program, args, { stdio: 'ignore', windowsHide: true });
  const [code] = await once(child, 'exit');
  if (code !== 0)
    throw new Error(`pg_ctl ${args[0]} failed (exit code ${code}); see postgres.log in the data folder.`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('No free TCP port on 127.0.0.1.');
  return address.port;
}
