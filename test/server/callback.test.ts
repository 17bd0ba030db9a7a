import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addCustomer, addIntegration, isChain, settled, until } from '../feed/support.ts';
import { type CallbackDouble, startCallbackDouble } from '../gateway/callback-double.ts';
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
  test('is confirmed first, then answered, then sent its events in order, and completed', async () => {
    const subscription = router.open();
    const variables = { id: customer };
    expect(await askForCallback(service, subscription.extension, { variables })).toEqual({
      status: 200,
      type: 'application/json; callbackSpec=1.0; charset=utf-8',
      body: { data: null },
    });
    expect(actionsOf(subscription)).toEqual(['check']);
    const events = await hear(subscription, 3);
    console.log(events);
    expect(isChain(events)).toBe(true);
    subscription.ended = true;
  });
});
