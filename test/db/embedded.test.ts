import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { closeDatabase, openDatabase } from '../../src/db/client.ts';
import { isAlive, stopPostmaster } from '../../src/db/embedded/postmaster.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded/server.ts';
import { copyFolder, endHolders, hold, openFolder } from './holding.ts';

// One data folder made at the beginning; every test has a copy.
let root: { folder: string; remove: () => Promise<void> };
let pristine: string;
let dataDir: string;
let copies = 0;
const running = new Set<EmbeddedServer>();

async function start(
  options: { durable?: boolean; log?: (message: string) => void } = {},
): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, durable: false, ...options });
  running.add(server);
  return server;
}

async function ask<Row>(server: Pick<EmbeddedServer, 'connection'>, sql: string): Promise<Row> {
  const db = openDatabase(server.connection, { poolSize: 1 });
  try {
    return (await db.oneOrNone(sql)) as Row;
  } finally {
    await closeDatabase(db);
  }
}

async function copyPristine(): Promise<void> {
  copies += 1;
  dataDir = join(root.folder, `copy${copies}`);
  await copyFolder(pristine, dataDir);
}

beforeAll(async () => {
  root = await openFolder();
  pristine = join(root.folder, 'pristine', 'data');
  dataDir = pristine;
});
afterEach(async () => {
  await endHolders();
  for (const server of running) await server.stop();
  running.clear();
});
afterAll(() => root.remove());

test('makes the data folder, starts, and stops without a trace but the data', async () => {
  const said: string[] = [];
  const server = await start({ durable: true, log: (message) => said.push(message) });
  expect(server).toMatchObject({ adopted: false, created: true });
  expect(said).toEqual([
    expect.stringMatching(/^Starting PostgreSQL 18 on the new data folder .*\/postgres\.$/),
  ]);
  const settings = await ask(
    server,
    `select current_database() as database, current_setting('server_encoding') as encoding,
      current_setting('fsync') as fsync, current_setting('timezone') as timezone,
      current_setting('listen_addresses') as addresses, datlocprovider as provider, datlocale as locale
      from pg_database where datname = current_database()`,
  );
  expect(settings).toEqual({
    database: 'technical_environment',
    encoding: 'UTF8',
    fsync: 'on',
    timezone: 'UTC',
    addresses: '',
    provider: 'b',
    locale: 'C.UTF-8',
  });
  await ask(server, 'create table kept (id int)');
  await Promise.all([server.stop(), server.stop()]);
  expect(await isAlive(server.pid)).toBe(false);
  expect(existsSync(server.connection.host)).toBe(false);
  expect(readdirSync(dataDir).sort()).toEqual(['owner.lock', 'postgres', 'postgres.log']);
});

test('starts again on what is there', async () => {
  await copyPristine();
  const server = await start();
  expect(server).toMatchObject({ adopted: false, created: false });
  expect(
    await ask(server, `select to_regclass('kept')::text as t, current_setting('fsync') as fsync`),
  ).toEqual({
    t: 'kept',
    fsync: 'off',
  });
});

test('refuses a second owner, in this process and in another, and names the first', async () => {
  await copyPristine();
  const server = await start();
  const refusal = new RegExp(
    `^The data folder ${dataDir} is in use by process ${process.pid}\\. Stop that one first`,
  );
  await expect(start()).rejects.toThrow(refusal);
  expect((await hold({ dataDir }).said).error).toMatch(refusal);
  expect(await ask(server, 'select 1 as still')).toEqual({ still: 1 });
  await server.stop();
  await (await start()).stop();
});

test('takes over the folder of a killed owner, and adopts its server', async () => {
  await copyPristine();
  const holder = hold({ dataDir, durable: false });
  const left = await holder.said;
  await holder.end('SIGKILL');
  expect(await isAlive(left.pid)).toBe(true);
  const server = await start();
  expect(server).toMatchObject({ adopted: true, created: false, pid: left.pid, connection: left.connection });
  await server.stop();
  expect(await isAlive(left.pid)).toBe(false);
  expect(existsSync(left.connection.host)).toBe(false);
});

