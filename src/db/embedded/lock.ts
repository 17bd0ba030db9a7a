import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { unwritable } from './folders.ts';

/** Ownership of a data folder. */
export interface DataFolderLock {
  release(): void;
}

/**
 * Takes the data folder for this process, or throws naming the process that has it.
 * `owner.lock` carries a lock of the operating system, which ends with its process however that ends: there
 * is no stale lock to judge, no reused process id to be fooled by, and nothing to take over. Node has no such
 * lock of its own but SQLite, built in, has; the file stays empty. `owner.pid` is only there to be read.
 */
export function lockDataFolder(folder: string): DataFolderLock {
  const pidFile = join(folder, 'owner.pid');
  let handle: DatabaseSync | undefined;
  try {
    handle = new DatabaseSync(join(folder, 'owner.lock'));
    handle.exec('pragma locking_mode = exclusive; begin exclusive');
    writeFileSync(pidFile, `${process.pid}\n`);
  } catch (error) {
    handle?.close();
    if (isBusy(error)) throw new Error(refusal(folder, pidFile), { cause: error });
    throw unwritable(folder, error);
  }
  const held = handle;
  return {
    release() {
      if (!held.isOpen) return;
      rmSync(pidFile, { force: true });
      held.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return (error as { errcode?: number }).errcode === SQLITE_BUSY;
}

function refusal(folder: string, pidFile: string): string {
  let owner = 'another process';
  try {
    owner = `process ${readFileSync(pidFile, 'utf8').trim()}`;
  } catch {
    // It is just starting or just ending.
  }
  return (
    `The data folder ${folder} is in use by ${owner}. Stop that one first, set DATA_DIR to another folder, ` +
    'or set DATABASE_URL to share one PostgreSQL server.'
  );
}
