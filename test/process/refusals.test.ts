import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openFolder } from '../db/holding.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { endProcesses, startProcess } from '../support/process.ts';

/** Starts the service with these variables, and gives what a person is told when it will not start. */
async function refusal(variables: Record<string, string>) {
  const service = startProcess(variables);
  const code = await service.ended;
  expect(service.output()).not.toContain('ready');
  return { code, words: service.errors(), output: service.output() };
}

// One line in words: no stack, no error codes as the only content, no warnings around it.
const oneSentence = (...parts: string[]) =>
  new RegExp(`^The service could not start: .*${parts.join('.*')}.*\\.\\n$`);

describe('the service says in a sentence why it will not start', () => {
  let database: TestDatabase;
  let place: Awaited<ReturnType<typeof openFolder>>;
  beforeAll(async () => {
    [database, place] = await Promise.all([createTestDatabase(), openFolder()]);
  });
  afterEach(endProcesses);
  afterAll(async () => {
    await database?.drop();
    await place?.remove();
  });

  test('a bad setting', async () => {
    const { code, words, output } = await refusal({ PORT: 'http' });
    expect(words).toBe('PORT takes a whole number, 0–65535 (0: any free port); "http" is not that.\n');
    expect({ code, output }).toEqual({ code: 1, output: '' });
  });

  test('a signing key that cannot be read, before a database is made', async () => {
    const DATA_DIR = join(place.folder, 'not-made');
    const { code, words, output } = await refusal({ DATA_DIR, REPORT_SIGNING_KEY: '/nowhere/key.pem' });
    expect(words).toMatch(oneSentence('REPORT_SIGNING_KEY names /nowhere/key.pem', 'cannot be read'));
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(existsSync(DATA_DIR)).toBe(false);
  });

  test('a data folder that cannot be', async () => {
    const file = join(place.folder, 'file');
    await writeFile(file, '');
    const { code, words } = await refusal({ DATA_DIR: join(file, 'data') });
    expect(words).toMatch(oneSentence('The data folder', file, 'DATA_DIR'));
    expect(code).toBe(1);
  });

  test('no database in production: it warns that it takes an embedded one', async () => {
    const file = join(place.folder, 'file');
    await writeFile(file, '');
    const DATA_DIR = join(file, 'data');
    const warning = /"level":40,.*"msg":"DATABASE_URL is not set, so the database is an embedded one in /;
    expect((await refusal({ NODE_ENV: 'production', DATA_DIR })).output).toMatch(warning);
    expect((await refusal({ DATA_DIR })).output).not.toMatch(warning);
    const DATABASE_URL = `postgres://someone@127.0.0.1:${await closedPort()}/app`;
    const { output } = await refusal({ NODE_ENV: 'production', DATABASE_URL, DATABASE_WAIT_MS: '0' });
    expect(output).not.toMatch(warning);
  });

  test('a database that does not answer: it says that it waits, then that it gave up', async () => {
    const DATABASE_URL = `postgres://someone:hunter2@127.0.0.1:${await closedPort()}/app`;
    const started = performance.now();
    const { code, words, output } = await refusal({ DATABASE_URL, DATABASE_WAIT_MS: '1500' });
    expect(performance.now() - started).toBeGreaterThan(1500);
    expect(output).toMatch(/Waiting for the database at 127\.0\.0\.1:\d+\/app .* s left/);
    expect(words).toMatch(oneSentence('did not answer within 1.5 s', 'correct DATABASE_URL'));
    expect(output + words).not.toMatch(/hunter2|someone/);
    expect(code).toBe(1);
  });

  test('Ctrl-C while it waits for a database ends it soon, without a complaint', async () => {
    const DATABASE_URL = `postgres://someone:hunter2@127.0.0.1:${await closedPort()}/app`;
    const service = startProcess({ DATABASE_URL });
    await service.says(/Waiting for the database/);
    const asked = performance.now();
    service.child.kill('SIGINT');
    expect(await service.ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(4_000);
    expect(service.errors()).toBe('');
  });

  test('a database that newer code has migrated', async () => {
    await database.db.none(`insert into schema_migrations values (9999, '9999_from_the_future.sql', '')`);
    try {
      const { code, words } = await refusal({ DATABASE_URL: database.url });
      expect(words).toMatch(oneSentence('9999_from_the_future.sql', 'does not know', 'Run that newer code'));
      expect(code).toBe(1);
    } finally {
      await database.db.none('delete from schema_migrations where version = 9999');
    }
  });

  test('demo data wanted where real customers are: they stay as they are', async () => {
    await database.db.none(`insert into customers (id, name) values (gen_random_uuid(), 'Real Ltd')`);
    const { code, words } = await refusal({ DATABASE_URL: database.url, DEMO_DATA: 'on' });
    expect(words).toMatch(oneSentence('already holds 1 customer', 'DEMO_DATA=off'));
    expect(code).toBe(1);
    expect(await database.db.map('select name from customers', [], ({ name }) => name)).toEqual(['Real Ltd']);
  });

  test('an address that this machine does not have', async () => {
    // TEST-NET-1: nobody's.
    const variables = { HOST: '192.0.2.1', ROUTER_SECRET: 'sixteen--letters', DATABASE_URL: database.url };
    const { code, words } = await refusal(variables);
    expect(words).toMatch(oneSentence('192.0.2.1', 'HOST'));
    expect(code).toBe(1);
  });
});

/** A port that nothing listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
