import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { percentile } from '../bench/figure.ts';
import { WHOLE } from './support/account.ts';
import { eventually, monotonicMs } from './support/clock.ts';
import { accountOfAll, type Crowd, gatherCrowd } from './support/crowd.ts';
import type { Report } from './support/crowd-members.ts';
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
const names = Array.from({ length: FULL ? 100 : 300 }, (_, index) => `n${index}: name`).join(' ');
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

/** The 99th percentile from commit to message, of the changes that were committed between two moments. */
function p99(reports: readonly Report[], { from, to }: Phase): number {
  const latencies = reports.flatMap(({ numbers, at }) =>
    Array.from(numbers, (number, index) => [writer.committedAt.get(number) as number, at[index] as number])
      .filter(([committed = 0]) => committed >= from && committed <= to)
      .map(([committed = 0, heard = 0]) => Math.max(0, heard - committed)),
  );
  return percentile(latencies, 0.99);
}

/** A stretch of time on the monotonic clock, and the most memory that the service took in it. */
interface Phase {
  readonly from: number;
  readonly to: number;
  readonly mb: number;
}

/** Lets everything go on until something is over, and a little longer. */
async function observe(over: Promise<unknown>): Promise<Phase> {
  const memory = watchMemory(stage.address);
  const from = monotonicMs();
  try {
    await over;
    await sleep(500);
    return { from, to: monotonicMs(), mb: await memory.most() };
  } finally {
    await memory.most();
  }
}

test('subscribers who do not read are cut off and can come back; the others do not notice', {
  timeout: 180_000,
}, async () => {
  const { database, address, integrations } = stage;
  const [readers, never, again] = [
    gather(READERS),
    gather(LAGGARDS, LONG_QUERY),
    gather(LAGGARDS, LONG_QUERY),
  ];
  await Promise.all(crowds.map((crowd) => crowd.connect(address)));
  writer = startWriter(database.db, integrations, PER_SECOND);
  // Warm first, so that both phases are alike.
  await sleep(PHASE_MS / 2);
  const before = await observe(sleep(PHASE_MS));

  const cutting = async () => {
    await Promise.all([never.read(false), again.read(false)]);
    // More than there are of one kind, so that some of each are among them.
    const someOfEach = async () => ((await countCut(address)) ?? 0) > LAGGARDS;
    await eventually(someOfEach, 'they are cut off', CUT_MS);
    await again.read(true);
    const areGone = async () => (await never.report()).every(({ closes }) => closes.length > 0);
    await eventually(areGone, 'all who never read are cut off', CUT_MS);
  };
  const beside = await observe(cutting());
  const cutAfter =
    Math.max(...(await never.report()).map(({ closes }) => closes[0]?.at as number)) - beside.from;
  expect(cutAfter).toBeLessThan(CUT_MS);
  // Those who came back have caught up by then.
  await sleep(PHASE_MS / 2);
  const after = await observe(sleep(PHASE_MS));

  const told = (await again.report()).flatMap(({ closes }) => closes).filter(({ code }) => code === 1013);
  expect(told.length, 'who reads in time is told why').toBeGreaterThan(0);
  for (const { reason } of told) expect(reason).toMatch(/after.*cursor/);
  await writer.stop();
  const stored = await storedNumbers(database.db);
  for (const crowd of [readers, again]) {
    const isComplete = async () => {
      // Whose socket is open stays on it.
      await crowd.connect(address);
      return (await crowd.progress()) >= stored.length;
    };
    await eventually(isComplete, 'all is heard').catch(() => {});
    expect(accountOfAll(stored, await crowd.report())).toEqual(WHOLE);
  }
  const reports = await readers.report();
  expect(reports.flatMap(({ closes }) => closes)).toEqual([]);

  // A machine is not as fast at one time as at another.
  const usual = (p99(reports, before) + p99(reports, after)) / 2;
  const disturbed = p99(reports, beside);
  if (FULL) {
    // In the short form the first phase ends before the memory has reached its usual size.
    expect(beside.mb - before.mb).toBeLessThan(100);
    expect(disturbed / usual).toBeLessThan(1.1);
  }
  figure(
    `${READERS} readers beside ${2 * LAGGARDS} laggards: p99 ${disturbed.toFixed(1)} ms against ${usual.toFixed(1)} while all read, memory ${beside.mb.toFixed(0)} MB against ${before.mb.toFixed(0)}, the last laggard cut after ${(cutAfter / 1_000).toFixed(1)} s`,
  );
});
