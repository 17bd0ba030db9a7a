import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { endProcesses } from '../support/process.ts';
import { account, allHeard, findStart, WHOLE } from './support/account.ts';
import { eventually } from './support/clock.ts';
import { FULL, figure } from './support/figure.ts';
import { type Follower, follow } from './support/follower.ts';
import { type Replicas, startReplicas } from './support/replicas.ts';
import { addWatched, changeStatus, startWriter, storedNumbers, type Writer } from './support/writer.ts';

const REPLICAS = 3;
const FOLLOWERS = 12;
const PER_SECOND = 50;

let database: TestDatabase;
let integrations: string[];
let replicas: Replicas;
let start: string;
let first: number;
let writer: Writer;
let followers: Follower[];

beforeAll(async () => {
  database = await createTestDatabase();
  integrations = await addWatched(database.db, 20);
  replicas = await startReplicas(database.url, REPLICAS);
});
beforeEach(async () => {
  // The feed has what earlier tests wrote as well.
  first = (await storedNumbers(database.db)).length + 1;
  start = await findStart(replicas.anyAddress(), (number) =>
    changeStatus(database.db, integrations[0] as string, number),
  );
  followers = Array.from({ length: FOLLOWERS }, () => follow(replicas.anyAddress, start));
  writer = startWriter(database.db, integrations, PER_SECOND, first);
  await eventually(() => followers.every(({ heard }) => heard.length > 0), 'everyone listens');
});
afterEach(async () => {
  await writer?.stop();
  await Promise.all(followers.map((follower) => follower.stop()));
});
afterAll(async () => {
  await endProcesses();
  await database?.drop();
});

/** The numbers that this test has written, in the order of the feed. */
const written = async () => (await storedNumbers(database.db)).filter((number) => number >= first);

/** What every follower lost, or heard twice, once the writing is over. */
async function accounts() {
  await writer.stop();
  const stored = await written();
  expect(stored.length).toBe(writer.committedAt.size);
  await allHeard(followers, stored);
  return followers.map(({ heard }) => account(stored, heard, start));
}

const count = (codes: readonly number[], code: number) => codes.filter((one) => one === code).length;
const closes = () => followers.flatMap((follower) => follower.closes);

const KILLS = FULL ? 50 : 3;
test(`${KILLS} processes are killed: whoever resumes elsewhere by cursor misses nothing`, {
  timeout: 300_000,
}, async () => {
  const forgetful = follow(replicas.anyAddress, start, { forgets: true });
  await eventually(() => forgetful.heard.length > 0, 'the forgetful one listens too');
  for (let kill = 0; kill < KILLS; kill += 1) {
    await replicas.end(kill % REPLICAS, 'SIGKILL');
    await sleep(100);
    await replicas.start(kill % REPLICAS);
  }
  const before = forgetful.heard.length;
  await eventually(() => forgetful.heard.length > before, 'the forgetful one is back');
  expect(await accounts()).toEqual(followers.map(() => WHOLE));
  const broken = count(closes(), 1006);
  expect(broken).toBeGreaterThan(KILLS);
  await forgetful.stop();
  const { lost } = account(await written(), forgetful.heard, start);
  expect(lost, 'who forgets its cursor is seen to lose').toBeGreaterThan(0);
  figure(
    `${KILLS} SIGKILLs over ${REPLICAS} processes, ${writer.committedAt.size} events to ${FOLLOWERS} clients, ${broken} broken sockets: 0 lost, 0 twice (a client without cursor lost ${lost})`,
  );
});

const ROUNDS = FULL ? 5 : 1;
test('processes are replaced one by one under load: every client is sent away cleanly and misses nothing', {
  timeout: 300_000,
}, async () => {
  for (let index = 0; index < ROUNDS * REPLICAS; index += 1) {
    expect(await replicas.end(index % REPLICAS, 'SIGTERM')).toBe(0);
    await replicas.start(index % REPLICAS);
  }
  expect(await accounts()).toEqual(followers.map(() => WHOLE));
  expect(new Set(closes())).toEqual(new Set([1001]));
  expect(followers.flatMap(({ errors }) => errors)).toEqual([]);
  figure(
    `${ROUNDS * REPLICAS} processes replaced under load, ${closes().length} sockets closed, all with 1001: 0 lost, 0 twice`,
  );
});
