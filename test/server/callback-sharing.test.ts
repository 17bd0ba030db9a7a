import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openSocket } from '../feed/subscriber.ts';
import { isChain, settled, until } from '../feed/support.ts';
import { subscribeBySse } from '../gateway/ask.ts';
import {
  type CallbackDouble,
  type RouterSubscription,
  startCallbackDouble,
} from '../gateway/callback-double.ts';
import type { TestService } from '../support/service.ts';
import { addWatched, CHANGES, eventsOf, startCallingService, subscribe } from './callback-support.ts';

let routers: readonly [CallbackDouble, CallbackDouble];
let service: TestService;
let customer: Awaited<ReturnType<typeof addWatched>>;
beforeAll(async () => {
  routers = await Promise.all([startCallbackDouble(), startCallbackDouble()]);
  service = await startCallingService(routers, { SUBSCRIBER_BUFFER_BYTES: '65536' });
  customer = await addWatched(service);
});
afterEach(() => {
  for (const router of routers) {
    router.delayMs = 0;
    expect(router.violations).toEqual([]);
  }
});
afterAll(async () => {
  await service?.stop();
  await Promise.all(routers.map((router) => router.stop()));
});

const callbacks = () => service.metric('subscribers{transport="callback"}');

/** The router ends them, and they are gone. */
async function end(subscriptions: readonly RouterSubscription[]): Promise<void> {
  for (const subscription of subscriptions) subscription.ended = true;
  await customer.setStatus('INACTIVE');
  await until(async () => (await callbacks()) === 0, 'they have ended');
}

test('callbacks are told the same as sockets and event streams by one execution for each event', async () => {
  const [router] = routers;
  const subscriptions = await Promise.all(
    Array.from({ length: 10 }, () => subscribe(router, service, customer)),
  );
  const socket = openSocket(service.url);
  const onSocket = await socket.subscribe(CHANGES, { id: customer.id });
  const stream = subscribeBySse(`${service.url}/graphql/stream`, CHANGES, { id: customer.id });
  const onStream = stream.next();
  await until(async () => (await service.metric('subscribers{transport="sse"}')) === 1, 'the stream is open');
  expect(await service.metric('subscription_groups')).toBe(1);
  expect(await callbacks()).toBe(10);
  const figures = async () => ({
    executions: await service.metric('subscription_executions_total'),
    deliveries: await service.metric('subscription_deliveries_total'),
  });
  const before = await figures();

  for (const status of ['ERROR', 'INACTIVE', 'ACTIVE']) await customer.setStatus(status);

  await until(() => subscriptions.every((one) => eventsOf(one).length === 3), 'all routers have all');
  const told = [await onSocket.next(), await onSocket.next(), await onSocket.next()].map(
    ({ data }) => data.integrationStatusChanged,
  );
  expect(told.map(({ status }) => status)).toEqual(['ERROR', 'INACTIVE', 'ACTIVE']);
  for (const subscription of subscriptions) expect(eventsOf(subscription)).toEqual(told);
  expect((await onStream).value.data.integrationStatusChanged).toEqual(told[0]);
  const after = await figures();
  expect(after.executions - before.executions).toBe(3);
  expect(after.deliveries - before.deliveries).toBe(36);
  await Promise.all([socket.close(), stream.stop()]);
  await end(subscriptions);
});

test('one that resumes is counted, and catches up while others go on', async () => {
  const [router] = routers;
  const replays = await service.metric('subscription_replays_total');
  const first = await subscribe(router, service, customer);
  for (const status of ['ERROR', 'INACTIVE', 'ACTIVE', 'ERROR']) await customer.setStatus(status);
  await until(() => eventsOf(first).length === 4, 'all has come');
  const { cursor } = eventsOf(first)[0];
  const second = await subscribe(router, service, { id: customer.id, after: cursor });
  await customer.setStatus('ACTIVE');
  await until(() => eventsOf(second).length === 4, 'the rest has come');
  await until(() => eventsOf(first).length === 5, 'it goes on');
  expect(eventsOf(second).map((event) => event.cursor)).toEqual(
    eventsOf(first)
      .slice(1)
      .map((event) => event.cursor),
  );
  expect(isChain(eventsOf(second), cursor)).toBe(true);
  expect((await service.metric('subscription_replays_total')) - replays).toBe(1);
  await end([first, second]);
});

test('a router that is too slow is given up with a word how to come back, and delays nobody', async () => {
  const [quick, slow] = routers;
  await service.db.none('update integrations set health_reason = $2 where customer_id = $1', [
    customer.id,
    'x'.repeat(20_000),
  ]);
  await settled(service.db);
  const [other, laggard] = [
    await subscribe(quick, service, customer),
    await subscribe(slow, service, { id: customer.id, heartbeatMs: 0 }),
  ];
  slow.delayMs = 3_000;
  let written = 0;
  while ((await service.metric('cuts_total{transport="callback"}')) === 0) {
    await customer.setStatus(written % 2 === 0 ? 'ACTIVE' : 'ERROR');
    written += 1;
    expect(written, 'it is given up').toBeLessThan(60);
    await until(() => eventsOf(other).length === written, 'the other has heard it');
  }
  slow.delayMs = 0;
  await until(() => laggard.ended, 'it is told so');
  expect(eventsOf(laggard).length).toBeLessThan(written);
  expect(laggard.messages.at(-1)?.action).toBe('complete');
  expect(laggard.messages.at(-1)?.errors).toMatchObject([
    { message: expect.stringMatching(/too slow.*`after`/), extensions: { code: 'SERVICE_UNAVAILABLE' } },
  ]);
  expect(isChain(eventsOf(other))).toBe(true);
  await sleep(100);
  expect(eventsOf(other)).toHaveLength(written);
  await end([other]);
});
