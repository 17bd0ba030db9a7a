import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '../../src/db/client.ts';
import { findOrphan } from '../../src/db/embedded/postmaster.ts';
import { connectionTo, DATABASE } from '../../src/db/embedded/ready.ts';
import { openFolder } from '../db/holding.ts';
import { askAt, endProcesses, startProcess } from '../support/process.ts';
import { openSocket } from '../support/socket.ts';
import { isRefused, isStillRunning, lockContacts, openStream, until } from './draining.ts';

const ACME = '11111111-1111-4111-8111-111111111111';
const NAME = `{ technicalEnvironment(customerId: "${ACME}") { technicalHealthScore contacts { name } } }`;

let place: Awaited<ReturnType<typeof openFolder>>;
let dataDir: string;

beforeAll(async () => {
  place = await openFolder();
  dataDir = join(place.folder, 'data');
});
afterEach(endProcesses);
afterAll(() => place?.remove());

/** A second way into the embedded PostgreSQL of the running service. */
async function openEmbedded(): Promise<Database> {
  const postmaster = await findOrphan(join(dataDir, 'postgres'));
  if (!postmaster) throw new Error('No PostgreSQL runs on the data folder.');
  return openDatabase(connectionTo(postmaster, DATABASE), { poolSize: 2 });
}

// PostgreSQL removes this file as the last thing it does.
const isDatabaseRunning = () => existsSync(join(dataDir, 'postgres', 'postmaster.pid'));

