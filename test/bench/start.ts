import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ACME_ID } from '../../src/demo/acme.ts';
import { startNode } from './children.ts';
import { type Bench, percentile } from './figure.ts';

const RUNS = 3;
const LONGEST_MS = 40_000;
// However we end, the service ends with us.
const END_WITH_PARENT =
  'data:text/javascript,process.once("disconnect", () => process.kill(process.pid, "SIGTERM"))';
const QUERY = `{ technicalEnvironment(customerId: "${ACME_ID}") { technicalHealthScore } }`;

/** From `node src/main.ts` to the first answer: in a new folder, which includes the demo, and in a used one. */
export const start: Bench = {
  name: 'start',
  async run() {
    const [cold, warm, bare]: [number[], number[], number[]] = [[], [], []];
    for (let run = 0; run < RUNS; run += 1) {
      const dataDir = await mkdtemp(join(tmpdir(), 'te-bench-'));
      try {
        cold.push(await timeToAnswer(dataDir));
        warm.push(await timeToAnswer(dataDir));
      } finally {
        await rm(dataDir, { recursive: true, force: true });
      }
      bare.push(await timeToExit());
    }
    const peer = { what: 'node -e 0', value: percentile(bare, 0.5) };
    const figure = (what: string, times: number[], target: number) =>
      ({ what, value: percentile(times, 0.5), unit: 'ms', target, peer }) as const;
    return [
      figure(`start with an empty folder until the first answer, median of ${RUNS}`, cold, 3_000),
      figure(`start again until the first answer, median of ${RUNS}`, warm, 1_500),
    ];
  },
};

async function timeToAnswer(dataDir: string): Promise<number> {
  const port = await freePort();
  const from = performance.now();
  const child = startNode(['--import', END_WITH_PARENT, 'src/main.ts'], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' },
  });
  const exited = once(child, 'exit');
  try {
    while (child.exitCode === null && child.signalCode === null && performance.now() - from < LONGEST_MS) {
      if (await answers(port)) return performance.now() - from;
      // Seldom enough not to be what slows the start down.
      await sleep(20);
    }
    throw new Error('The service did not answer.');
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY }),
    });
    const { data } = (await response.json()) as { data?: { technicalEnvironment?: unknown } };
    return Boolean(data?.technicalEnvironment);
  } catch {
    return false;
  }
}

async function timeToExit(): Promise<number> {
  const from = performance.now();
  await once(startNode(['-e', '0']), 'exit');
  return performance.now() - from;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
