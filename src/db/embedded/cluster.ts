import { spawn } from 'node:child_process';
import { chown, mkdtemp, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { isOpenToOthers, isRoot, type RunAs, runAsFor } from './folders.ts';

/** A data folder of PostgreSQL ("cluster") and how its programs are to be run. */
export interface Cluster {
  /** The folder's real path. */
  pgdata: string;
  /** True when this start made it. */
  created: boolean;
  runAs: RunAs | undefined;
}

const UNFINISHED_PREFIX = 'postgres.new-';

/** PostgreSQL's surroundings: nothing of ours, so that no PG* or locale variable gets in. */
export const SERVER_ENVIRONMENT = process.platform === 'win32' ? undefined : { LC_ALL: 'C', TZ: 'UTC' };

/** Makes the PostgreSQL data folder below `dataDir`, or checks the one that is there. */
export async function prepareCluster(
  dataDir: string,
  binaries: Binaries,
  durable: boolean,
): Promise<Cluster> {
  const pgdata = join(dataDir, 'postgres');
  for (const name of await readdir(dataDir)) {
    if (name.startsWith(UNFINISHED_PREFIX)) await rm(join(dataDir, name), { recursive: true, force: true });
  }
  const created = !(await isInitialised(pgdata, binaries.major));
  if (created) await initialise(dataDir, pgdata, binaries, durable);
  return { pgdata, created, runAs: await runAsFor(pgdata) };
}

/**
 * How to name the data folder to a program that is started inside it. As root the program runs as another
 * user, whom a folder above (like /root) may keep out: but it may stay where it was put, and Linux lets a
 * process say "where I am" without walking there. `/proc/self/cwd` is an absolute path, so PostgreSQL, which
 * insists on one, takes it.
 */
export async function pathForServer(pgdata: string): Promise<string> {
  if (!isRoot() || (await isOpenToOthers(join(pgdata, '..')))) return pgdata;
  if (process.platform === 'linux') return '/proc/self/cwd';
  throw new Error(
    `The data folder ${pgdata} lies below a folder that is closed to other users, and PostgreSQL does not run ` +
      'as root. Set DATA_DIR to an open place, do not run as root, or set DATABASE_URL.',
  );
}

async function isInitialised(pgdata: string, major: string): Promise<boolean> {
  let version: string;
  try {
    version = (await readFile(join(pgdata, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES') {
      throw new Error(
        `The data folder ${pgdata} belongs to another user, perhaps from a run as root. Run as that user, give ` +
          'the folder to yourself with chown, or set DATA_DIR to another folder.',
        { cause: error },
      );
    }
    // An empty folder is as good as none; rmdir refuses any other.
    const free = await rmdir(pgdata).then(
      () => true,
      (failure: NodeJS.ErrnoException) => failure.code === 'ENOENT',
    );
    if (free) return false;
    throw new Error(
      `The folder ${pgdata} is not a PostgreSQL data folder. Move it away, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  if (version === major) return true;
  throw new Error(
    `The data folder ${pgdata} was made by PostgreSQL ${version}, and this is PostgreSQL ${major}. Move its ` +
      'contents with pg_dump of the old version, or move the folder away to start afresh.',
  );
}

async function initialise(
  dataDir: string,
  pgdata: string,
  binaries: Binaries,
  durable: boolean,
): Promise<void> {
  // Under another name until complete: an initdb that is cut short leaves nothing that looks like a cluster.
  const unfinished = await mkdtemp(join(dataDir, UNFINISHED_PREFIX));
  const runAs = await runAsFor(pgdata);
  if (runAs) await chown(unfinished, runAs.uid, runAs.gid);
  const args = ['-D', await pathForServer(unfinished), '-E', 'UTF8', '-A', 'trust', '-U', 'postgres'];
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions');
  if (!durable) args.push('--no-sync');
  try {
    await run(binaries.initdb, args, unfinished, runAs);
    await rename(unfinished, pgdata);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

function run(program: string, args: string[], cwd: string, runAs: RunAs | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      ...runAs,
      env: SERVER_ENVIRONMENT,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2_000);
    });
    child.once('error', (error) => reject(cannotRun(program, error)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(initdbFailed(signal ?? code, complaint.trim())));
    });
  });
}

function initdbFailed(how: unknown, complaint: string): string {
  // As in a container that runs under a number picked for it.
  const hint = complaint.includes('could not look up effective user ID')
    ? ' PostgreSQL needs a user with an entry in /etc/passwd: add one, or set DATABASE_URL.'
    : '';
  return `PostgreSQL could not make its data folder (${how}): ${complaint}.${hint}`;
}

/** The error for a PostgreSQL program that does not even start. */
export function cannotRun(program: string, cause: Error): Error {
  return new Error(
    `${program} cannot be run: ${cause.message}. The programs need glibc, which Alpine Linux has not; ` +
      'there, set DATABASE_URL to a PostgreSQL server.',
    { cause },
  );
}