describe('the service on a data folder of its own', { timeout: 30_000 }, () => {
  test('first start on an empty folder: it answers, and says where to go and how to stop', async () => {
    const service = startProcess({ DATA_DIR: dataDir });
    const url = await service.ready;
    const { data, errors } = await askAt(url, NAME);
    expect(errors).toBeUndefined();
    expect(data.technicalEnvironment.technicalHealthScore).toBe(85);
    expect(service.output()).toContain(`GraphQL        ${url}/graphql`);
    expect(service.output()).toContain(`${url.replace('http', 'ws')}/graphql  (graphql-transport-ws)`);
    expect(service.output()).toContain(`${url}/livez  ${url}/readyz`);
    expect(service.output()).toContain(ACME);
    await until(async () => {
      const { data } = await askAt(url, '{ technicalEnvironments { totalCount } }');
      return data.technicalEnvironments.totalCount === 201;
    }, 'the generated customers are there');
    expect(service.output(), 'the greeting is the last that is said').toMatch(/Press Ctrl-C to stop\.\n\n$/);
    expect(service.errors()).toBe('');

    const second = startProcess({ DATA_DIR: dataDir });
    expect(await second.ended).toBe(1);
    expect(second.errors()).toMatch(
      new RegExp(
        `^The service could not start: The data folder .* in use by process ${service.child.pid}\\.`,
      ),
    );
    expect(second.errors()).toMatch(/set DATA_DIR to another folder.*\.\n$/);
    expect((await askAt(url, NAME)).errors, 'the first goes on').toBeUndefined();

    const db = await openEmbedded();
    await db.none('update technical_contacts set name = $1 where customer_id = $2', ['Grace Hopper', ACME]);
    await closeDatabase(db);
  });

  test('a port in use: it names the port and PORT before it starts a PostgreSQL', async () => {
    const { server, port } = await takePort();
    try {
      const service = startProcess({ DATA_DIR: join(place.folder, 'not-made'), PORT: String(port) });
      expect(await service.ended).toBe(1);
      expect(service.output()).toBe('');
      expect(service.errors()).toMatch(portRefusal(port));
      expect(existsSync(join(place.folder, 'not-made'))).toBe(false);
    } finally {
      await closeServer(server);
    }
  });

  test('a port that is taken meanwhile: it says the same, and leaves no PostgreSQL behind', async () => {
    const free = await takePort();
    await closeServer(free.server);
    const service = startProcess({ DATA_DIR: dataDir, PORT: String(free.port) });
    await service.says(/Starting PostgreSQL/);
    const { server } = await takePort(free.port);
    try {
      expect(await service.ended).toBe(1);
      expect(service.errors()).toMatch(portRefusal(free.port));
      expect(isDatabaseRunning()).toBe(false);
    } finally {
      await closeServer(server);
    }
  });

  test('a start that is broken off leaves no PostgreSQL behind', async () => {
    const service = startProcess({ DATA_DIR: dataDir });
    await service.says(/Starting PostgreSQL/);
    service.child.kill('SIGINT');
    expect(await service.ended).toBe(0);
    expect(service.output()).not.toContain('Press Ctrl-C');
    expect(isDatabaseRunning()).toBe(false);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`${signal}: what runs finishes, nothing new comes in, sockets and streams end, PostgreSQL stops`, async () => {
      const service = startProcess({ DATA_DIR: dataDir });
      const url = await service.ready;
      expect(service.output()).not.toMatch(/Loaded demo|Adopted/);
      const socket = openSocket(url);
      await socket.open;
      const stream = await openStream(url);
      const db = await openEmbedded();
      // Nothing but the query below reads contacts, so whoever waits for the lock is that query.
      const { release, hasWaiter } = await lockContacts(db);
      const slow = askAt(url, NAME);
      await until(hasWaiter, 'the request has reached the lock');

      service.child.kill(signal);
      expect(await socket.closed).toEqual({
        code: 1001,
        reason: expect.stringContaining('subscribe with `after`'),
      });
      await expect(stream.text(), 'cut, so that clients come back, to another process').rejects.toThrow();
      await until(() => isRefused(url), 'new connections are refused');
      service.child.kill('SIGTERM');
      service.child.kill('SIGINT');
      expect(await isStillRunning(service)).toBe(true);

      const released = performance.now();
      await release();
      await closeDatabase(db);
      const { data, errors } = await slow;
      expect(errors).toBeUndefined();
      // Stored under an earlier process: the folder keeps its data.
      expect(data.technicalEnvironment.contacts[0].name).toBe('Grace Hopper');
      expect(await service.ended).toBe(0);
      expect(service.output()).toMatch(/"msg":"Stopped\."\}\n$/);
      expect(performance.now() - released, 'no kept connection holds it').toBeLessThan(5_000);
      expect(isDatabaseRunning()).toBe(false);
      expect(service.errors()).toBe('');
    });
  }

  test('with SHUTDOWN_DELAY_MS it serves on after the signal, while /readyz says 503', async () => {
    const delay = 3_000;
    const service = startProcess({ DATA_DIR: dataDir, SHUTDOWN_DELAY_MS: String(delay) });
    const url = await service.ready;
    const socket = openSocket(url);
    await socket.open;
    const asked = performance.now();
    service.child.kill('SIGTERM');
    await until(async () => (await fetch(`${url}/readyz`)).status === 503, '/readyz says it');
    service.child.kill('SIGTERM');
    expect(await isStillRunning(service)).toBe(true);
    expect(await isRefused(url)).toBe(false);
    expect((await askAt(url, NAME)).errors).toBeUndefined();
    expect((await socket.closed).code).toBe(1001);
    expect(performance.now() - asked).toBeGreaterThan(delay - 100);
    expect(await service.ended).toBe(0);
    expect(isDatabaseRunning()).toBe(false);
  });

  test('a request that outlasts the grace period is cut off, and PostgreSQL still stops', async () => {
    const service = startProcess({
      DATA_DIR: dataDir,
      SHUTDOWN_GRACE_MS: '300',
      STATEMENT_TIMEOUT_MS: '60000',
    });
    const url = await service.ready;
    const db = await openEmbedded();
    const { release, hasWaiter } = await lockContacts(db);
    const slow = askAt(url, NAME).then(
      () => 'answered',
      () => 'cut off',
    );
    await until(hasWaiter, 'the request has reached the lock');
    service.child.kill('SIGTERM');
    expect(await slow).toBe('cut off');
    expect(await service.ended).toBe(0);
    expect(service.output()).toContain('Cut off what was still running after 300 ms.');
    expect(isDatabaseRunning()).toBe(false);
    await release().catch(() => {});
    await closeDatabase(db);
  });
});

const portRefusal = (port: number) =>
  new RegExp(`^The service could not start: Port ${port} on 127\\.0\\.0\\.1 is in use.* set PORT .*\\.\\n$`);

async function takePort(wanted = 0): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as { port: number }).port };
}

async function closeServer(server: Server): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
}
