import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const SCRIPT = fileURLToPath(new URL('../../src/db/commands/sql.ts', import.meta.url));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ demo: true });
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

test('says what a check takes, where it refuses a value', async () => {
  const { ok, err } = await run("update integrations set status = 'BROKEN' where name = 'Slack'");
  expect(ok).toBe(false);
  expect(err).toMatch(/violates check constraint "\w+": CHECK .*'ACTIVE'.*'INACTIVE'.*'ERROR'/);
});

test('leaves other refusals as PostgreSQL words them', async () => {
  expect((await run('select nothing')).err).toBe('column "nothing" does not exist\n');
});
