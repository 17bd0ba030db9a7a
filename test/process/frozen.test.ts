import { afterEach, expect, test } from 'vitest';
import { type FreezingProxy, startFreezingProxy } from '../faults/support/freezing-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { endProcesses, startProcess } from '../support/process.ts';

let database: TestDatabase | undefined;
let proxy: FreezingProxy | undefined;
afterEach(async () => {
  await endProcesses();
  await proxy?.stop();
  await database?.drop();
});

test('connections that fall silent are told of, and asked no more', { timeout: 60_000 }, async () => {
  database = await createTestDatabase({ demo: true });
  proxy = await startFreezingProxy(database.connection);
  const service = startProcess({ DATABASE_URL: proxy.url });
  const url = await service.ready;
  const ready = async () => (await fetch(`${url}/readyz`)).status;
  const freeze = (part: string) => proxy?.freeze(`technical-environment ${part}`);
  expect(await ready()).toBe(200);

  expect(freeze('probe')).toBe(1);
  expect(await ready()).toBe(503);
  await expect.poll(ready, { timeout: 10_000 }).toBe(200);

  // What the feed meets is held back until the probe has an answer.
  expect(freeze('probe')).toBe(1);
  expect(freeze('feed')).toBeGreaterThan(0);
  await service.says(/"msg":"The database does not answer \(Connection terminated/);
  await service.says(/"msg":"The database answers again/);
});
