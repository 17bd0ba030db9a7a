import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { askAt, endProcesses, startProcess } from '../support/process.ts';
import { addChannel } from './support.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(endProcesses);
afterAll(() => database.drop());

test('its /metrics tell what alerting leaves undone', async () => {
  const url = await startProcess({ DATABASE_URL: database.url }).ready;
  const figure = async () =>
    /^technical_environment_alert_dead_letters (.*)$/m.exec(
      await (await fetch(`${url}/metrics`)).text(),
    )?.[1];
  await expect.poll(figure, { timeout: 10_000 }).toBe('0');
});

test('a service without a mail server adds no e-mail channel, nor switches one on', async () => {
  const url = await startProcess({ DATABASE_URL: database.url }).ready;
  const upsert = async (fields: string) => {
    const { errors } = await askAt(
      url,
      `mutation { upsertNotificationChannel(input: { ${fields} }) { id } }`,
    );
    return errors?.map(({ message }: { message: string }) => message);
  };
  const off = ['E-mail is off: an operator must set SMTP_URL and SMTP_FROM.'];
  expect(await upsert('role: CSM, kind: EMAIL, name: "Csm", target: "csm@example.com"')).toEqual(off);
  const id = await addChannel(database.db, { kind: 'EMAIL', target: 'csm@example.com', enabled: false });
  expect(await upsert(`id: "${id}", enabled: true`)).toEqual(off);
  expect(await upsert(`id: "${id}", name: "Still off"`)).toBeUndefined();
});
