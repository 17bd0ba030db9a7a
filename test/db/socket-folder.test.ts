import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, lstat, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeSocketFolder, removeSocketFolder } from '../../src/db/embedded/socket-folder.ts';
import { openFolder } from './holding.ts';

const PORT = 5432;
const isRoot = process.getuid?.() === 0;

let place: { folder: string; remove: () => Promise<void> };
let dataDir: string;
const made: string[] = [];

async function make(folder = dataDir): Promise<string> {
  const socketFolder = await makeSocketFolder(folder, PORT);
  made.push(socketFolder);
  return socketFolder;
}

beforeAll(async () => {
  place = await openFolder();
  // Longer than a socket's path may be.
  dataDir = join(place.folder, 'a'.repeat(100), '.data');
});
afterEach(async () => {
  for (const folder of made.splice(0)) await removeSocketFolder(folder);
});
afterAll(() => place.remove());

test('is the same for one data folder, closed to others, short enough for a socket, and another for another', async () => {
  const first = await make();
  expect((await lstat(first)).mode & 0o777).toBe(0o700);
  expect(join(first, `.s.PGSQL.${PORT}`).length).toBeLessThan(100);
  await removeSocketFolder(first);
  expect(existsSync(first)).toBe(false);
  expect(await make()).toBe(first);
  expect(await make(`${dataDir}2`)).not.toBe(first);
});

test('what a killed server has left is cleared away', async () => {
  const first = await make();
  await writeFile(join(first, `.s.PGSQL.${PORT}.lock`), '1\n');
  expect(await make()).toBe(first);
  expect(existsSync(join(first, `.s.PGSQL.${PORT}.lock`))).toBe(false);
});

test('a folder whose server goes on is left to it', async () => {
  const first = await make();
  const server = createServer().listen(join(first, `.s.PGSQL.${PORT}`));
  await once(server, 'listening');
  try {
    expect(await make()).not.toBe(first);
    expect(server.listening && existsSync(join(first, `.s.PGSQL.${PORT}`))).toBe(true);
  } finally {
    server.close();
  }
});

test('a link of this name is not followed', async () => {
  const first = await make();
  await rm(first, { recursive: true });
  const elsewhere = join(place.folder, 'elsewhere');
  await mkdir(elsewhere);
  await writeFile(join(elsewhere, 'kept'), '');
  await symlink(elsewhere, first);
  expect(await make()).not.toBe(first);
  expect(existsSync(join(elsewhere, 'kept'))).toBe(true);
});

test.runIf(isRoot)('a folder of another user is neither used nor removed', async () => {
  const first = await make();
  await chown(first, 1, 1);
  await writeFile(join(first, 'kept'), '');
  expect(await make()).not.toBe(first);
  expect(existsSync(join(first, 'kept'))).toBe(true);
});
