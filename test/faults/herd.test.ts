import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { endProcesses, startProcess } from '../support/process.ts';
import { WHOLE } from './support/account.ts';
import { eventually, monotonicMs } from './support/clock.ts';
import { accountOfAll, type Crowd, gatherCrowd } from './support/crowd.ts';
import { FULL, figure, spread } from './support/figure.ts';
import { type Stage, setStage } from './support/stage.ts';
import { startWriter, storedNumbers, type Writer } from './support/writer.ts';

const SUBSCRIBERS = FULL ? 1_000 : 150;
const PER_SECOND = 10;
const LIVE_MS = 10_000;

let stage: Stage;
let crowd: Crowd;
let writer: Writer;
afterEach(async () => {
  await writer?.stop();
  await crowd?.leave();
  await endProcesses();
  await stage?.clear();
});

test(`${SUBSCRIBERS} subscribers come back at once after their process was killed: all are live soon, and miss nothing`, {
  timeout: 120_000,
}, async () => {
  stage = await setStage();
  const { database, service, integrations, start } = stage;
  crowd = gatherCrowd(SUBSCRIBERS, start);
  await crowd.connect(stage.address);
  writer = startWriter(database.db, integrations, PER_SECOND);
  await eventually(async () => (await crowd.progress()) >= 5, 'everyone listens');
  service.child.kill('SIGKILL');
  await service.ended;
  const gone = monotonicMs();
  await sleep(1_000);
  const next = startProcess({ DATABASE_URL: database.url, NODE_ENV: 'test' });
  const address = await next.ready;

  const from = monotonicMs();
  const missed = [...writer.committedAt.values()].filter((at) => at > gone && at < from).length;
  expect(missed, 'there is something to miss').toBeGreaterThan(0);
  const opened = await crowd.connect(address);
  const afterwards = writer.newest() + 1;
  await eventually(async () => (await crowd.progress()) >= afterwards, 'everyone is live', 30_000);
  await writer.stop();
  const stored = await storedNumbers(database.db);
  await eventually(async () => (await crowd.progress()) >= stored.length, 'everyone has heard all').catch(
    () => {},
  );
  const reports = await crowd.report();
  expect(reports).toHaveLength(SUBSCRIBERS);
  expect(accountOfAll(stored, reports)).toEqual(WHOLE);
  expect(reports.flatMap(({ closes }) => closes.map(({ code }) => code))).toEqual(reports.map(() => 1006));
  // Live: it has heard something that was committed after it had begun to come back.
  const live = reports.map(({ numbers, at }) => {
    const first = numbers.findIndex((number) => (writer.committedAt.get(number) as number) > from);
    return (at[first] as number) - from;
  });
  expect(Math.max(...live)).toBeLessThan(LIVE_MS);
  figure(
    `${SUBSCRIBERS} resubscribe at once: sockets open after ${opened.toFixed(0)} ms, live after ${spread(live)}: 0 lost, 0 twice`,
  );
});
