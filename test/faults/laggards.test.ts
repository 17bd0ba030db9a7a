import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { percentile } from '../bench/figure.ts';
import { WHOLE } from './support/account.ts';
import { eventually, monotonicMs } from './support/clock.ts';
import { accountOfAll, type Crowd, gatherCrowd } from './support/crowd.ts';
import { FULL, figure } from './support/figure.ts';
import { countCut, watchMemory } from './support/server-view.ts';
import { type Stage, setStage } from './support/stage.ts';
import { startWriter, storedNumbers, type Writer } from './support/writer.ts';

const READERS = FULL ? 990 : 60;
/** Those who never read, and as many who do so again when they are cut off. */
const LAGGARDS = FULL ? 5 : 2;
const PER_SECOND = FULL ? 10 : 40;
const PHASE_MS = FULL ? 30_000 : 2_000;
const CUT_MS = 30_000;

// Long answers, since the system holds some megabytes for a socket that nobody reads.
const names = Array.from({ length: 300 }, (_, index) => `n${index}: name`).join(' ');
const LONG_QUERY = `subscription ($after: String) {
  integrationStatusChanged(after: $after) { cursor previousCursor reason integration { ${names} } }
}`;

let stage: Stage;
let writer: Writer;
let crowds: Crowd[];
beforeEach(async () => {
  stage = await setStage();
  await stage.database.db.none(`update integrations set name = rpad(name, 300, '.')`);
  crowds = [];
});
afterEach(async () => {
  await writer?.stop();
  await Promise.all(crowds.map((crowd) => crowd.leave()));
  await stage?.clear();
});

function gather(size: number, query?: string): Crowd {
  const crowd = gatherCrowd(size, stage.start, query);
  crowds.push(crowd);
  return crowd;
}

/** The readers' 99th percentile from commit to message, of the changes that were committed between two moments. */
async function p99(readers: Crowd, from: number, to: number): Promise<number> {
  const latencies = (await readers.report()).flatMap(({ numbers, at }) =>
    Array.from(numbers, (number, index) => [writer.committedAt.get(number) as number, at[index] as number])
      .filter(([committed = 0]) => committed >= from && committed <= to)
      .map(([committed = 0, heard = 0]) => Math.max(0, heard - committed)),
  );
  return percentile(latencies, 0.99);
}

/** Lets everything go on for a while; gives how that was. */
async function observe(readers: Crowd) {
  const memory = watchMemory(stage.service.child.pid as number);
  const from = monotonicMs();
  await sleep(PHASE_MS);
  const to = monotonicMs();
  return { mb: await memory.most(), p99: await p99(readers, from, to) };
}

test('subscribers who do not read are cut off and can come back; the others do not notice', {
  timeout: 180_000,
}, async () => {
  const { database, address, integrations } = stage;
  const readers = gather(READERS);
  await readers.connect(address);
  writer = startWriter(database.db, integrations, PER_SECOND);
  // Warm first, so that both phases are alike.
  await sleep(PHASE_MS / 2);
  const alone = await observe(readers);

  const [never, again] = [gather(LAGGARDS, LONG_QUERY), gather(LAGGARDS, LONG_QUERY)];
  await Promise.all([never, again].map((crowd) => crowd.connect(address)));
  const stopped = monotonicMs();
  await Promise.all([never, again].map((crowd) => crowd.read(false)));
  const observed = observe(readers);
  // More than there are of one kind, so that some of each are among them.
  const someOfEach = async () => ((await countCut(address)) ?? 0) > LAGGARDS;
  await eventually(someOfEach, 'they are cut off', CUT_MS);
  await again.read(true);
  const beside = await observed;
  const isGone = async () => (await never.report()).every(({ closes }) => closes.length > 0);
  await eventually(isGone, 'all who never read are cut off', CUT_MS - (monotonicMs() - stopped));
  const cutAfter = Math.max(
    ...(await never.report()).map(({ closes }) => (closes[0]?.at as number) - stopped),
  );

  const told = (await again.report()).flatMap(({ closes }) => closes).filter(({ code }) => code === 1013);
  expect(told.length, 'who reads in time is told why').toBeGreaterThan(0);
  for (const { reason } of told) expect(reason).toMatch(/after.*cursor/);
  await again.connect(address);
  await sleep(500);
  await writer.stop();
  const stored = await storedNumbers(database.db);
  for (const crowd of [readers, again]) {
    await eventually(async () => (await crowd.progress()) >= stored.length, 'all is heard').catch(() => {});
    expect(accountOfAll(stored, await crowd.report())).toEqual(WHOLE);
  }
  expect((await readers.report()).flatMap(({ closes }) => closes)).toEqual([]);

  expect(beside.mb - alone.mb).toBeLessThan(100);
  if (FULL) expect(beside.p99 / alone.p99).toBeLessThan(1.1);
  figure(
    `${READERS} readers beside ${2 * LAGGARDS} laggards: p99 ${beside.p99.toFixed(1)} ms against ${alone.p99.toFixed(1)} without, memory ${beside.mb.toFixed(0)} MB against ${alone.mb.toFixed(0)}, the last laggard cut after ${(cutAfter / 1_000).toFixed(1)} s`,
  );
});
