import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isConnectionLost, waitForDatabase } from '../../src/db/availability.ts';
import { closeDatabase, openDatabase } from '../../src/db/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

function failure(properties: object, message = 'failed'): Error {
  return Object.assign(new Error(message), properties);
}

describe('isConnectionLost', () => {
  test.each([
    [failure({ code: '08006' })],
    [failure({ code: '57P01' })],
    [failure({ code: '57P02' })],
    [failure({ code: '57P03' })],
    [failure({ code: 'ECONNREFUSED' })],
    [failure({ code: 'ENOENT', syscall: 'connect' })],
    [new Error('Connection terminated unexpectedly')],
    [new Error('Connection terminated due to connection timeout')],
    [new Error('timeout exceeded when trying to connect')],
    [new AggregateError([failure({ code: 'ECONNREFUSED' })])],
    [new Error('wrapped', { cause: failure({ code: '57P01' }) })],
  ])('is true for %j', (error) => expect(isConnectionLost(error)).toBe(true));

  test.each([
    [failure({ code: '57014' })],
    [failure({ code: '42P01' })],
    [failure({ code: '28P01' })],
    [failure({ code: 'ENOENT', syscall: 'open' })],
    [new Error('no such luck')],
    [undefined],
    ['57P01'],
  ])('is false for %j', (error) => expect(isConnectionLost(error)).toBe(false));
});

describe('waitForDatabase', () => {
  let own: TestDatabase;
  beforeAll(async () => {
    own = await createTestDatabase();
  });
  afterAll(() => own.drop());

  test('says that it waits, and gives up with a sentence that hides the password', async () => {
    const db = openDatabase('postgresql://me:secret@127.0.0.1:1/none');
    const said: string[] = [];
    const waiting = waitForDatabase(db, { timeoutMs: 200, onWaiting: (message) => said.push(message) });
    await expect(waiting).rejects.toThrow(
      /^The database at 127\.0\.0\.1:1\/none did not answer within 0\.2 s: .*ECONNREFUSED.*\. Start it, or correct DATABASE_URL\.$/,
    );
    expect(said, 'once, however many attempts it takes').toEqual([
      expect.stringMatching(/^Waiting for the database at 127\.0\.0\.1:1\/none \(.*\), 1 s left\.$/),
    ]);
    expect(said.join()).not.toContain('secret');
    await closeDatabase(db);
  });

  test('names a socket by its folder, without user and password', async () => {
    const db = openDatabase('postgres://me:secret@/none?host=/no/such/folder');
    await expect(waitForDatabase(db, { timeoutMs: 0 })).rejects.toThrow(
      /^The database at \/no\/such\/folder\/none did not answer within 0 s: /,
    );
    await closeDatabase(db);
  });

  test('does not wait for what waiting cannot cure', async () => {
    const db = openDatabase({ ...own.connection, database: 'nobody_made_this' });
    const said: string[] = [];
    await expect(waitForDatabase(db, { onWaiting: (message) => said.push(message) })).rejects.toThrow(
      /refuses us: database "nobody_made_this" does not exist/,
    );
    expect(said).toEqual([]);
    await closeDatabase(db);
  });

  test('is broken off at once by a signal, with its reason', async () => {
    const db = openDatabase('postgresql://me@127.0.0.1:1/none');
    const stopping = new AbortController();
    const said: string[] = [];
    const waiting = waitForDatabase(db, {
      signal: stopping.signal,
      onWaiting(message) {
        said.push(message);
        setTimeout(() => stopping.abort(new Error('Ctrl-C')), 20);
      },
    });
    await expect(waiting).rejects.toThrow('Ctrl-C');
    expect(said).toHaveLength(1);
    await closeDatabase(db);
  });

  test('returns as soon as the database is there', async () => {
    const { host, port, user, database } = own.connection;
    const proxy = createServer((client) => {
      const server = createConnection(`${host}/.s.PGSQL.${port}`);
      client.pipe(server).on('error', () => {});
      server.pipe(client).on('error', () => {});
    });
    // Take a port, give it up, and listen on it again when the other side has begun to wait.
    const address = await listen(proxy, 0);
    proxy.close();
    const db = openDatabase({ host: '127.0.0.1', port: address, user, database });
    const said: string[] = [];
    const waiting = waitForDatabase(db, { timeoutMs: 10_000, onWaiting: (message) => said.push(message) });
    await sleep(100);
    await listen(proxy, address);
    await waiting;
    expect(said).toEqual([
      expect.stringMatching(/^Waiting /),
      `The database at 127.0.0.1:${address}/${database} answers.`,
    ]);
    await closeDatabase(db);
    proxy.close();
  });
});

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as { port: number }).port;
}
