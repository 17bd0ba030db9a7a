import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '../../src/db/client.ts';
import { withConnection } from '../../src/db/connection.ts';
import { type FreezingProxy, startFreezingProxy } from '../faults/support/freezing-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const NAME = 'connection under test';

let database: TestDatabase;
let proxy: FreezingProxy;
let db: Database;
beforeEach(async () => {
  database = await createTestDatabase();
  proxy = await startFreezingProxy(database.connection);
  db = openDatabase(proxy.url, { poolSize: 3, applicationName: NAME });
});
afterEach(async () => {
  await closeDatabase(db);
  await proxy.stop();
  await database.drop();
});

const ask = (milliseconds: number) =>
  withConnection(db, milliseconds, (connection) => connection.one('select 1 as one'));

test('where connections have died without a word, the first attempt fails in time and the next has a new one', async () => {
  const sleeping = Array.from({ length: 3 }, () => db.any('select pg_sleep(0.1)'));
  await Promise.all(sleeping);
  expect(proxy.opened(NAME), 'all of them are idle').toBe(3);
  expect(proxy.freeze(NAME)).toBe(3);
  await expect(ask(300)).rejects.toThrow('Connection terminated');
  expect(await ask(10_000)).toEqual({ one: 1 });
  expect(proxy.opened(NAME)).toBe(4);
});
