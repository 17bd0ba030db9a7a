import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '../../src/db/client.ts';
import { migrate } from '../../src/db/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let own: TestDatabase;
let db: Database;
let directory: string;

beforeEach(async () => {
  own = await createTestDatabase({ empty: true });
  db = own.db;
  directory = await mkdtemp(join(tmpdir(), 'te-migrations-'));
});
afterEach(async () => {
  await own.drop();
  await rm(directory, { recursive: true });
});

async function files(contents: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(contents)) await writeFile(join(directory, name), text);
}

test('applies what is missing, in order, once', async () => {
  await files({ '0001_a.sql': 'create table a (id int); select 1;', 'notes.md': 'not a migration' });
  expect(await migrate(db, { directory })).toEqual({ applied: ['0001_a.sql'], version: 1 });
  await files({ '0002_b.sql': 'insert into a values (1);' });
  expect(await migrate(db, { directory })).toEqual({ applied: ['0002_b.sql'], version: 2 });
  expect(await migrate(db, { directory })).toEqual({ applied: [], version: 2 });
  expect(await db.one('select count(*) as rows from a')).toEqual({ rows: 1 });
});

test('lets replicas start together: each migration lands once', async () => {
  await files({
    '0001_a.sql': 'create table a (id int); select pg_sleep(0.05);',
    '0002_b.sql': 'insert into a values (1)',
  });
  const replicas = Array.from({ length: 5 }, () =>
    openDatabase(own.connection, { poolSize: 1, statementTimeoutMs: 40 }),
  );
  const results = await Promise.all(replicas.map((replica) => migrate(replica, { directory })));
  expect(results.map(({ version }) => version)).toEqual([2, 2, 2, 2, 2]);
  expect(results.flatMap(({ applied }) => applied).sort()).toEqual(['0001_a.sql', '0002_b.sql']);
  expect(await db.one('select count(*) as rows from a')).toEqual({ rows: 1 });
  await Promise.all(replicas.map(closeDatabase));
});

test('a failing migration leaves nothing of itself, keeps those before it, and names its line', async () => {
  await files({
    '0001_a.sql': 'create table a (id int);',
    '0002_b.sql': 'create table b (id int);\n\nselect nonsense;\n',
  });
  await expect(migrate(db, { directory })).rejects.toThrow(
    /^Migration 0002_b\.sql failed at line 3: column "nonsense" does not exist\. Nothing of it was applied/,
  );
  expect(await db.one(`select to_regclass('a') is not null as a, to_regclass('b') is not null as b`)).toEqual(
    {
      a: true,
      b: false,
    },
  );
  await files({ '0002_b.sql': 'create table b (id int);' });
  expect(await migrate(db, { directory })).toEqual({ applied: ['0002_b.sql'], version: 2 });
});

test('refuses a landed migration that has changed, though not for its line ends', async () => {
  await files({ '0001_a.sql': 'create table a (id int);\n' });
  await migrate(db, { directory });
  await files({ '0001_a.sql': 'create table a (id int);\r\n' });
  expect(await migrate(db, { directory })).toEqual({ applied: [], version: 1 });
  await files({ '0001_a.sql': 'create table a (id bigint);\n' });
  await expect(migrate(db, { directory })).rejects.toThrow(/0001_a\.sql has changed since.*new migration/);
});

test('refuses a database that newer code has migrated', async () => {
  await files({ '0001_a.sql': 'select 1', '0002_b.sql': 'select 2' });
  await migrate(db, { directory });
  await rm(join(directory, '0002_b.sql'));
  await expect(migrate(db, { directory })).rejects.toThrow(
    /has migration 0002_b\.sql, which this version of the code does not know/,
  );
});

test.each([
  [['0001_a.sql', '0003_c.sql'], /number 2 is missing before 0003_c\.sql/],
  [['0002_b.sql'], /number 1 is missing before 0002_b\.sql/],
  [['0001_a.sql', '0001_b.sql'], /0001_a\.sql and 0001_b\.sql have one number/],
  [['1_a.sql'], /1_a\.sql is misnamed/],
])('refuses %j before touching the database', async (names, message) => {
  await files(Object.fromEntries(names.map((name) => [name, 'select 1'])));
  await expect(migrate(db, { directory })).rejects.toThrow(message);
  expect(await db.one(`select to_regclass('schema_migrations') as t`)).toEqual({ t: null });
});

test('names a folder that is not there', async () => {
  await expect(migrate(db, { directory: '/nowhere' })).rejects.toThrow(
    /migrations folder \/nowhere cannot be read/,
  );
});

describe('a role that does not own the database', () => {
  const role = `te "app" ${process.pid}`;
  const quoted = `"${role.replaceAll('"', '""')}"`;
  let guest: Database;
  beforeEach(async () => {
    await db.none('create role $1:name login', [role]);
    guest = openDatabase({ ...own.connection, user: role }, { poolSize: 1 });
  });
  afterEach(async () => {
    await closeDatabase(guest);
    await db.none('drop owned by $1:name; drop role $1:name', [role]);
  });

  /** The statements that it is told to have run. */
  const grantsOf = (error: unknown) => /run there: (.*)$/.exec((error as Error).message)?.[1] as string;

  test('is told what it lacks and the statements to run, after which it migrates', async () => {
    const { database } = own.connection;
    const error = await migrate(guest).catch((error: unknown) => error);
    expect((error as Error).message).toBe(
      `The role ${role} may not create in the database ${database} and schema public (permission denied for schema ` +
        `public). Let it own the database ${database}, or let the owner run there: grant create on database ` +
        `${database} to ${quoted}; grant create on schema public to ${quoted};`,
    );
    await db.multiResult(grantsOf(error));
    expect((await migrate(guest)).applied).not.toEqual([]);
  });

  test('is told of the schema that its tables really go to', async () => {
    await db.none('create schema mine; grant usage on schema mine to $1:name', [role]);
    await db.none('grant create on schema public to $1:name', [role]);
    await db.none('grant create on database $1:name to $2:name', [own.connection.database, role]);
    await guest.none('set search_path = mine');
    await files({ '0001_a.sql': 'create table a (id int);' });
    const error = await migrate(guest, { directory }).catch((error: unknown) => error);
    expect((error as Error).message).toMatch(
      /may not create in the schema mine \(permission denied for schema mine/,
    );
    expect(grantsOf(error)).toBe(`grant create on schema mine to ${quoted};`);
  });

  test('is told by PostgreSQL alone where nothing of that kind is missing', async () => {
    await files({ '0001_a.sql': 'create table a (id int);' });
    await migrate(db, { directory });
    await db.none('grant create on schema public to $1:name', [role]);
    await db.none('grant create on database $1:name to $2:name', [own.connection.database, role]);
    await expect(migrate(guest, { directory })).rejects.toThrow(
      /^permission denied for table schema_migrations$/,
    );
  });
});
