import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../feed/support.ts';
import { type CallbackDouble, type Conduct, startCallbackDouble } from '../gateway/callback-double.ts';
import type { TestService } from '../support/service.ts';
import {
  actionsOf,
  addWatched,
  askForCallback,
  startCallingService,
  subscribe,
  watchStreams,
} from './callback-support.ts';

// The shortest that we wait for a router is a second, however short its interval is.
const INTERVAL_MS = 600;
const TRYING_MS = 1_000;

const troubles: readonly (readonly [string, Partial<Record<string, Conduct>>])[] = [
  ['answers events with 500', { next: 500 }],
  ['answers everything with 503', { next: 503, check: 503, complete: 503 }],
  ['hangs', { next: 'hang', check: 'hang', complete: 'hang' }],
  ['drops connections', { next: 'drop', check: 'drop', complete: 'drop' }],
  ['refuses events', { next: 400 }],
  ['has left its address to something else', { check: 200 }],
];

const streams = watchStreams();
const routers: CallbackDouble[] = [];
let service: TestService;
beforeAll(async () => {
  for (const _ of [...troubles, 'forgetful', 'gone']) routers.push(await startCallbackDouble());
  service = await startCallingService(routers);
});
afterAll(async () => {
  await service?.stop();
  await Promise.all(routers.map((router) => router.stop()));
  streams.restore();
});

describe.concurrent('the stream is closed, after few requests, of a router that', () => {
  test.each(troubles.map(([name, conduct], index) => [name, conduct, index] as const))(
    '%s',
    async (_, conduct, index) => {
      const router = routers[index] as CallbackDouble;
      const customer = await addWatched(service);
      const subscription = await subscribe(router, service, { id: customer.id, heartbeatMs: INTERVAL_MS });
      const requests = router.requests();
      router.conduct = conduct;
      await customer.setStatus('INACTIVE');
      await customer.setStatus('ACTIVE');
      await until(() => streams.count(customer.id) === 0, 'the stream is closed');
      await until(() => actionsOf(subscription).at(-1) === 'complete', 'the last word is said');
      expect(subscription.messages.at(-1)?.errors).toMatchObject([
        { message: expect.stringContaining('`after`'), extensions: { code: 'SERVICE_UNAVAILABLE' } },
      ]);
      // That is tried for a while too.
      await sleep(TRYING_MS + 500);
      const made = router.requests() - requests;
      expect(made).toBeLessThan(20);
      await customer.setStatus('ERROR');
      await sleep(500);
      expect(router.requests() - requests, 'nothing comes afterwards').toBe(made);
      expect(router.violations).toEqual([]);
    },
  );

  test('does not know the verifier any more', async () => {
    const router = routers.at(-2) as CallbackDouble;
    const customer = await addWatched(service);
    const subscription = await subscribe(router, service, { id: customer.id, heartbeatMs: INTERVAL_MS });
    const requests = router.requests();
    subscription.verifier = 'another';
    await until(() => streams.count(customer.id) === 0, 'the stream is closed');
    await sleep(500);
    expect(router.requests() - requests).toBeLessThanOrEqual(2);
    expect(actionsOf(subscription)).toEqual(['check']);
    expect(service.logged()).toContain('A subscription by callback ends');
  });

  test('is gone', async () => {
    const router = routers.at(-1) as CallbackDouble;
    const customer = await addWatched(service);
    await subscribe(router, service, { id: customer.id, heartbeatMs: INTERVAL_MS });
    expect(streams.count(customer.id)).toBe(1);
    await router.stop();
    await until(() => streams.count(customer.id) === 0, 'the stream is closed');
  });
});

describe('a subscription does not start, and the answer says why,', () => {
  test.each<[string, Conduct]>([
    ['when the router does not confirm it', 400],
    ['when the router does not know it', 404],
    ['when something else than a router confirms it', 200],
    ['when the router is in trouble', 500],
    ['when the router leads elsewhere', { redirect: 'http://127.0.0.1:1/callback' }],
  ])('%s', async (_, conduct) => {
    const router = routers[0] as CallbackDouble;
    router.conduct = { check: conduct };
    const { status, body } = await askForCallback(service, router.open(INTERVAL_MS).extension);
    expect({ status, code: body.errors?.[0].extensions.code }).toEqual({ status: 400, code: 'BAD_REQUEST' });
    expect(body.errors[0].message).toMatch(/did not confirm/);
    expect(streams.count()).toBe(0);
    const requests = router.requests();
    await sleep(400);
    expect(router.requests(), 'no heartbeat comes for it').toBe(requests);
  });
});
