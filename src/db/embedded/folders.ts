import { existsSync } from 'node:fs';
import { mkdir, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';

/** The user a PostgreSQL program runs as; undefined where it runs as we do. */
export interface RunAs {
  uid: number;
  gid: number;
}

/** "nobody": PostgreSQL refuses to run as root. */
const NOBODY: RunAs = { uid: 65534, gid: 65534 };

/** True when this process is root, and PostgreSQL must therefore run as somebody else. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Whom PostgreSQL must run as for this data folder: as root, its owner, so that a folder first used without
 * root keeps working; undefined when we are not root.
 */
export async function runAsFor(folder: string): Promise<RunAs | undefined> {
  if (!isRoot()) return undefined;
  const owner = await stat(folder).catch(() => undefined);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
}

/** True when every folder from the root down to this one may be entered by any user. */
export async function isOpenToOthers(folder: string): Promise<boolean> {
  for (let current = resolve(folder); ; current = dirname(current)) {
    const { mode } = await stat(current);
    if ((mode & 0o001) === 0) return false;
    if (current === dirname(current)) return true;
  }
}

/** Makes the folder that holds everything of ours, and answers its real path. */
export async function makeDataFolder(dataDir: string): Promise<string> {
  const wanted = resolve(dataDir);
  try {
    await makeFolder(wanted);
    return await realpath(wanted);
  } catch (error) {
    throw unwritable(wanted, error);
  }
}

// Not Node's own recursive mkdir: below a file system that takes no folders, such as /proc, it never ends.
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (code !== 'ENOENT' || existsSync(dirname(folder))) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

/** The error for a data folder that we cannot write to. */
export function unwritable(folder: string, cause: unknown): Error {
  return new Error(
    `The data folder ${folder} cannot be written (${(cause as NodeJS.ErrnoException).code ?? cause}). ` +
      'Set DATA_DIR to a folder of your own, or DATABASE_URL to a PostgreSQL server.',
    { cause },
  );
}

/**
 * The temporary folder for what the server's user must reach: the system's, unless it is closed to others
 * while we are root, or its path too long for a Unix socket (about 100 bytes).
 */
export async function sharedTempFolder(): Promise<string> {
  for (const candidate of [tmpdir(), '/tmp', '/var/tmp']) {
    const usable =
      candidate.length <= 60 && (!isRoot() || (await isOpenToOthers(candidate).catch(() => false)));
    if (usable) return realpath(candidate);
  }
  throw new Error(
    'No usable temporary folder: /tmp must exist and be open to all users. Or set DATABASE_URL.',
  );
}
