import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Database, Transaction } from './client.ts';
import { explainRefusal } from './grants.ts';

/** What one call of `migrate` did. */
export interface MigrationResult {
  /** File names applied by this call, in order; empty when there was nothing to do. */
  applied: string[];
  /** The number of the newest migration in the database; 0 when there is none. */
  version: number;
}

interface Migration {
  version: number;
  file: string;
  text: string;
  checksum: string;
}

const DEFAULT_DIRECTORY = fileURLToPath(new URL('./migrations', import.meta.url));
// Any number will do as long as every replica uses the same.
const LOCK = 5_411_079;

/**
 * Brings the database up to the newest `NNNN_name.sql` of the directory. Each file runs in a transaction of
 * its own under an advisory lock, so that replicas may start together and a broken file leaves nothing behind.
 */
export async function migrate(db: Database, options: { directory?: string } = {}): Promise<MigrationResult> {
  const migrations = await readMigrations(options.directory ?? DEFAULT_DIRECTORY);
  try {
    return { applied: await applyAll(db, migrations), version: migrations.at(-1)?.version ?? 0 };
  } catch (error) {
    throw await explainRefusal(db, error);
  }
}

/** The file names of those that were missing. */
async function applyAll(db: Database, migrations: Migration[]): Promise<string[]> {
  await db.tx(async (tx) => {
    await lock(tx);
    await tx.none(`create table if not exists public.schema_migrations (
      version integer primary key, name text not null, checksum text not null,
      applied_at timestamptz not null default now())`);
    checkLanded(await landedIn(tx), migrations);
  });
  const applied: string[] = [];
  for (const migration of migrations) {
    if (await apply(db, migration)) applied.push(migration.file);
  }
  return applied;
}

async function apply(db: Database, { version, file, text, checksum }: Migration): Promise<boolean> {
  try {
    return await db.tx(async (tx) => {
      // The lock belongs to the transaction, not to the session: nothing to give back when we die, and a
      // pooler in transaction mode may stand between.
      await lock(tx);
      const landed = await tx.oneOrNone('select 1 from public.schema_migrations where version = $1', version);
      if (landed) return false;
      await tx.multiResult(text);
      await tx.none('insert into public.schema_migrations (version, name, checksum) values ($1, $2, $3)', [
        version,
        file,
        checksum,
      ]);
      return true;
    });
  } catch (error) {
    const { message, position } = error as Error & { position?: string };
    const line = position ? ` at line ${text.slice(0, Number(position)).split('\n').length}` : '';
    throw new Error(
      `Migration ${file} failed${line}: ${message}. Nothing of it was applied; correct the cause and start again.`,
      { cause: error },
    );
  }
}

async function lock(tx: Transaction): Promise<void> {
  // A pool's statement timeout is for requests; a migration, or the wait for another replica's, may take longer.
  await tx.none('set local statement_timeout = 0');
  await tx.one('select pg_advisory_xact_lock($1)', LOCK);
}

function landedIn(tx: Transaction): Promise<{ version: number; name: string; checksum: string }[]> {
  return tx.any('select version, name, checksum from public.schema_migrations order by version');
}

function checkLanded(
  landed: { version: number; name: string; checksum: string }[],
  known: Migration[],
): void {
  const byVersion = new Map(known.map((migration) => [migration.version, migration]));
  for (const { version, name, checksum } of landed) {
    const migration = byVersion.get(version);
    if (!migration) {
      throw new Error(
        `The database has migration ${name}, which this version of the code does not know: newer code has ` +
          'migrated it. Run that newer code, or restore a backup from before the migration.',
      );
    }
    if (migration.checksum !== checksum) {
      throw new Error(
        `Migration ${migration.file} has changed since it was applied to this database. Put the file back as ` +
          'it was and make the change in a new migration.',
      );
    }
  }
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const files = await readdir(directory).catch((error: unknown) => {
    throw new Error(`The migrations folder ${directory} cannot be read. Check the installation.`, {
      cause: error,
    });
  });
  const migrations: Migration[] = [];
  for (const file of files.filter((name) => name.endsWith('.sql')).sort()) {
    const version = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]);
    if (Number.isNaN(version)) {
      throw new Error(
        `Migration ${file} is misnamed: rename it to NNNN_name.sql, like 0002_add_contacts.sql.`,
      );
    }
    const expected = migrations.length + 1;
    const previous = migrations.at(-1);
    if (version === previous?.version) {
      throw new Error(
        `Migrations ${previous.file} and ${file} have one number: renumber the one that has not landed.`,
      );
    }
    if (version !== expected) {
      throw new Error(`Migration number ${expected} is missing before ${file}: add it, or renumber ${file}.`);
    }
    // A checkout with other line ends is the same migration.
    const text = (await readFile(`${directory}/${file}`, 'utf8')).replaceAll('\r\n', '\n');
    migrations.push({ version, file, text, checksum: createHash('sha256').update(text).digest('hex') });
  }
  return migrations;
}
