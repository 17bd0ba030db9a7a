import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { addCustomer, addIntegration, until } from './feed/support.ts';
import { createTestDatabase } from './support/database.ts';
import { endProcesses, startProcess } from './support/process.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const client = /```js\n([\s\S]*?createClient[\s\S]*?)```/.exec(readme)?.[1] as string;
const root = fileURLToPath(new URL('..', import.meta.url));

afterEach(endProcesses);

test("README's client goes on after the service was killed, with nothing lost and nothing twice", {
  timeout: 60_000,
}, async () => {
  expect(client).toContain('ws://127.0.0.1:4001');
  const { db, url: databaseUrl, drop } = await createTestDatabase();
  const integrationId = await addIntegration(db, await addCustomer(db));
  const change = (reason: number) =>
    db.none(
      `update integrations set health_reason = $2, health_status = case health_status when 'DOWN' then 'DEGRADED' else 'DOWN' end where id = $1`,
      [integrationId, String(reason)],
    );
  const first = startProcess({ DATABASE_URL: databaseUrl, DEMO_DATA: 'off' });
  const { port } = new URL(await first.ready);

  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', client.replace('ws://127.0.0.1:4001', `ws://127.0.0.1:${port}`)],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const heard: number[] = [];
  let problems = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    problems += text;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    // The service judges the integration as well, and gives reasons of its own.
    const number = Number(line.split(' ').at(-1));
    if (Number.isInteger(number)) heard.push(number);
  });
  try {
    let written = 0;
    // Until it has subscribed, what is written is before its beginning.
    await until(async () => {
      if (heard.length === 0) await change(++written);
      return heard.length > 0;
    }, 'it hears');
    const from = heard[0] as number;
    first.child.kill('SIGKILL');
    await first.ended;
    for (let index = 0; index < 5; index += 1) await change(++written);
    await until(() => /ECONNREFUSED.*\n/.test(problems), 'it says what is wrong');
    await startProcess({ DATABASE_URL: databaseUrl, DEMO_DATA: 'off', PORT: port }).ready;
    for (let index = 0; index < 5; index += 1) await change(++written);
    await until(() => heard.at(-1) === written, 'it has heard the last');
    expect(heard).toEqual(Array.from({ length: written - from + 1 }, (_, index) => from + index));
    expect(problems.match(/ECONNREFUSED/g), 'each problem once').toHaveLength(1);
  } finally {
    child.kill();
    await once(child, 'exit');
    await endProcesses();
    await drop();
  }
});
