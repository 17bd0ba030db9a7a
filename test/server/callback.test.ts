import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isChain, until } from '../feed/support.ts';
import {
  type CallbackDouble,
  type RouterSubscription,
  startCallbackDouble,
} from '../gateway/callback-double.ts';
import type { TestService } from '../support/service.ts';
import {
  actionsOf,
  addWatched,
  askForCallback,
  eventsOf,
  startCallingService,
  subscribe,
  watchStreams,
} from './callback-support.ts';

const streams = watchStreams();
let router: CallbackDouble;
let service: TestService;
let customer: Awaited<ReturnType<typeof addWatched>>;
beforeAll(async () => {
  router = await startCallbackDouble();
  service = await startCallingService([router]);
  customer = await addWatched(service);
});
afterEach(() => {
  router.conduct = {};
  router.delayMs = 0;
  expect(router.violations).toEqual([]);
});
afterAll(async () => {
  await service?.stop();
  await router?.stop();
  streams.restore();
});

/** Changes the status until that many events have come. */
async function hear(subscription: RouterSubscription, count: number) {
  for (let heard = eventsOf(subscription).length; heard < count; heard += 1) {
    await customer.setStatus(heard % 2 === 0 ? 'ERROR' : 'ACTIVE');
    await until(() => eventsOf(subscription).length > heard, 'the change has come');
  }
  return eventsOf(subscription);
}

describe('a subscription by callback', () => {
  test('that a router asks for again, since it got no answer, is one, and can be had again once it has ended', async () => {
    // Without heartbeats, which are checks as well.
    const subscription = router.open(0);
    router.delayMs = 100;
    const ask = () => askForCallback(service, subscription.extension, { variables: customer });
    const answers = await Promise.all([ask(), ask()]);
    router.delayMs = 0;
    answers.push(await ask());
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(streams.count(customer.id)).toBe(1);
    await hear(subscription, 2);
    await customer.setStatus('INACTIVE');
    await until(() => eventsOf(subscription).length >= 3, 'the last has come');
    expect(isChain(eventsOf(subscription))).toBe(true);
    expect(actionsOf(subscription)).toEqual(['check', 'next', 'next', 'next']);
    subscription.ended = true;
    await customer.setStatus('ACTIVE');
    await until(() => streams.count(customer.id) === 0, 'it has ended');
    subscription.ended = false;
    await until(
      async () => (await ask()).status === 200 && streams.count(customer.id) === 1,
      'it runs again',
    );
    subscription.ended = true;
    await customer.setStatus('ERROR');
    await until(() => streams.count(customer.id) === 0, 'it has ended again');
  });

  test('that could not start is tried anew when it is asked for again', async () => {
    const subscription = router.open();
    router.conduct = { check: 500 };
    const ask = () => askForCallback(service, subscription.extension, { variables: customer });
    expect((await ask()).status).toBe(400);
    router.conduct = {};
    expect((await ask()).status).toBe(200);
    subscription.ended = true;
    await customer.setStatus('INACTIVE');
    await until(() => streams.count(customer.id) === 0, 'it has ended');
  });

  test('is confirmed, then answered, then sent its events in order, until the router ends it', async () => {
    const subscription = router.open();
    expect(await askForCallback(service, subscription.extension, { variables: customer })).toEqual({
      status: 200,
      type: 'application/json; callbackSpec=1.0; charset=utf-8',
      body: { data: null },
    });
    expect(actionsOf(subscription)).toEqual(['check']);
    const events = await hear(subscription, 3);
    expect(events.map(({ status, integration }) => [status, integration.status])).toEqual([
      ['ERROR', 'ERROR'],
      ['ACTIVE', 'ACTIVE'],
      ['ERROR', 'ERROR'],
    ]);
    expect(isChain(events)).toBe(true);
    expect(actionsOf(subscription)).toEqual(['check', 'next', 'next', 'next']);

    subscription.ended = true;
    const requests = router.requests();
    await customer.setStatus('INACTIVE');
    await until(() => streams.count() === 0, 'the stream is closed');
    expect(router.requests(), 'one event met 404, and nothing came after it').toBe(requests + 1);
  });

  test('goes on where another one ended, without a gap', async () => {
    const first = await subscribe(router, service, customer);
    const { cursor } = (await hear(first, 2)).at(-1);
    first.ended = true;
    for (const status of ['INACTIVE', 'ACTIVE', 'ERROR']) await customer.setStatus(status);
    const second = await subscribe(router, service, { id: customer.id, after: cursor });
    await until(() => eventsOf(second).length === 3, 'what was missed has come');
    await customer.setStatus('ACTIVE');
    await until(() => eventsOf(second).length === 4, 'the live event has come');
    expect(eventsOf(second).map(({ status }) => status)).toEqual(['INACTIVE', 'ACTIVE', 'ERROR', 'ACTIVE']);
    expect(isChain(eventsOf(second), cursor)).toBe(true);
    second.ended = true;
  });

  test('keeps the order, and says nothing twice, while the router is slow', async () => {
    const subscription = await subscribe(router, service, customer);
    router.delayMs = 50;
    for (const status of ['INACTIVE', 'ACTIVE', 'ERROR', 'INACTIVE', 'ACTIVE'])
      await customer.setStatus(status);
    await until(() => eventsOf(subscription).length === 5, 'all has come');
    expect(isChain(eventsOf(subscription))).toBe(true);
    subscription.ended = true;
  });

  test('brings an event again that the router could not take at first', async () => {
    const subscription = await subscribe(router, service, customer);
    router.conduct = { next: 503 };
    await customer.setStatus('INACTIVE');
    await until(() => eventsOf(subscription).length === 1, 'it has come once');
    router.conduct = { next: 'drop' };
    await until(() => eventsOf(subscription).length === 2, 'it has come again');
    router.conduct = { next: 429 };
    await until(() => eventsOf(subscription).length === 3, 'and again');
    router.conduct = {};
    await customer.setStatus('ACTIVE');
    await until(() => eventsOf(subscription).at(-1).status === 'ACTIVE', 'both have come');
    const cursors = [...new Map(eventsOf(subscription).map((event) => [event.cursor, event])).values()];
    expect(cursors.map(({ status }) => status)).toEqual(['INACTIVE', 'ACTIVE']);
    expect(isChain(cursors)).toBe(true);
    subscription.ended = true;
  });
});

