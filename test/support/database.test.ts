import { expect, inject, test } from 'vitest';
import { closeDatabase, openDatabase } from '../../src/db/client.ts';
import { createTestDatabase } from './database.ts';

test('gives each caller a database of its own, which is gone after drop', async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await first.db.none('create table only_here (id int)');
  expect(await second.db.one(`select to_regclass('only_here') as t`)).toEqual({ t: null });
  const straggler = openDatabase(first.url);
  await straggler.connect();
  await first.drop();
  expect(
    await second.db.any('select from pg_database where datname = $1', [first.connection.database]),
  ).toEqual([]);
  await second.drop();
  await straggler.one('select 1').catch(() => {});
});

test('keeps everybody out of the template', async () => {
  const db = openDatabase(inject('template'));
  await expect(db.one('select 1')).rejects.toThrow(/not currently accepting connections/);
  await closeDatabase(db);
});
