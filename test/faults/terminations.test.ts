import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { percentile } from '../bench/figure.ts';
import { account, allHeard, WHOLE } from './support/account.ts';
import { monotonicMs } from './support/clock.ts';
import { FULL, figure, spread } from './support/figure.ts';
import { follow } from './support/follower.ts';
import { type Stage, setStage } from './support/stage.ts';
import { startWriter, storedNumbers } from './support/writer.ts';

const TERMINATIONS = FULL ? 100 : 5;
const PER_SECOND = 200;
const FOLLOWERS = 5;
const RECOVERED_MS = 2_000;

let stage: Stage;
afterEach(() => stage?.clear());

/** Ends all that the service has open to its database; gives how many connections that were. */
const terminate = ({ database }: Stage) =>
  database.db.one(
    `select count(pg_terminate_backend(pid)) from pg_stat_activity
     where datname = current_database() and application_name like 'technical-environment%'`,
    [],
    ({ count }) => count as number,
  );

test(`all database connections end ${TERMINATIONS} times under load: subscribers miss nothing, and hear again soon`, {
  timeout: 300_000,
}, async () => {
  stage = await setStage();
  const { database, address, integrations, start } = stage;
  const followers = Array.from({ length: FOLLOWERS }, () => follow(() => address, start));
  const writer = startWriter(database.db, integrations, PER_SECOND);
  const terminations: number[] = [];
  for (let time = 0; time < TERMINATIONS; time += 1) {
    await sleep(300 + Math.random() * 400);
    terminations.push(monotonicMs());
    expect(await terminate(stage)).toBeGreaterThan(0);
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
