import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { percentile } from '../bench/figure.ts';
import { account, allHeard, WHOLE } from './support/account.ts';
import { eventually, monotonicMs } from './support/clock.ts';
import { FULL, figure, spread } from './support/figure.ts';
import { type Follower, follow } from './support/follower.ts';
import { type Stage, setStage } from './support/stage.ts';
import { startWriter, storedNumbers, type Writer } from './support/writer.ts';

const TERMINATIONS = FULL ? 100 : 5;
const PER_SECOND = 200;
const FOLLOWERS = 5;
const RECOVERED_MS = 2_000;

let stage: Stage;
let writer: Writer;
let followers: Follower[] = [];
afterEach(async () => {
  await writer?.stop();
  await Promise.all(followers.map((follower) => follower.stop()));
  await stage?.clear();
});

/** Ends all that the service has open to its database; false where that is nothing. */
const terminate = ({ database }: Stage) =>
  database.db.one(
    `select count(pg_terminate_backend(pid)) > 0 as terminated from pg_stat_activity
     where datname = current_database() and application_name like 'technical-environment%'`,
    [],
    ({ terminated }) => terminated as boolean,
  );

test(`all database connections end ${TERMINATIONS} times under load: subscribers miss nothing, and hear again soon`, {
  timeout: 300_000,
}, async () => {
  stage = await setStage();
  const { database, address, integrations, start } = stage;
  followers = Array.from({ length: FOLLOWERS }, () => follow(() => address, start));
  writer = startWriter(database.db, integrations, PER_SECOND);
  const terminations: number[] = [];
  for (let time = 0; time < TERMINATIONS; time += 1) {
    await sleep(300 + Math.random() * 400);
    let at = 0;
    // There is nothing to end while all are still trying to come back from the last time.
    await eventually(() => {
      at = monotonicMs();
      return terminate(stage);
    }, 'something has been ended');
    terminations.push(at);
  }
  await sleep(RECOVERED_MS / 2);
  await writer.stop();
  const stored = await storedNumbers(database.db);
  expect(stored.length).toBe(writer.committedAt.size);
  await allHeard(followers, stored);
  await Promise.all(followers.map((follower) => follower.stop()));
  expect(followers.map(({ heard }) => account(stored, heard, start))).toEqual(followers.map(() => WHOLE));
  expect(followers.flatMap(({ errors }) => errors)).toEqual([]);

  // From a termination to the first event at the subscriber that was committed after it.
  const recoveries = terminations.flatMap((at) =>
    followers.map(({ heard }) => {
      const first = heard.find(({ number }) => (writer.committedAt.get(number) as number) > at);
      return (first?.at ?? Number.POSITIVE_INFINITY) - at;
    }),
  );
  expect(percentile(recoveries, 0.99)).toBeLessThan(RECOVERED_MS);
  figure(
    `${TERMINATIONS} terminations under ${PER_SECOND} events/s, ${stored.length} events to ${FOLLOWERS} subscribers: 0 lost, 0 twice, recovery ${spread(recoveries)}`,
  );
});
