import { describe, expect, type TestContext, test } from 'vitest';
import { account, allHeard, WHOLE } from './support/account.ts';
import { eventually } from './support/clock.ts';
import { FULL, figure, spread } from './support/figure.ts';
import { follow } from './support/follower.ts';
import { type FreezingProxy, startFreezingProxy } from './support/freezing-proxy.ts';
import { setStage } from './support/stage.ts';
import { startWriter, storedNumbers } from './support/writer.ts';

const WAKE_UP = 'technical-environment wake-up';
const FEED = 'technical-environment feed';
const SECONDS = FULL ? 30 : 2;
const DELIVERED_MS = 2_000;
const PER_SECOND = 10;
/** Whoever waits for a silent connection has to notice by itself. */
const NOTICED_MS = 20_000;

/** A subscriber of a service that reaches its database by a proxy, while others write. */
async function begin({ onTestFinished }: TestContext) {
  let proxy: FreezingProxy | undefined;
  onTestFinished(() => proxy?.stop());
  const stage = await setStage({
    through: async ({ connection }) => {
      proxy = await startFreezingProxy(connection);
      return proxy.url;
    },
  });
  onTestFinished(() => stage.clear());
  const subscriber = follow(() => stage.address, stage.start);
  onTestFinished(() => subscriber.stop());
  const writer = startWriter(stage.database.db, stage.integrations, PER_SECOND);
  onTestFinished(() => writer.stop());
  await eventually(() => subscriber.heard.length > 0, 'the subscriber listens');
  return {
    proxy: proxy as unknown as FreezingProxy,
    subscriber,
    writer,
    /** What became of all that was written, and how long each change took from commit to subscriber. */
    async finish() {
      await writer.stop();
      const stored = await storedNumbers(stage.database.db);
      await allHeard([subscriber], stored);
      return {
        whole: account(stored, subscriber.heard, stage.start),
        latencies: subscriber.heard.map(({ number, at }) => at - (writer.committedAt.get(number) as number)),
      };
    },
  };
}

// Side by side, since they mostly wait.
describe.concurrent('a connection that says nothing any more, though it is open', () => {
  test('where the feed is woken: polling delivers, and it listens anew', {
    timeout: 120_000,
  }, async (context) => {
    const { proxy, writer, finish } = await begin(context);
    await eventually(() => proxy.opened(WAKE_UP) > 0, 'the service listens');
    const before = proxy.opened(WAKE_UP);
    expect(proxy.freeze(WAKE_UP)).toBeGreaterThan(0);
    const anew = FULL && eventually(() => proxy.opened(WAKE_UP) > before, 'it listens anew', 60_000);
    const newest = writer.newest();
    const enough = () => writer.newest() >= newest + SECONDS * PER_SECOND;
    await eventually(enough, 'more is written', SECONDS * 2_000);
    const { whole, latencies } = await finish();
    expect(whole).toEqual(WHOLE);
    expect(Math.max(...latencies)).toBeLessThan(DELIVERED_MS);
    figure(
      `wake-up connection frozen: commit → subscriber ${spread(latencies)}, ${latencies.length} events, 0 lost; listening anew after ${((await anew) || 0) / 1_000} s`,
    );
  });

  test('where the feed is read: it notices, and nothing is lost', { timeout: 120_000 }, async (context) => {
    const { proxy, subscriber, writer, finish } = await begin(context);
    expect(proxy.freeze(FEED)).toBeGreaterThan(0);
    // What is under way at that moment may still come.
    const later = writer.newest() + PER_SECOND;
    const hears = () => subscriber.heard.some(({ number }) => number > later);
    const took = await eventually(hears, 'the subscriber hears again', NOTICED_MS);
    expect((await finish()).whole).toEqual(WHOLE);
    figure(`the feed's connections frozen: heard again after ${(took / 1_000).toFixed(1)} s, 0 lost`);
  });
});
