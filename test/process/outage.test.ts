import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { ACME_ID } from '../../src/demo/acme.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { askAt, endProcesses, startProcess } from '../support/process.ts';
import { type DatabaseProxy, startProxy } from '../support/proxy.ts';

let database: TestDatabase | undefined;
let proxy: DatabaseProxy | undefined;
afterEach(async () => {
  await endProcesses();
  await proxy?.stop();
  await database?.drop();
});

test('a database that goes away and comes back is two lines in the log, whoever asks meanwhile', {
  timeout: 60_000,
}, async () => {
  database = await createTestDatabase({ demo: true });
  proxy = await startProxy(database.connection);
  const service = startProcess({ DATABASE_URL: proxy.url });
  const url = await service.ready;
  // Jobs, which poll every two seconds, are what repeats itself most: until they run, there is little to hush.
  const jobs = `select to_regclass('pgboss.schedule') is not null as found`;
  await expect.poll(() => database?.db.one(jobs, [], ({ found }) => found), { timeout: 10_000 }).toBe(true);
  await sleep(2_000);
  const before = service.output().length;

  await proxy.cut();
  await service.says(/The database does not answer/);
  const { errors } = await askAt(url, '{ technicalEnvironments { totalCount } }');
  expect(errors.map((error: { extensions: object }) => error.extensions)).toEqual([
    { code: 'SERVICE_UNAVAILABLE' },
  ]);
  expect((await fetch(`${url}/api/intelligence/technical/${ACME_ID}`)).status).toBe(503);
  await sleep(6_000);
  await proxy.restore();
  await service.says(/The database answers again/);
  await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
  await sleep(6_000);
  const lines = service.output().slice(before).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
    expect.stringMatching(/^The database does not answer \(.*\)\. Everything goes on once it does\.$/),
    expect.stringMatching(/^The database answers again, after \d+ s\.$/),
  ]);
});