test('a router that hangs over one attempt is made another', async () => {
  const subscription = await subscribe(router, service, { ...customer, heartbeatMs: 4_000 });
  router.conduct = { next: 'hang' };
  await customer.setStatus('INACTIVE');
  await until(() => eventsOf(subscription).length === 1, 'it hangs');
  router.conduct = {};
  await customer.setStatus('ACTIVE');
  await until(() => eventsOf(subscription).at(-1).status === 'ACTIVE', 'both have come');
  expect(eventsOf(subscription).map(({ status }) => status)).toEqual(['INACTIVE', 'INACTIVE', 'ACTIVE']);
  subscription.ended = true;
});

describe('heartbeats', () => {
  const checks = (subscription: RouterSubscription) => actionsOf(subscription).length;

  test('come twice in each interval that the router asks for, however slow it answers', async () => {
    router.delayMs = 200;
    const subscription = await subscribe(router, service, { id: customer.id, heartbeatMs: 1_000 });
    await until(() => checks(subscription) >= 6, 'five heartbeats have come');
    const [first = 0, last = 0] = [1, 5].map((index) => subscription.messages[index]?.at);
    expect(last - first).toBeGreaterThan(1_500);
    // Four pauses of half a second, and what a busy machine adds; with a whole interval each it would be 4 s.
    expect(last - first).toBeLessThan(3_500);
    subscription.ended = true;
    await until(() => streams.count() === 0, 'the heartbeat that meets 404 ends it');
    expect(eventsOf(subscription)).toEqual([]);
  });

  test('do not come where the router wants none, nor in a flood where it wants too many', async () => {
    const none = await subscribe(router, service, { id: customer.id, heartbeatMs: 0 });
    const flood = await subscribe(router, service, { id: customer.id, heartbeatMs: 1 });
    const seldom = await subscribe(router, service, { id: customer.id, heartbeatMs: 1e12 });
    await sleep(1_100);
    expect(checks(none)).toBe(1);
    expect(checks(seldom), 'more than a timer holds is not at once').toBe(1);
    expect(checks(flood)).toBeLessThanOrEqual(5);
    expect(checks(flood)).toBeGreaterThan(1);
    for (const subscription of [none, flood, seldom]) subscription.ended = true;
    await customer.setStatus('ERROR');
    await until(() => streams.count() === 0, 'all have ended');
  });
});

describe('when the process goes', () => {
  test('each router is told to subscribe again, after what it has been sent', async () => {
    const leaving = await startCallingService([router]);
    const watched = await addWatched(leaving);
    const subscriptions = await Promise.all([1, 2, 3].map(() => subscribe(router, leaving, watched)));
    router.delayMs = 100;
    await watched.setStatus('ERROR');
    await until(() => subscriptions.every((one) => eventsOf(one).length === 1), 'the event is on its way');
    await leaving.stop();
    expect(streams.count()).toBe(0);
    for (const { messages } of subscriptions) {
      expect(messages.map(({ action }) => action)).toEqual(['check', 'next', 'complete']);
      const [error] = messages.at(-1)?.errors ?? [];
      expect(error).toMatchObject({
        message: expect.stringContaining('Subscribe again, with `after`'),
        extensions: { code: 'SERVICE_UNAVAILABLE' },
      });
    }
  });

  test('one that is being confirmed does not start any more, and the answer says so', async () => {
    const leaving = await startCallingService([router]);
    const confirming = router.open();
    router.delayMs = 1_000;
    const answer = askForCallback(leaving, confirming.extension);
    await until(() => actionsOf(confirming).length === 1, 'it is being confirmed');
    await leaving.stop();
    const { status, body } = await answer;
    expect({ status, code: body.errors?.[0].extensions.code }).toEqual({
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
    });
    expect(actionsOf(confirming)).toEqual(['check']);
  });

  test('a router that hangs holds it no longer than the grace period', async () => {
    const leaving = await startCallingService([router], { SHUTDOWN_GRACE_MS: '400' });
    const watched = await addWatched(leaving);
    await subscribe(router, leaving, watched);
    const confirming = router.open();
    router.conduct = { check: 'hang', next: 'hang', complete: 'hang' };
    const answer = askForCallback(leaving, confirming.extension).catch(() => 'cut off');
    await until(() => actionsOf(confirming).length === 1, 'one is being confirmed');
    await watched.setStatus('ERROR');
    const began = performance.now();
    await leaving.stop();
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(streams.count()).toBe(0);
    await answer;
  });
});
