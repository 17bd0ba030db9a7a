import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addCustomer, addIntegration, isChain, settled, until } from '../feed/support.ts';
import {
  type CallbackDouble,
  type Conduct,
  type RouterSubscription,
  startCallbackDouble,
} from '../gateway/callback-double.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { actionsOf, askForCallback, countStreams, eventsOf } from './callback-support.ts';

let router: CallbackDouble;
let service: TestService;
let streams: ReturnType<typeof countStreams>;
let customer: string;
let integration: string;
beforeAll(async () => {
  streams = countStreams();
  router = await startCallbackDouble();
  service = await startTestService({ variables: { CALLBACK_ORIGINS: router.origin } });
  customer = await addCustomer(service.db);
  integration = await addIntegration(service.db, customer);
  await settled(service.db);
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

async function setStatus(status: string) {
  await service.db.none('update integrations set status = $2 where id = $1', [integration, status]);
}

/** A subscription to the customer's changes that stands. */
async function subscribe(heartbeatIntervalMs?: number, after: string | null = null) {
  const subscription = router.open(heartbeatIntervalMs);
  const { status } = await askForCallback(service, subscription.extension, {
    variables: { id: customer, after },
  });
  expect(status).toBe(200);
  return subscription;
}

/** Changes statuses until that many events have come. */
async function hear(subscription: Awaited<ReturnType<typeof subscribe>>, count: number) {
  for (let heard = eventsOf(subscription).length; heard < count; heard += 1) {
    await setStatus(heard % 2 === 0 ? 'ERROR' : 'ACTIVE');
    await until(() => eventsOf(subscription).length > heard, 'the change has come');
  }
  return eventsOf(subscription);
}

describe('a subscription by callback', () => {
  test('is confirmed first, then answered, then sent its events in order, until the router ends it', async () => {
    const subscription = router.open();
    const variables = { id: customer };
    expect(await askForCallback(service, subscription.extension, { variables })).toEqual({
      status: 200,
      type: 'application/json; callbackSpec=1.0; charset=utf-8',
      body: { data: null },
    });
    expect(actionsOf(subscription)).toEqual(['check']);
    const events = await hear(subscription, 3);
    expect(events.map(({ status, integration: now }) => [status, now.status])).toEqual([
      ['ERROR', 'ERROR'],
      ['ACTIVE', 'ACTIVE'],
      ['ERROR', 'ERROR'],
    ]);
    expect(isChain(events)).toBe(true);
    expect(actionsOf(subscription)).toEqual(['check', 'next', 'next', 'next']);

    subscription.ended = true;
    const requests = router.requests();
    await setStatus('INACTIVE');
    await until(() => streams.count() === 0, 'the stream is closed');
    expect(router.requests(), 'one event met 404, and nothing came after it').toBe(requests + 1);
  });

  test('goes on where another one ended, without a gap', async () => {
    const first = await subscribe();
    const heard = await hear(first, 2);
    first.ended = true;
    for (const status of ['INACTIVE', 'ACTIVE', 'ERROR']) await setStatus(status);
    const second = await subscribe(5_000, heard.at(-1).cursor);
    await until(() => eventsOf(second).length === 3, 'what was missed has come');
    await setStatus('ACTIVE');
    await until(() => eventsOf(second).length === 4, 'the live event has come');
    expect(eventsOf(second).map(({ status }) => status)).toEqual(['INACTIVE', 'ACTIVE', 'ERROR', 'ACTIVE']);
    expect(isChain(eventsOf(second), heard.at(-1).cursor)).toBe(true);
    second.ended = true;
  });

  test('keeps order and says nothing twice while the router is slow', async () => {
    const subscription = await subscribe();
    router.delayMs = 50;
    for (const status of ['INACTIVE', 'ACTIVE', 'ERROR', 'INACTIVE', 'ACTIVE']) await setStatus(status);
    await until(() => eventsOf(subscription).length === 5, 'all has come');
    expect(isChain(eventsOf(subscription))).toBe(true);
    subscription.ended = true;
  });

  test('brings an event again that the router could not take at first', async () => {
    const subscription = await subscribe();
    router.conduct = { next: 503 };
    await setStatus('INACTIVE');
    await until(() => eventsOf(subscription).length === 1, 'it has come once');
    router.conduct = { next: 'drop' };
    await until(() => eventsOf(subscription).length === 2, 'it has come twice');
    router.conduct = {};
    await setStatus('ACTIVE');
    await until(() => eventsOf(subscription).length >= 4, 'both have come');
    expect(new Set(eventsOf(subscription).map(({ status }) => status))).toEqual(
      new Set(['INACTIVE', 'ACTIVE']),
    );
    expect(eventsOf(subscription).at(-1)).toMatchObject({ status: 'ACTIVE' });
    subscription.ended = true;
  });
});

describe('heartbeats', () => {
  const checks = (subscription: RouterSubscription) => actionsOf(subscription).length;

  test('come twice in each interval that the router asks for, however slow it answers', async () => {
    router.delayMs = 200;
    const subscription = await subscribe(1_000);
    await until(() => checks(subscription) >= 6, 'five heartbeats have come');
    const [first, last] = [subscription.messages[1], subscription.messages[5]].map((message) => message?.at);
    expect(Number(last) - Number(first)).toBeGreaterThan(1_500);
    // Four pauses of half a second each, and what a busy machine adds; a whole interval each would be 4 s.
    expect(Number(last) - Number(first)).toBeLessThan(3_500);
    subscription.ended = true;
    await until(() => streams.count() === 0, 'a heartbeat that meets 404 ends it');
    expect(eventsOf(subscription)).toEqual([]);
  });

  test('do not come where the router wants none, nor in a flood where it wants too many', async () => {
    const none = await subscribe(0);
    const flood = await subscribe(1);
    await sleep(1_100);
    expect(checks(none)).toBe(1);
    expect(checks(flood)).toBeLessThanOrEqual(5);
    expect(checks(flood)).toBeGreaterThan(1);
    for (const subscription of [none, flood]) subscription.ended = true;
    await setStatus('INACTIVE');
    await until(() => streams.count() === 0, 'both have ended');
  });
});

describe('a router in trouble is not waited for: the stream is closed and the requests are few', () => {
  // The shortest patience is a second, whatever the interval.
  const INTERVAL_MS = 600;

  test.each<[string, Partial<Record<string, Conduct>>]>([
    ['events are answered with 500', { next: 500 }],
    ['everything is answered with 503', { next: 503, check: 503, complete: 503 }],
    ['everything hangs', { next: 'hang', check: 'hang', complete: 'hang' }],
    ['connections are dropped', { next: 'drop', check: 'drop', complete: 'drop' }],
    ['events are refused', { next: 400 }],
    ['heartbeats are answered by something else', { check: 200 }],
  ])('%s', async (_, conduct) => {
    const subscription = await subscribe(INTERVAL_MS);
    router.conduct = conduct;
    const requests = router.requests();
    await setStatus('INACTIVE');
    await setStatus('ACTIVE');
    await until(() => streams.count() === 0, 'the stream is closed');
    // The last word is tried for a while too.
    await sleep(2_200);
    const made = router.requests() - requests;
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(20);
    await setStatus('ERROR');
    await sleep(400);
    expect(router.requests() - requests, 'nothing comes afterwards').toBe(made);
    const last = subscription.messages.at(-1);
    expect(last).toMatchObject({
      action: 'complete',
      errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
    });
    expect(last?.errors?.[0].message).toContain('`after`');
    subscription.ended = true;
  });

  test('it does not know the verifier any more', async () => {
    const subscription = await subscribe(INTERVAL_MS);
    subscription.verifier = 'another';
    const requests = router.requests();
    await until(() => streams.count() === 0, 'the stream is closed');
    await sleep(400);
    expect(router.requests() - requests).toBeLessThanOrEqual(2);
    expect(service.logged()).toContain('A subscription by callback ends');
  });

  test('it is gone', async () => {
    const other = await startCallbackDouble();
    const around = await startTestService({
      variables: { CALLBACK_ORIGINS: `${router.origin}, ${other.origin}` },
    });
    const { extension } = other.open(INTERVAL_MS);
    expect(await askForCallback(around, extension)).toMatchObject({ status: 200 });
    expect(streams.count()).toBe(1);
    await other.stop();
    await until(() => streams.count() === 0, 'the stream is closed');
    await around.stop();
  });
});

describe('a subscription does not start, and says why,', () => {
  test.each<[string, Conduct]>([
    ['that the router does not confirm', 400],
    ['that the router does not know', 404],
    ['that is confirmed by something else than a router', 200],
    ['whose router is in trouble', 500],
    ['whose router leads elsewhere', { redirect: 'http://127.0.0.1:1/callback' }],
  ])('%s', async (_, conduct) => {
    router.conduct = { check: conduct };
    const subscription = router.open(600);
    const { status, body } = await askForCallback(service, subscription.extension);
    expect({ status, code: body.errors?.[0].extensions.code }).toEqual({ status: 400, code: 'BAD_REQUEST' });
    expect(body.errors[0].message).toMatch(/did not confirm/);
    expect(streams.count()).toBe(0);
    const requests = router.requests();
    await sleep(400);
    expect(router.requests()).toBe(requests);
  });

  test.each([
    ['of a field that does not exist', { query: 'subscription { nothing }' }, 'GRAPHQL_VALIDATION_FAILED', 0],
    ['that does not parse', { query: 'subscription {' }, 'GRAPHQL_PARSE_FAILED', 0],
    ['that is too deep', { query: deep() }, 'GRAPHQL_VALIDATION_FAILED', 0],
    ['of what is no UUID', { variables: { id: 'nonsense' } }, 'BAD_USER_INPUT', 1],
    ['with a variable of another type', { variables: { id: { x: 1 } } }, 'BAD_USER_INPUT', 1],
    ['after a cursor of another feed', { variables: { after: 'bm8' } }, 'CURSOR_EXPIRED', 1],
  ])('%s', async (_, request, code, checks) => {
    const subscription = router.open(600);
    const { status, body } = await askForCallback(service, subscription.extension, request);
    expect({ status, code: body.errors?.[0].extensions.code }).toEqual({ status: 400, code });
    await sleep(400);
    expect(actionsOf(subscription)).toEqual(Array.from({ length: checks }, () => 'check'));
    expect(streams.count()).toBe(0);
  });

  test('beyond the most that a process serves, until another one ends', async () => {
    const small = await startTestService({
      variables: { CALLBACK_ORIGINS: router.origin, MAX_CALLBACK_SUBSCRIPTIONS: '2' },
    });
    const [first, second, third] = [router.open(600), router.open(600), router.open(600)] as const;
    // At the same time, so that those which are being confirmed count too.
    router.delayMs = 100;
    const answers = await Promise.all(
      [first, second, third].map(({ extension }) => askForCallback(small, extension)),
    );
    router.delayMs = 0;
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 503]);
    expect(answers[2]?.body.errors).toMatchObject([
      {
        message: expect.stringContaining('serves 2 subscriptions'),
        extensions: { code: 'SERVICE_UNAVAILABLE' },
      },
    ]);
    first.ended = true;
    await until(() => streams.count() === 1, 'one has ended');
    expect(await askForCallback(small, third.extension)).toMatchObject({ status: 200 });
    await small.stop();
  });
});

function deep(): string {
  const rounds = 'customer { technicalEnvironment { integrations { '.repeat(6);
  return `subscription { integrationStatusChanged { ${rounds} id ${'}'.repeat(18)} } }`;
}
