import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ACME_ID } from '../../src/demo/acme.ts';
import { ask, type Subscription, subscribeBySse, subscribeByWebsocket } from './ask.ts';
import { type Federation, startFederation } from './federation.ts';
import { gateways, subscribingGateways } from './gateways.ts';
import { whenLive } from './live.ts';
import { type Door, openDoor, type Served } from './serve.ts';

const SECRET = 'only-the-router-knows-this';
const WRONG = 'what-someone-else-guesses';
const CUSTOMER =
  'query ($id: ID!) { customer(id: $id) { name technicalEnvironment { technicalHealthScore } } }';
const CHANGED = `subscription ($id: ID!) {
  integrationStatusChanged(customerId: $id) { cursor customer { name } }
}`;
const OWN_CHANGED = 'subscription { integrationStatusChanged { cursor } }';
const acme = { id: ACME_ID };

// Where gateways are called back, which our service must know beforehand.
const doors = new Map<string, Door>();
let federation: Federation;
const opened: (Served | Subscription)[] = [];
beforeAll(async () => {
  for (const name of Object.keys(subscribingGateways)) doors.set(name, await openDoor());
  const origins = [...doors.values()].map(({ origin }) => origin);
  federation = await startFederation({ ROUTER_SECRET: SECRET, CALLBACK_ORIGINS: origins.join(',') });
});
// The last opened first: a client hangs up before its gateway goes.
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.stop();
});
afterAll(() => federation.stop());

function keep<T extends Served | Subscription>(one: T): T {
  opened.push(one);
  return one;
}

describe.each(Object.entries(gateways))('%s', (_, startGateway) => {
  test('is let in by the secret that it sends', async () => {
    const gateway = keep(await startGateway({ ...federation, secret: SECRET }));
    expect(await ask(gateway.url, CUSTOMER, acme)).toEqual({
      data: { customer: { name: 'Acme Corporation', technicalEnvironment: { technicalHealthScore: 85 } } },
    });
  });

  test('is told UNAUTHENTICATED without it, and what other subgraphs know still comes', async () => {
    const gateway = keep(await startGateway(federation));
    const { data, errors } = await ask(gateway.url, CUSTOMER, acme);
    expect(data).toEqual({ customer: { name: 'Acme Corporation', technicalEnvironment: null } });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  });
});

describe.each(Object.entries(subscribingGateways))('a subscription through %s', (name, startGateway) => {
  test.each([
    ['WebSocket', 'in the connection parameters'],
    ['server-sent events', 'in the header'],
    ['HTTP callback', 'in the header'],
  ] as const)('over %s is let in by the secret %s', async (transport, _where) => {
    const door = transport === 'HTTP callback' ? { door: doors.get(name) as Door } : {};
    const gateway = keep(await startGateway({ ...federation, secret: SECRET, transport, ...door }));
    const subscription = keep(subscribeBySse(gateway.url, CHANGED, acme));
    const { customer } = await whenLive(federation.service.db, subscription);
    expect(customer).toEqual({ name: 'Acme Corporation' });
  });

  test('ends in an error at once without it, instead of silence', async () => {
    const gateway = keep(await startGateway(federation));
    const { value } = await keep(subscribeBySse(gateway.url, CHANGED, acme)).next();
    expect(value.data ?? null).toBeNull();
    expect(value.errors).toHaveLength(1);
  });
});

describe('without a gateway', () => {
  test('HTTP answers 401 and UNAUTHENTICATED', async () => {
    const { status, data, errors } = await federation.service.ask('{ __typename }');
    expect({ status, data, codes: errors?.map(({ extensions }) => extensions.code) }).toEqual({
      status: 401,
      data: undefined,
      codes: ['UNAUTHENTICATED'],
    });
  });

  test.each([
    ['no secret', {}],
    ['a wrong one', { 'Router-Authorization': WRONG }],
  ])('a WebSocket with %s is closed with a code after which clients do not try again', async (_, params) => {
    const url = `${federation.service.url}/graphql`;
    const subscription = keep(subscribeByWebsocket(url, OWN_CHANGED, {}, params));
    await expect(subscription.next()).rejects.toMatchObject({
      code: 4401,
      reason: expect.stringContaining('UNAUTHENTICATED'),
    });
  });

  test('a WebSocket with the secret in its connection parameters is let in', async () => {
    const url = `${federation.service.url}/graphql`;
    const params = { 'Router-Authorization': SECRET };
    const subscription = keep(subscribeByWebsocket(url, OWN_CHANGED, {}, params));
    expect((await whenLive(federation.service.db, subscription)).cursor).toEqual(expect.any(String));
  });
});
