import { afterEach, expect, test } from 'vitest';
import { openSocket, type Socket, type Subscriber } from '../../feed/subscriber.ts';
import { until } from '../../feed/support.ts';
import { startCallbackDouble } from '../../gateway/callback-double.ts';
import type { TestService } from '../../support/service.ts';
import { addWatched, askForCallback, CHANGES, startCallingService, subscribe } from '../callback-support.ts';

let service: TestService;
const sockets: Socket[] = [];
const open = () => {
  const socket = openSocket(service.url);
  sockets.push(socket);
  return socket;
};
afterEach(async () => {
  await Promise.all(sockets.splice(0).map((socket) => socket.close()));
  await service.stop();
});

const refused = (message: RegExp) => ({
  errors: [{ message: expect.stringMatching(message), extensions: { code: 'SERVICE_UNAVAILABLE' } }],
});

async function hears(subscriber: Subscriber, status: string): Promise<void> {
  const isThere = () =>
    subscriber.messages.some(({ data }) => data?.integrationStatusChanged.status === status);
  await until(isThere, `it has heard of ${status}`);
}

test('one too many on a connection is refused, and nothing else is', async () => {
  service = await startCallingService([], { MAX_SUBSCRIPTIONS_PER_CONNECTION: '2' });
  const customer = await addWatched(service);
  const [one, other] = [open(), open()];
  const [first, second] = [await one.subscribe(CHANGES), await one.subscribe(CHANGES)];
  const third = await one.subscribe(CHANGES);
  expect(await third.next()).toMatchObject(refused(/connection carries 2 subscriptions.*End one/));
  const elsewhere = await other.subscribe(CHANGES);
  await customer.setStatus('ERROR');
  for (const subscriber of [first, second, elsewhere]) await hears(subscriber, 'ERROR');

  // What is wrong with one does not count.
  first.stop();
  const wrong = await one.subscribe(CHANGES, { id: 'nonsense' });
  expect(await wrong.next()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  const instead = await one.subscribe(CHANGES);
  await customer.setStatus('INACTIVE');
  await hears(instead, 'INACTIVE');
  expect(await (await one.subscribe(CHANGES)).next()).toMatchObject(refused(/connection/));
});

test('one too many of a caller is refused over every transport, until another ends', async () => {
  const router = await startCallbackDouble();
  service = await startCallingService([router], { MAX_SUBSCRIPTIONS_PER_IDENTITY: '2' });
  const customer = await addWatched(service);
  const [one, other] = [open(), open()];
  const first = await one.subscribe(CHANGES);
  const byCallback = await subscribe(router, service, customer);

  expect(await (await other.subscribe(CHANGES)).next()).toMatchObject(refused(/You have 2 subscriptions/));
  const stream = await fetch(`${service.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: CHANGES }),
  });
  expect(await stream.text()).toMatch(/You have 2 subscriptions.*SERVICE_UNAVAILABLE[\s\S]*event: complete/);
  expect(await askForCallback(service, router.open().extension)).toMatchObject({
    status: 503,
    body: refused(/You have 2 subscriptions/),
  });

  await customer.setStatus('ERROR');
  await hears(first, 'ERROR');
  byCallback.ended = true;
  await customer.setStatus('ACTIVE');
  let instead: Subscriber | undefined;
  const isServed = async () => {
    instead = await other.subscribe(CHANGES);
    await customer.setStatus('ERROR');
    await customer.setStatus('INACTIVE');
    return !(await instead.next()).errors;
  };
  await until(isServed, 'there is room again');
  await router.stop();
});
