import { afterEach, expect, test } from 'vitest';
import { account, allHeard, WHOLE } from './support/account.ts';
import { eventually } from './support/clock.ts';
import { FULL, figure, spread } from './support/figure.ts';
import { type Follower, follow } from './support/follower.ts';
import { type LossyRouter, startLossyRouter } from './support/lossy-router.ts';
import { type Stage, setStage } from './support/stage.ts';
import { startWriter, storedNumbers, type Writer } from './support/writer.ts';

const EVENTS = FULL ? 2_000 : 150;
const PER_SECOND = 50;
const FOLLOWERS = 5;
const HEALED_MS = FULL ? 2_000 : 6_000;

let stage: Stage;
let router: LossyRouter;
let writer: Writer;
let followers: Follower[] = [];
let trusting: Follower;
const stopFollowers = () => Promise.all([...followers, trusting].map((follower) => follower?.stop()));
afterEach(async () => {
  await writer?.stop();
  await stopFollowers();
  await router?.stop();
  await stage?.clear();
});

/** How long after each gap had shown the event came that was missing. */
const healings = ({ gaps, heard }: Follower) =>
  gaps.map(({ at, after }) => {
    const missing = heard.find(({ previousCursor }) => previousCursor === after);
    return (missing?.at ?? Number.POSITIVE_INFINITY) - at;
  });

test('a router drops one event in twenty: clients see every gap by previousCursor, and heal it by resuming', {
  timeout: 120_000,
}, async () => {
  stage = await setStage();
  const { database, address, integrations, start } = stage;
  router = await startLossyRouter(address, 0.05);
  followers = Array.from({ length: FOLLOWERS }, () => follow(() => router.address, start));
  trusting = follow(() => router.address, start, { trusts: true });
  writer = startWriter(database.db, integrations, PER_SECOND);
  await eventually(() => writer.newest() >= EVENTS, 'enough has been written', 100_000);
  // A gap only shows by the event behind it, so the last ones heal while there is still something to come.
  router.passAll();
  const last = writer.newest() + 10;
  await eventually(() => writer.newest() >= last, 'there is more');
  await writer.stop();
  const stored = await storedNumbers(database.db);
  await allHeard(followers, stored);
  await stopFollowers();

  expect(followers.map(({ heard }) => account(stored, heard, start))).toEqual(followers.map(() => WHOLE));
  const times = followers.flatMap(healings).filter((ms) => ms !== Number.POSITIVE_INFINITY);
  expect(times.length).toBeGreaterThan(FOLLOWERS);
  expect(Math.max(...times)).toBeLessThan(HEALED_MS);
  const { lost } = account(stored, trusting.heard, start);
  expect(lost, 'a client that never looks at previousCursor is seen to lose').toBeGreaterThan(0);
  figure(
    `a router dropped ${router.dropped()} messages; ${FOLLOWERS} clients saw ${times.length} gaps and ended whole, healed in ${spread(times)} (a client that does not look lost ${lost} of ${stored.length})`,
  );
});
