import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { account, WHOLE } from './support/account.ts';
import { eventually, monotonicMs } from './support/clock.ts';
import { FULL, figure } from './support/figure.ts';
import { type Follower, follow } from './support/follower.ts';
import { createDatabaseOnOwnServer } from './support/own-server.ts';
import { type Stage, setStage } from './support/stage.ts';
import { changeStatus, startWriter, storedNumbers, type Writer } from './support/writer.ts';

const HELD_MS = FULL ? 60_000 : 11_000;
const PER_SECOND = FULL ? 100 : 50;
/** Ten seconds, and the time to look and to write a line. */
const ALARM_MS = 10_500;
const DRAINED_MS = 2_000;
const ALARM = /"msg":"A transaction that has been open for over [^"]*\(xid \d+\)/;

let stage: Stage;
let subscriber: Follower;
let writer: Writer;
afterEach(async () => {
  await writer?.stop();
  await subscriber?.stop();
  await stage?.clear();
});

test(`a transaction that writes stays open for ${HELD_MS / 1_000} s: an alarm, nothing out of order, and all of it soon after`, {
  timeout: 120_000,
}, async () => {
  stage = await setStage({ database: await createDatabaseOnOwnServer() });
  const { database, service, address, start } = stage;
  const [slow = '', ...integrations] = stage.integrations;
  subscriber = follow(() => address, start);
  writer = startWriter(database.db, integrations, PER_SECOND, 2);
  await eventually(() => subscriber.heard.length > 0, 'the subscriber listens');

  const session = await database.db.connect();
  await session.none('begin');
  await changeStatus(session, slow, 1);
  const opened = monotonicMs();
  const alarm = service.says(ALARM).then(() => monotonicMs() - opened);
  // What was under way when it began.
  await sleep(1_000);
  const heard = subscriber.heard.length;
  await sleep(HELD_MS - 1_000);
  expect(subscriber.heard.length, 'behind it nothing is certain').toBe(heard);
  await session.none('commit');
  const committed = monotonicMs();
  const waiting = writer.newest() - heard;
  await session.done();
  await eventually(() => subscriber.heard.length >= heard + waiting, 'what waited has come');
  const drained = monotonicMs() - committed;
  await writer.stop();
  const stored = await storedNumbers(database.db);
  await eventually(() => subscriber.heard.length >= stored.length, 'all of it has come');

  expect(account(stored, subscriber.heard, start)).toEqual(WHOLE);
  expect(drained).toBeLessThan(DRAINED_MS);
  const alarmed = await alarm;
  expect(alarmed).toBeLessThan(ALARM_MS);
  expect(service.output().match(new RegExp(ALARM, 'g')), 'it says so once').toHaveLength(1);
  figure(
    `a transaction open for ${HELD_MS / 1_000} s: alarm after ${(alarmed / 1_000).toFixed(2)} s, ${waiting} events heard within ${drained.toFixed(0)} ms after its commit, 0 lost`,
  );
});
