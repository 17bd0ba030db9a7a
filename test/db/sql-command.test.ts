import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const SCRIPT = fileURLToPath(new URL('../../src/db/commands/sql.ts', import.meta.url));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ demo: true });
  await database.db.none('create domain small as integer check (value < 10)');
});
afterAll(() => database?.drop());

/** Runs the command on the test's database. */
function run(statement: string): Promise<{ ok: boolean; out: string; err: string }> {
  const env = { PATH: process.env.PATH, DATABASE_URL: database.url };
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, statement], { env, timeout: 30_000 }, (error, out, err) =>
      resolve({ ok: !error, out, err }),
    );
  });
}

test('prints rows and how many there are', async () => {
  expect(await run("select name from customers where name = 'Acme Corp'")).toEqual({
    ok: true,
    out: '{"name":"Acme Corp"}\n1 row.\n',
    err: '',
  });
});

test('prints what each of several statements gives', async () => {
  expect(
    (await run("select 1 as a; create table two (b text); select 'x' as b union all select 'y'")).out,
  ).toBe('{"a":1}\n1 row.\nDone.\n{"b":"x"}\n{"b":"y"}\n2 rows.\n');
});

test('says what a check takes, where it refuses a value', async () => {
  const { ok, err } = await run("update integrations set status = 'BROKEN' where name = 'Slack'");
  expect(ok).toBe(false);
  expect(err).toMatch(/violates check constraint "\w+": CHECK .*'ACTIVE'.*'INACTIVE'.*'ERROR'/);
});

test('says that it is done, where a statement is about no rows', async () => {
  expect(await run('create table new (a integer)')).toEqual({
    ok: true,
    out: 'Done.\n',
    err: '',
  });
});

test.each([
  ['select nothing', 'column "nothing" does not exist'],
  ['select 12::small', 'value for domain small violates check constraint "small_check"'],
  [
    'create table brief (a integer constraint low check (a < 10)); insert into brief values (12)',
    'new row for relation "brief" violates check constraint "low"',
  ],
])('leaves other refusals as PostgreSQL words them: %s', async (statement, words) => {
  expect((await run(statement)).err).toBe(`${words}\n`);
});
