import type { Connection } from '../client.ts';
import { findBinaries, type Machine } from './binaries.ts';
import { prepareCluster } from './cluster.ts';
import { makeDataFolder } from './folders.ts';
import { Keeper } from './keeper.ts';
import { type LaunchOptions, launch, type RunningServer } from './launch.ts';
import { lockDataFolder } from './lock.ts';
import { findOrphan, type Postmaster, stopOrphan } from './postmaster.ts';
import { connectionTo, DATABASE, query, untilReady } from './ready.ts';
import { launchOnWindows, stopOnWindows } from './windows.ts';

/** Where and how to run the embedded server. */
export interface EmbeddedOptions {
  /** Holds everything of the server's; made when missing. */
  dataDir: string;
  /** False gives up surviving a power cut for speed: for tests. True by default. */
  durable?: boolean;
  /** Told in sentences what happens. */
  log?: (message: string) => void;
  /** The machine to find programs for; another one only in tests. */
  machine?: Machine;
}

/** The embedded server while it runs. */
export interface EmbeddedServer {
  /** Where it listens, and its database `technical_environment`. */
  connection: Connection;
  /** True when it was still running from a process that was killed. */
  adopted: boolean;
  /** True when its data folder is new, so that the database is empty. */
  created: boolean;
  /** The server's process id; another one once it had to be started again. */
  readonly pid: number;
  /** Stops the server and gives the data folder free; calling it again waits for the same end. */
  stop(): Promise<void>;
}

const isWindows = process.platform === 'win32';
const START_TIMEOUT_MS = 60_000;
const ADOPT_TIMEOUT_MS = 3_000;

/**
 * Starts PostgreSQL on the data folder, or adopts the one that a killed process left running there. It keeps
 * the folder from every other process until `stop`. Nothing hooks into this process's exit: whoever starts
 * it stops it; if that never happens, the next start on the folder adopts it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { durable = true, log = () => {}, machine = process } = options;
  const binaries = await findBinaries(machine);
  const dataDir = await makeDataFolder(options.dataDir);
  const lock = lockDataFolder(dataDir);
  try {
    const cluster = await prepareCluster(dataDir, binaries, durable);
    const toLaunch: LaunchOptions = { cluster, binaries, dataDir, durable, log };
    const orphan = await adopt(toLaunch);
    const server = orphan ?? (await start(toLaunch));
    const connection = connectionTo(server, DATABASE);
    const again: LaunchOptions = { ...toLaunch, cluster: { ...cluster, created: false } };
    const keeper = new Keeper(server, async () => (await adopt(again)) ?? start(again), log);
    let stopping: Promise<void> | undefined;
    return {
      connection,
      adopted: orphan !== undefined,
      created: cluster.created,
      get pid() {
        return keeper.pid;
      },
      stop() {
        stopping ??= keeper.stop().finally(() => lock.release());
        return stopping;
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A new server, once it answers. */
async function start(options: LaunchOptions): Promise<RunningServer> {
  const server = await (isWindows ? launchOnWindows : launch)(options);
  try {
    await untilReady(server, START_TIMEOUT_MS);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The one that runs already, where it can be used; where it cannot, it is stopped. */
async function adopt({ cluster, binaries, durable, log }: LaunchOptions): Promise<RunningServer | undefined> {
  const { pgdata } = cluster;
  const orphan = await findOrphan(pgdata);
  if (!orphan) return undefined;
  const server: RunningServer = {
    ...orphan,
    stop: () => (isWindows ? stopOnWindows(binaries, pgdata) : stopOrphan(orphan, pgdata)),
    failure: () => undefined,
  };
  try {
    await untilReady(server, ADOPT_TIMEOUT_MS);
    if (await isTheOne(server, durable)) {
      log(`Adopted the PostgreSQL (process ${orphan.pid}) that an earlier run left behind.`);
      return server;
    }
  } catch {
    // Shutting down, or its socket is gone: it cannot be used, and must end before another may start.
  }
  log(`Stopping the PostgreSQL (process ${orphan.pid}) that an earlier run left behind, to start it anew.`);
  await server.stop();
  return undefined;
}

/** Whoever answers must be the process that we found, and must write as safely as is asked for. */
async function isTheOne(server: Postmaster, durable: boolean): Promise<boolean> {
  const { pid, fsync } = await query<{ pid: string; fsync: string }>(
    server,
    DATABASE,
    `select split_part(pg_read_file('postmaster.pid'), e'\\n', 1) as pid, current_setting('fsync') as fsync`,
  );
  return Number(pid) === server.pid && (fsync === 'on' || !durable);
}