test('does not adopt a server that is less safe than asked for, nor one that cannot be reached', async () => {
  await copyPristine();
  const holder = hold({ dataDir, durable: false });
  const unsafe = await holder.said;
  await holder.end('SIGKILL');
  const second = hold({ dataDir, durable: true });
  const safe = await second.said;
  expect(safe.adopted).toBe(false);
  expect(await isAlive(unsafe.pid)).toBe(false);
  await second.end('SIGKILL');
  // Its socket lost to a cleaner of temporary folders, it must be gone before another may start.
  await rm(safe.connection.host, { recursive: true });
  const third = await start({ durable: true });
  expect(third.adopted).toBe(false);
  expect(await isAlive(safe.pid)).toBe(false);
});

test('starts after a crash of both, even if the number of the dead server is now another process', async () => {
  await copyPristine();
  const holder = hold({ dataDir, durable: true });
  const left = await holder.said;
  await ask(left, 'create table after_crash (id int)');
  await holder.end('SIGKILL');
  process.kill(left.pid, 'SIGKILL');
  await vi.waitFor(async () => expect(await isAlive(left.pid)).toBe(false));
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
  const identity = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const stranger = spawn('sleep', ['60'], identity);
  await once(stranger, 'spawn');
  await writeFile(pidFile, (await readFile(pidFile, 'utf8')).replace(/^\d+/, String(stranger.pid)));
  const server = await start();
  expect(server.adopted).toBe(false);
  expect(await ask(server, `select to_regclass('after_crash')::text as t`)).toEqual({ t: 'after_crash' });
  expect(server.connection, 'what points at it finds it again').toEqual(left.connection);
  expect(stranger.exitCode).toBe(null);
  stranger.kill();
});

test('does not adopt the server of the folder that it is a copy of', async () => {
  await copyPristine();
  const original = await start();
  const originalDir = dataDir;
  dataDir = `${originalDir}-copied-live`;
  await copyFolder(originalDir, dataDir);
  const copy = await start();
  expect(copy.adopted).toBe(false);
  expect(copy.pid).not.toBe(original.pid);
  await copy.stop();
  expect(await ask(original, 'select 1 as still')).toEqual({ still: 1 });
});

test('the copy of a folder whose server crashed leaves the socket to the server that came back', async () => {
  await copyPristine();
  const holder = hold({ dataDir, durable: false });
  const left = await holder.said;
  await holder.end('SIGKILL');
  process.kill(left.pid, 'SIGKILL');
  await vi.waitFor(async () => expect(await isAlive(left.pid)).toBe(false));
  const originalDir = dataDir;
  dataDir = `${originalDir}-copied-dead`;
  await copyFolder(originalDir, dataDir);
  const copyDir = dataDir;
  dataDir = originalDir;
  const original = await start();
  dataDir = copyDir;
  const copy = await start();
  expect(copy.connection.host).not.toBe(original.connection.host);
  expect(await ask(original, 'select 1 as still')).toEqual({ still: 1 });
});

test('a start that is killed while it makes the data folder does not disturb the next', async () => {
  copies += 1;
  dataDir = join(root.folder, `copy${copies}`);
  const holder = hold({ dataDir, durable: false });
  await vi.waitFor(() => expect(readdirSync(dataDir).join()).toContain('postgres.new-'), {
    interval: 5,
    timeout: 5_000,
  });
  await holder.end('SIGKILL');
  const server = await start();
  expect(server.created).toBe(true);
  expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres.new-'))).toEqual([]);
});

test('Ctrl-C reaches us and not the server', async () => {
  await copyPristine();
  const holder = hold({ dataDir, durable: false }, { detached: true });
  const { pid } = await holder.said;
  const group = holder.child.pid ?? 0;
  process.kill(-group, 'SIGSTOP');
  process.kill(-group, 'SIGINT');
  // Stopped, the holder cannot have acted yet: were the server in its group, it would be ending now.
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(await isAlive(pid)).toBe(true);
  process.kill(-group, 'SIGCONT');
  await once(holder.child, 'exit');
  expect(await isAlive(pid)).toBe(false);
});

/** Long enough for a loaded machine to see that a server has ended, and to start one. */
const PATIENCE = { timeout: 12_000 };

