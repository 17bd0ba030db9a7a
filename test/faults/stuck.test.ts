import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, type TestContext, test } from 'vitest';
import { account, allHeard, WHOLE } from './support/account.ts';
import { eventually, monotonicMs } from './support/clock.ts';
import { FULL, figure, spread } from './support/figure.ts';
import { type Follower, follow } from './support/follower.ts';
import { type FreezingProxy, startFreezingProxy } from './support/freezing-proxy.ts';
import { createDatabaseOnOwnServer } from './support/own-server.ts';
import { type StageOptions, setStage } from './support/stage.ts';
import { changeStatus, startWriter, storedNumbers } from './support/writer.ts';

const WAKE_UP = 'technical-environment wake-up';
const FEED = 'technical-environment feed';
const FROZEN_SECONDS = FULL ? 30 : 3;
const DELIVERED_MS = FULL ? 2_000 : 4_000;
/**
 * Whoever waits for a silent connection has to notice by itself, which takes 4 s; what a busy machine adds is less than the
 * other 4 s that a second one would take.
 */
const NOTICED_MS = FULL ? 6_000 : 8_000;

const HELD_MS = FULL ? 60_000 : 11_000;
/** Ten seconds, and the time to look and to write a line, which on a busy machine is longer. */
const ALARM_MS = FULL ? 10_500 : 13_000;
const DRAINED_MS = FULL ? 2_000 : 8_000;
const ALARM = /"msg":"A transaction that has been open for over [^"]*\(xid \d+\)/g;

/** A subscriber that listens while others write, the first integration being left to the test. */
async function begin({ onTestFinished }: TestContext, perSecond: number, options: StageOptions) {
  const stage = await setStage(options);
  onTestFinished(() => stage.clear());
  const { database, address, integrations, start } = stage;
  const subscriber = follow(() => address, start);
  onTestFinished(() => subscriber.stop());
  const writer = startWriter(database.db, integrations.slice(1), perSecond, 2);
  onTestFinished(() => writer.stop());
  await eventually(() => subscriber.heard.length > 0, 'the subscriber listens');
  return {
    ...stage,
    subscriber,
    writer,
    /** What became of all that was written, once it is over. */
    async finish() {
      await writer.stop();
      const stored = await storedNumbers(database.db);
      await allHeard([subscriber], stored);
      return account(stored, subscriber.heard, start);
    },
  };
}

/** The same where the service reaches its database through a proxy. */
async function beginBehindProxy(context: TestContext, perSecond: number) {
  let proxy: FreezingProxy | undefined;
  context.onTestFinished(() => proxy?.stop());
  const begun = await begin(context, perSecond, {
    through: async ({ connection }) => {
      proxy = await startFreezingProxy(connection);
      return proxy.url;
    },
  });
  return { ...begun, proxy: proxy as unknown as FreezingProxy };
}

// Side by side, since they mostly wait.
describe.concurrent('what is stuck without a word', { timeout: 120_000 }, () => {
  test('the connection where the feed is woken: polling delivers, and it listens anew', async (context) => {
    // Seldom, since the service wakes its own feed a moment after each change, when it has judged it.
    const { proxy, service, subscriber, writer, finish } = await beginBehindProxy(context, 1);
    await eventually(() => proxy.opened(WAKE_UP) > 0, 'the service listens');
    expect(proxy.freeze(WAKE_UP)).toBeGreaterThan(0);
    const frozen = monotonicMs();
    // Connections by which it tells others are opened anew long before.
    const anew = service.says(/"msg":"Listening for changes again/).then(() => monotonicMs() - frozen);
    await Promise.all([anew, sleep(FROZEN_SECONDS * 1_000)]);
    expect(await finish()).toEqual(WHOLE);
    const latencies = subscriber.heard.flatMap(
      ({ number, at }) => at - (writer.committedAt.get(number) ?? at),
    );
    expect(Math.max(...latencies)).toBeLessThan(DELIVERED_MS);
    figure(
      `wake-up connection frozen: commit → subscriber ${spread(latencies)}, ${latencies.length} events, 0 lost; listening anew after ${((await anew) / 1_000).toFixed(1)} s`,
    );
  });

  test('the connections where the feed is read: it notices, and nothing is lost', async (context) => {
    const { proxy, address, start, subscriber, writer, finish } = await beginBehindProxy(context, 10);
    expect(proxy.freeze(FEED)).toBeGreaterThan(0);
    // What is under way at that moment may still come.
    const later = writer.newest() + 10;
    const hears = ({ heard }: Follower) => heard.some(({ number }) => number > later);
    // They need the connections of the past, of which each may be frozen.
    const resuming = Array.from({ length: 3 }, () => follow(() => address, start));
    context.onTestFinished(async () => void (await Promise.all(resuming.map((one) => one.stop()))));
    const all = [subscriber, ...resuming];
    const took = await eventually(() => all.every(hears), 'all subscribers hear again', 20_000);
    expect(await finish()).toEqual(WHOLE);
    expect(took).toBeLessThan(NOTICED_MS);
    figure(`the feed's connections frozen: heard again after ${(took / 1_000).toFixed(1)} s, 0 lost`);
  });

  test('a transaction that has written: an alarm, nothing out of order, all of it soon after the end', async (context) => {
    const stage = await begin(context, FULL ? 100 : 50, { database: await createDatabaseOnOwnServer() });
    const { database, service, integrations, subscriber, writer, finish } = stage;
    const session = await database.db.connect();
    await session.none('begin');
    await changeStatus(session, integrations[0] as string, 1);
    const opened = monotonicMs();
    const alarm = service.says(new RegExp(ALARM.source)).then(() => monotonicMs() - opened);
    alarm.catch(() => {});
    // What was under way when it began.
    await sleep(1_000);
    const heard = subscriber.heard.length;
    await sleep(HELD_MS - 1_000);
    expect(subscriber.heard.length, 'behind it nothing is certain').toBe(heard);
    expect(service.output().match(ALARM), 'it says so once').toHaveLength(1);
    const waiting = writer.committedAt.size + 1 - heard;
    await session.none('commit');
    const committed = monotonicMs();
    await session.done();
    await eventually(() => subscriber.heard.length >= heard + waiting, 'what waited has come');
    const drained = monotonicMs() - committed;
    expect(await finish()).toEqual(WHOLE);
    expect(drained).toBeLessThan(DRAINED_MS);
    expect(await alarm).toBeLessThan(ALARM_MS);
    figure(
      `a transaction open for ${HELD_MS / 1_000} s: alarm after ${((await alarm) / 1_000).toFixed(2)} s, ${waiting} events heard within ${drained.toFixed(0)} ms after its commit, 0 lost`,
    );
  });
});
