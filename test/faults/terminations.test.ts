import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { closeDatabase, openDatabase, type Queryable } from '../../src/db/client.ts';
import { percentile } from '../bench/figure.ts';
import type { TestDatabase } from '../support/database.ts';
import { account, allHeard, WHOLE } from './support/account.ts';
import { eventually, monotonicMs } from './support/clock.ts';
import { FULL, figure, spread } from './support/figure.ts';
import { type Follower, follow } from './support/follower.ts';
import { type Stage, setStage } from './support/stage.ts';
import { startWriter, storedNumbers, type Writer } from './support/writer.ts';

const FEED = 'technical-environment feed';
const TERMINATIONS = FULL ? 100 : 5;
const PER_SECOND = 200;
const FOLLOWERS = 5;
const RECOVERED_MS = FULL ? 2_000 : 6_000;

let stage: Stage;
let writer: Writer;
let followers: Follower[] = [];
let forgetful: ReturnType<typeof readForgetfully>;
afterEach(async () => {
  await writer?.stop();
  await forgetful?.stop();
  await Promise.all(followers.map((follower) => follower.stop()));
  await stage?.clear();
});

/** Ends all that the service has open to its database; false where the feed was not among that. */
const terminate = ({ database }: Stage) =>
  database.db.one(
    `select coalesce(bool_or(pg_terminate_backend(pid) and application_name = $1), false) as terminated
     from pg_stat_activity
     where datname = current_database() and application_name like 'technical-environment%'`,
    [FEED],
    ({ terminated }) => terminated as boolean,
  );

/** A reader that starts anew at the present when its connection has ended, as one does that is only told what happens. */
function readForgetfully({ url }: TestDatabase) {
  const db = openDatabase(url, { applicationName: 'technical-environment reader of a test' });
  const numbers = new Set<number>();
  let reading = true;
  const read = async (connection: Queryable) => {
    let last = await connection.one(
      'select coalesce(max(id), 0) as id from environment_events',
      [],
      ({ id }) => id,
    );
    for (; reading; await sleep(5)) {
      const found = await connection.any<{ id: number; number: string }>(
        `select id, payload->>'reason' as number from environment_events where id > $1 order by id`,
        [last],
      );
      for (const { number } of found) numbers.add(Number(number));
      last = found.at(-1)?.id ?? last;
    }
  };
  const running = (async () => {
    for (; reading; await sleep(100)) {
      const connection = await db.connect({ direct: true, onLost() {} }).catch(() => null);
      if (!connection) continue;
      await read(connection).catch(() => {});
      await connection.done();
    }
    await closeDatabase(db);
  })();
  return {
    numbers,
    stop() {
      reading = false;
      return running;
    },
  };
}

test(`all database connections end ${TERMINATIONS} times under load: subscribers miss nothing, and hear again soon`, {
  timeout: 300_000,
}, async () => {
  stage = await setStage();
  const { database, address, integrations, start } = stage;
  followers = Array.from({ length: FOLLOWERS }, () => follow(() => address, start));
  forgetful = readForgetfully(database);
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
  await forgetful.stop();
  expect(stage.service.child.exitCode, stage.service.errors()).toBeNull();
  await Promise.all(followers.map((follower) => follower.stop()));
  expect(followers.map(({ heard }) => account(stored, heard, start))).toEqual(followers.map(() => WHOLE));
  expect(followers.flatMap(({ errors }) => errors)).toEqual([]);
  const forgotten = stored.filter((number) => !forgetful.numbers.has(number)).length;
  expect(forgotten, 'a reader that starts anew each time is seen to lose').toBeGreaterThan(0);

  // From a termination to the first event at the subscriber that was committed after it.
  const recoveries = terminations.flatMap((at) =>
    followers.map(({ heard }) => {
      const first = heard.find(({ number }) => (writer.committedAt.get(number) as number) > at);
      return (first?.at ?? Number.POSITIVE_INFINITY) - at;
    }),
  );
  expect(percentile(recoveries, 0.99)).toBeLessThan(RECOVERED_MS);
  figure(
    `${TERMINATIONS} terminations under ${PER_SECOND} events/s, ${stored.length} events to ${FOLLOWERS} subscribers: 0 lost, 0 twice, recovery ${spread(recoveries)} (a reader that starts anew each time lost ${forgotten})`,
  );
});
