import { afterEach, expect, test } from 'vitest';
import { account, allHeard, WHOLE } from './support/account.ts';
import { eventually } from './support/clock.ts';
import { FULL, figure, spread } from './support/figure.ts';
import { type Follower, follow } from './support/follower.ts';
import { type FreezingProxy, startFreezingProxy } from './support/freezing-proxy.ts';
import { type Stage, setStage } from './support/stage.ts';
import { startWriter, storedNumbers, type Writer } from './support/writer.ts';

const WAKE_UP = 'technical-environment wake-up';
const SECONDS = FULL ? 30 : 2;
const DELIVERED_MS = 2_000;
/** A tail whose connection is silent has to notice by itself. */
const NOTICED_MS = 20_000;

let stage: Stage;
let proxy: FreezingProxy;
let subscriber: Follower;
let writer: Writer;
afterEach(async () => {
  await writer?.stop();
  await subscriber?.stop();
  await stage?.clear();
  await proxy?.stop();
});

async function begin(perSecond: number): Promise<void> {
  stage = await setStage({
    through: async ({ connection }) => {
      proxy = await startFreezingProxy(connection);
      return proxy.url;
    },
  });
  subscriber = follow(() => stage.address, stage.start);
  writer = startWriter(stage.database.db, stage.integrations, perSecond);
  await eventually(() => subscriber.heard.length > 0, 'the subscriber listens');
}

/** What became of all that was written, and how long each change took from commit to subscriber. */
async function finish() {
  await writer.stop();
  const stored = await storedNumbers(stage.database.db);
  await allHeard([subscriber], stored);
  return {
    account: account(stored, subscriber.heard, stage.start),
    latencies: subscriber.heard.map(({ number, at }) => at - (writer.committedAt.get(number) as number)),
  };
}

test('the connection that wakes the feed goes silent: polling delivers, and the feed listens anew', {
  timeout: 120_000,
}, async () => {
  await begin(5);
  await eventually(() => proxy.opened(WAKE_UP) > 0, 'the service listens');
  const before = proxy.opened(WAKE_UP);
  expect(proxy.freeze(WAKE_UP)).toBeGreaterThan(0);
  const heard = writer.newest();
  await eventually(() => writer.newest() >= heard + SECONDS * 5, 'more is written', SECONDS * 2_000);
  const { account: whole, latencies } = await finish();
  expect(whole).toEqual(WHOLE);
  expect(Math.max(...latencies)).toBeLessThan(DELIVERED_MS);
  const anew = FULL
    ? await eventually(() => proxy.opened(WAKE_UP) > before, 'it listens anew', 60_000)
    : undefined;
  figure(
    `wake-up connection frozen for ${SECONDS} s: commit → subscriber ${spread(latencies)}, ${latencies.length} events, 0 lost; listening anew ${((anew ?? 0) / 1_000).toFixed(1)} s after that`,
  );
});

test('every database connection of the feed goes silent: it notices, and nothing is lost', {
  timeout: 120_000,
}, async () => {
  await begin(20);
  expect(proxy.freeze('technical-environment feed')).toBeGreaterThan(0);
  const frozen = writer.newest() + 1;
  const took = await eventually(
    () => subscriber.heard.some(({ number }) => number > frozen),
    'the subscriber hears again',
    NOTICED_MS,
  );
  expect((await finish()).account).toEqual(WHOLE);
  figure(`the feed's connections frozen: heard again after ${(took / 1_000).toFixed(1)} s, 0 lost`);
});
