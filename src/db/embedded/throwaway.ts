import { spawn } from 'node:child_process';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { isOpenToOthers, sharedTempFolder } from './folders.ts';
import { type EmbeddedServer, startEmbedded } from './server.ts';
import { SOCKET_FOLDER_PREFIX } from './socket-folder.ts';

const ROOM_BYTES = 4_000_000_000;

/**
 * Starts a server on a temporary folder; `stop` removes both. They are removed too when this process is
 * killed: for tests and tools, which leave nothing behind however they end.
 */
export async function startThrowaway(log?: (message: string) => void): Promise<EmbeddedServer> {
  const dataDir = await mkdtemp(join(await fastTempFolder(), 'te-throwaway-'));
  const dismissGuard = guard(dataDir);
  const clear = async () => {
    await rm(dataDir, { recursive: true, force: true });
    await dismissGuard();
  };
  try {
    const server = await startEmbedded({ dataDir, durable: false, ...(log ? { log } : {}) });
    let stopping: Promise<void> | undefined;
    return {
      ...server,
      stop() {
        stopping ??= server.stop().finally(clear);
        return stopping;
      },
    };
  } catch (error) {
    await clear();
    throw error;
  }
}

/**
 * Memory, where the system offers it as a folder with room enough: making and removing databases on a disk
 * that is busy doing so takes ten times as long. A container's usual 64 MB are not enough.
 */
async function fastTempFolder(): Promise<string> {
  const memory = '/dev/shm';
  const space = await statfs(memory).catch(() => undefined);
  const roomy = space !== undefined && space.bavail * space.bsize >= ROOM_BYTES;
  return roomy && (await isOpenToOthers(memory)) ? memory : sharedTempFolder();
}

// $1 is the data folder. A server that was being started when we died gets a second to write its pid file;
// an initdb that still runs fails as its folder goes.
const CLEAR_UP = `
  read word && exit
  sleep 1
  { read pid; read _; read _; read _; read socket; } < "$1/postgres/postmaster.pid"
  if [ -n "$pid" ]; then
    kill -QUIT "$pid"
    for _ in $(seq 50); do kill -0 "$pid" && sleep 0.1; done
  fi
  case "$socket" in */${SOCKET_FOLDER_PREFIX}*) rm -rf "$socket" ;; esac
  rm -rf "$1"
`;

/**
 * A shell that waits for a word from us. If its input ends without one, we have died, and it clears up. The
 * input ends whatever kills us, which no handler in this process could promise.
 */
function guard(dataDir: string): () => Promise<void> {
  if (process.platform === 'win32') return async () => {};
  const shell = spawn('/bin/sh', ['-c', CLEAR_UP, 'guard', dataDir], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => {
    shell.once('exit', () => resolve()).once('error', () => resolve());
  });
  shell.stdin.on('error', () => {});
  shell.unref();
  return async () => {
    shell.ref();
    shell.stdin.end('done\n');
    await ended;
  };
}
