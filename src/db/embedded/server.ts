import type { Connection } from '../client.ts';
import { findBinaries, type Machine } from './binaries.ts';
import { prepareCluster } from './cluster.ts';
import { makeDataFolder } from './folders.ts';
import { launch, type RunningServer } from './launch.ts';
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
  /** The server's process id. */
  pid: number;
  /** Stops the server and gives the data folder free; calling it again waits for the same end. */
  stop(): Promise<void>;
}

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
    const orphan = await adopt(cluster.pgdata, durable, log);
    const start = process.platform === 'win32' ? launchOnWindows : launch;
    const server = orphan ?? (await start({ cluster, binaries, dataDir, durable, log }));
    const stop = process.platform === 'win32' ? () => stopOnWindows(binaries, cluster.pgdata) : server.stop;
    try {
      await untilReady(server, START_TIMEOUT_MS);
    } catch (error) {
      await stop();
      throw error;
    }
    let stopping: Promise<void> | undefined;
    return {
      connection: connectionTo(server, DATABASE),
      adopted: orphan !== undefined,
      created: cluster.created,
      pid: server.pid,
      stop() {
        stopping ??= stop().finally(() => lock.release());
        return stopping;
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function adopt(
  pgdata: string,
  durable: boolean,
  log: (message: string) => void,
): Promise<RunningServer | undefined> {
  const orphan = await findOrphan(pgdata);
  if (!orphan) return undefined;
  const server: RunningServer = {
    ...orphan,
    stop: () => stopOrphan(orphan, pgdata),
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