test.each(['its own', 'an adopted'])(
  '%s server that ends by itself is started again, where it was',
  async (whose) => {
    await copyPristine();
    if (whose === 'an adopted') {
      const holder = hold({ dataDir, durable: false });
      await holder.said;
      await holder.end('SIGKILL');
    }
    const said: string[] = [];
    const server = await start({ log: (message) => said.push(message) });
    const { pid } = server;
    // As the system ends a process for the memory that it takes.
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(
      async () => expect(await ask(server, `select to_regclass('kept')::text as t`)).toEqual({ t: 'kept' }),
      PATIENCE,
    );
    await vi.waitFor(() => expect(server.pid).not.toBe(pid), PATIENCE);
    expect(said.slice(-2)).toEqual([
      expect.stringMatching(/^PostgreSQL (\(process \d+\) )?ended by itself/),
      expect.stringMatching(/^Starting PostgreSQL 18 on \//),
    ]);
    await server.stop();
    expect(await isAlive(server.pid)).toBe(false);
  },
);

test('says why one ended, and what keeps it from starting again until that is gone', async () => {
  await copyPristine();
  const said: string[] = [];
  const server = await start({ log: (message) => said.push(message) });
  const settings = join(dataDir, 'postgres', 'postgresql.conf');
  const before = await readFile(settings, 'utf8');
  await writeFile(settings, 'no such setting\n');
  process.kill(server.pid, 'SIGQUIT');
  await vi.waitFor(
    () =>
      expect(said).toEqual([
        expect.any(String),
        expect.stringMatching(/^PostgreSQL ended by itself .*\n[\s\S]*immediate shutdown request/),
        expect.stringMatching(/^Starting/),
        expect.stringMatching(
          /^PostgreSQL could not be started again; trying on\. [\s\S]*exit code 1[\s\S]*syntax error in file/,
        ),
      ]),
    PATIENCE,
  );
  await writeFile(settings, before);
  await vi.waitFor(async () => expect(await ask(server, 'select 1 as back')).toEqual({ back: 1 }), PATIENCE);
});

test('one whose data folder was removed under it can still be stopped', async () => {
  await copyPristine();
  const said: string[] = [];
  const server = await start({ log: (message) => said.push(message) });
  await rm(join(dataDir, 'postgres.log'));
  await rm(join(dataDir, 'postgres'), { recursive: true, force: true, maxRetries: 3 });
  process.kill(server.pid, 'SIGQUIT');
  await vi.waitFor(() => expect(said.at(-1)).toMatch(/could not be started again/), PATIENCE);
  expect(said[1]).toMatch(/^PostgreSQL ended by itself .*\n.*\(ENOENT\)\.$/);
  await server.stop();
  expect(existsSync(server.connection.host)).toBe(false);
});

test('shows what the server wrote when it does not start', async () => {
  await copyPristine();
  await writeFile(join(dataDir, 'postgres', 'postgresql.conf'), 'no such setting\n');
  await expect(start()).rejects.toThrow(
    /^PostgreSQL ended by itself \(exit code 1\)[\s\S]*syntax error in file/,
  );
  expect(existsSync(join(dataDir, 'owner.pid'))).toBe(false);
});

test.each([
  [
    'PG_VERSION',
    '15\n',
    /was made by PostgreSQL 15, and this is PostgreSQL 18\. Move its contents with pg_dump/,
  ],
])('refuses a data folder with another %s', async (file, content, message) => {
  await copyPristine();
  await writeFile(join(dataDir, 'postgres', file), content);
  await expect(start()).rejects.toThrow(message);
});

test('refuses a folder of somebody else, and uses an empty one', async () => {
  copies += 1;
  dataDir = join(root.folder, `copy${copies}`);
  await mkdir(join(dataDir, 'postgres'), { recursive: true });
  await writeFile(join(dataDir, 'postgres', 'notes.txt'), 'mine');
  await expect(start()).rejects.toThrow(/postgres is not a PostgreSQL data folder\. Move it away/);
  expect(readFileSync(join(dataDir, 'postgres', 'notes.txt'), 'utf8')).toBe('mine');
  dataDir = join(root.folder, `copy${copies}`, 'other');
  await mkdir(join(dataDir, 'postgres'), { recursive: true });
  expect((await start()).created).toBe(true);
});

test('stops by force what does not stop otherwise', async () => {
  const stubborn = spawn('sh', ['-c', `trap '' INT QUIT; echo ready; while :; do sleep 1; done`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(stubborn.stdout, 'data');
  const exit = once(stubborn, 'exit');
  const patience = { fast: 50, immediate: 50 };
  await stopPostmaster({ pid: stubborn.pid ?? 0, port: 0, socketFolder: '' }, patience);
  expect(await exit).toEqual([null, 'SIGKILL']);
});
