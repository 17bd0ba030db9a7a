import { createHash } from 'node:crypto';
import { chown, lstat, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { type RunAs, sharedTempFolder } from './folders.ts';

/** How the names of our socket folders begin; only folders so named are ever removed. */
export const SOCKET_FOLDER_PREFIX = 'te-pg-';

/**
 * Makes the folder for the socket of this data folder's server: the same at every start, so that what points at it, such
 * as another process's DATABASE_URL, is right again after a restart. Another place is taken only where that name is
 * somebody else's or is in use, as by the server of a data folder that was moved while it ran. The folder is closed to
 * other users, because the server trusts who connects.
 */
export async function makeSocketFolder(dataDir: string, port: number, runAs?: RunAs): Promise<string> {
  const prefix = join(await sharedTempFolder(), SOCKET_FOLDER_PREFIX);
  const own = `${prefix}${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  const folder = (await makeAnew(own, port, runAs)) ? own : await mkdtemp(prefix);
  if (runAs) await chown(folder, runAs.uid, runAs.gid);
  return folder;
}

async function makeAnew(folder: string, port: number, runAs: RunAs | undefined): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  if (found) {
    const isOurs = found.uid === process.getuid?.() || found.uid === runAs?.uid;
    if (!found.isDirectory() || !isOurs || (await isServed(folder, port))) return false;
    // What a server that was killed has left in it could keep the next from starting.
    await rm(folder, { recursive: true });
  }
  // Not recursive: it fails where somebody was quicker.
  return mkdir(folder, { mode: 0o700 }).then(
    () => true,
    () => false,
  );
}

/** Whether a server listens at its socket in this folder. */
export function isServed(folder: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(join(folder, `.s.PGSQL.${port}`));
    const answer = (served: boolean) => {
      socket.destroy();
      resolve(served);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}

/** Removes a folder made by makeSocketFolder, and nothing else. */
export async function removeSocketFolder(folder: string): Promise<void> {
  // The name may come from a file, so it is not trusted.
  if (!basename(folder).startsWith(SOCKET_FOLDER_PREFIX) || dirname(folder) === folder) return;
  await rm(folder, { recursive: true, force: true });
}
