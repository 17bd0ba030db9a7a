import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '../../src/db/client.ts';
import { startEmbedded } from '../../src/db/embedded/server.ts';
import { migrate } from '../../src/db/migrate.ts';
import { answerSchema } from '../../src/report/answer/schema.ts';
import { parseArguments } from '../../src/report/commands/arguments.ts';
import { openFolder } from '../db/holding.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const SCRIPT = fileURLToPath(new URL('../../src/report/commands/report.ts', import.meta.url));
const ACME = '11111111-1111-4111-8111-111111111111';
const OTHERS = '99999999-9999-4999-8999-99999999999';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command with just these variables. */
function report(variables: Record<string, string>, ...args: string[]): Promise<Ran> {
  const { PATH, TMPDIR } = process.env;
  const env = { PATH, ...(TMPDIR ? { TMPDIR } : {}), ...variables };
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args], { env, timeout: 60_000 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? -1) : 0, out, err }),
    );
  });
}

let database: TestDatabase;
let place: Awaited<ReturnType<typeof openFolder>>;
const ask = (...args: string[]) => report({ DATABASE_URL: database.url }, ...args);
beforeAll(async () => {
  place = await openFolder();
  database = await createTestDatabase({ demo: true });
  await database.db.none(
    `insert into customers (id, name) values ($1, 'Zebra'), ($2, 'Zebra North'), ($3, 'ZEBRA NORTH'), ($4, 'Ζέβρα')`,
    [1, 2, 3, 4].map((digit) => `${OTHERS}${digit}`),
  );
});
afterAll(async () => {
  await database?.drop();
  await place?.remove();
});

describe('npm run report', { timeout: 60_000 }, () => {
  test('finds a customer by name whatever its case, by the beginning of one, and by id', async () => {
    for (const name of ['Acme Corp', 'ACME CORP', 'acme c', ACME, ` ${ACME.toUpperCase()}`]) {
      const { code, out, err } = await ask(name);
      expect({ code, err }, name).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/^Technical Environment: Acme Corp\n/);
      expect(out).toContain('Technical Health Score: 85/100 (Good)');
      expect(out, 'no colours into a pipe').not.toContain('\u001b');
    }
    expect((await ask('zebra')).out, 'an exact name before longer ones').toMatch(
      /^Technical Environment: Zebra\n/,
    );
    expect((await ask('ζέβ')).out).toMatch(/^Technical Environment: Ζέβρα\n/);
  });

  test('names those that could be meant, and says so where there is none', async () => {
    const several = await ask('zebra n');
    expect(several).toMatchObject({ code: 1, out: '' });
    expect(several.err).toContain(`${OTHERS}2  Zebra North`);
    expect(several.err).toContain(`${OTHERS}3  ZEBRA NORTH`);
    const none = await ask('100% Nobody_');
    expect(none).toMatchObject({ code: 1, out: '' });
    expect(none.err).toMatch(
      /^There is no customer "100% Nobody_"\. There are, for example:\n {2}[0-9a-f-]{36} {2}\w/,
    );
  });

  test('prints Markdown and data, and writes a PDF', async () => {
    expect((await ask('acme', '--markdown')).out).toMatch(/^## Technical Environment: Acme Corp\n\n.*\n$/s);
    const data = JSON.parse((await ask('acme', '--json')).out);
    expect(answerSchema.parse(data).environment.technicalHealthScore).toBe(85);
    const file = join(place.folder, 'acme.pdf');
    expect((await ask('acme', '--pdf', file, '--paper', 'letter')).out).toBe(`Wrote ${file}.\n`);
    expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('shows no control characters that the database holds', async () => {
    const name = 'Steer\u001b[31m\u009b2J';
    await database.db.none("insert into customers (id, name) values ($1, $3), ($2, $3 || 'x')", [
      `${OTHERS}5`,
      `${OTHERS}6`,
      name,
    ]);
    await database.db.none(
      'insert into technical_contacts (id, customer_id, name) values (gen_random_uuid(), $1, $2)',
      [`${OTHERS}5`, name],
    );
    for (const args of [['steer'], [`${OTHERS}5`], [`${OTHERS}5`, '--json']]) {
      const { out, err } = await ask(...args);
      expect(out + err, args.join()).toContain('Steer');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
      expect(out + err, args.join()).not.toMatch(/[\u001b\u007f-\u009f]/);
    }
    await database.db.none('delete from customers where id = any($1::uuid[])', [
      [`${OTHERS}5`, `${OTHERS}6`],
    ]);
  });

  test('writes no scores where none are wanted, and says where it could not write', async () => {
    expect((await ask('acme', '--no-health')).out).not.toContain('Score');
    const nowhere = join(place.folder, 'nowhere', 'acme.pdf');
    expect(await ask('acme', '--pdf', nowhere)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`${nowhere} cannot be written (ENOENT).`),
    });
    const file = join(place.folder, 'signed.pdf');
    await writeFile(`${file}.sig`, 'of another report');
    await ask('acme', '--pdf', file);
    expect(existsSync(`${file}.sig`)).toBe(false);
  });

  test('works beside a running service on its embedded database, and makes none where there is none', async () => {
    const dataDir = join(place.folder, 'data');
    const missing = await report({ DATA_DIR: dataDir }, 'acme');
    expect(missing).toMatchObject({ code: 1, out: '' });
    expect(missing.err).toMatch(
      /^There is no database in .*data yet\. Start the service first \(npm start\)/,
    );
    expect(existsSync(dataDir)).toBe(false);

    const server = await startEmbedded({ dataDir, durable: false });
    try {
      const empty = await report({ DATA_DIR: dataDir }, 'acme');
      expect(empty.err).toMatch(/^The database has no tables yet\. Run npm run migrate/);
      const db = openDatabase(server.connection, { poolSize: 1 });
      await migrate(db);
      expect((await report({ DATA_DIR: dataDir }, 'acme')).err).toMatch(
        /no customers at all: start the service/,
      );
      await db.none("insert into customers (id, name) values ($1, 'Beside')", [ACME]);
      expect((await report({ DATA_DIR: dataDir }, 'beside')).out).toMatch(/^Technical Environment: Beside\n/);
      // It is the service's: the command has not stopped it.
      expect(await db.one('select 1 as here')).toEqual({ here: 1 });
      await closeDatabase(db);
    } finally {
      await server.stop();
    }
    expect((await report({ DATA_DIR: dataDir }, 'beside')).out, 'nor does it need one').toMatch(/Beside/);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid')), 'and leaves none').toBe(false);
  });
});

test.each([
  [[], /^Name a customer/],
  [[' '], /^Name a customer/],
  [['Acme', 'Corp'], /^One customer at a time.*in quotes/],
  [['Acme', '--json', '--markdown'], /^One of/],
  [['Acme', '--pdf', ''], /^--pdf takes the name of the file/],
  [['Acme', '--pdf'], /^--pdf takes a value/],
  [['Acme', '--paper', 'a4'], /^--paper goes with --pdf/],
  [['Acme', '--pdf', 'x', '--paper', 'a5'], /^--paper takes a4 or letter; got "a5"/],
  [['Acme', '--pdf', '--no-health'], /^--pdf takes a value, such as --pdf acme\.pdf\.$/],
  [['Acme', '--json=x'], /^--json takes no value\.$/],
  [['Acme', '--html'], /^There is no option --html; there are .*--json, .*For example: .*"Acme Corp" --pdf/],
  [['Acme', '-x'], /^There is no option -x; /],
])('%j is not taken, with a reason', (args, reason) => {
  expect(() => parseArguments(args)).toThrow(reason);
});
