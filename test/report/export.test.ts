import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Loaders } from '../../src/read/loaders.ts';
import { createReader } from '../../src/read/reader.ts';
import { exportReports } from '../bench/export-reports.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ demo: true });
});
afterAll(() => database.drop());

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heapMb = () => {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
};

test('reports of all customers, again and again, leave nothing in memory', async () => {
  const reader = createReader(database.db);
  const ids = await database.db.map('select id from customers order by id', [], ({ id }) => id as string);
  const loadersOf = () =>
    new Loaders(reader, { kind: 'local', subject: 'test', customers: 'all' }, new Date());
  const exportAll = () => exportReports(ids, loadersOf);
  expect((await exportAll()).customers).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(200);
  const before = heapMb();
  for (let round = 0; round < (process.env.FULL ? 10 : 2); round += 1) await exportAll();
  expect(heapMb() - before).toBeLessThan(10);
}, 120_000);
