import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ACME_ID } from '../../src/demo/acme.ts';
import { type Subscription, subscribeBySse, subscribeByWebsocket } from './ask.ts';
import { type Federation, startFederation } from './federation.ts';
import { HEARTBEAT_MS, subscribingGateways, type Transport } from './gateways.ts';
import { type Change, hearUntil, setStatus, whenLive } from './live.ts';
import { type Door, openDoor, type Served } from './serve.ts';

const transports: readonly Transport[] = ['WebSocket', 'server-sent events', 'HTTP callback'];
const ways = Object.entries(subscribingGateways).flatMap(([name, startGateway]) =>
  transports.map((transport) => ({ name, transport, startGateway })),
);

const doors = new Map<(typeof ways)[number], Door>();
let federation: Federation;
let subscription: Subscription | undefined;
beforeAll(async () => {
  for (const way of ways) doors.set(way, await openDoor());
  const origins = [...doors.values()].map(({ origin }) => origin);
  federation = await startFederation({ CALLBACK_ORIGINS: origins.join(',') });
});
afterEach(() => subscription?.stop());
afterAll(() => federation.stop());

const statusChanged = (ofCustomer: string) => `subscription ($id: ID!) {
  integrationStatusChanged(customerId: $id) {
    cursor previousCursor previousStatus status
    integration { name status }
    customer { ${ofCustomer} }
  }
}`;

const isOf = (name: string, now: string) => (change: Change) =>
  change.integration.name === name && change.status === now;

const environmentChanged = `subscription ($id: ID!) {
  technicalEnvironmentChanged(customerId: $id) {
    cursor previousCursor sections
    customer { name segment }
    environment { customerId pendingIntegrations }
  }
}`;

describe.each(ways)('through $name over $transport', (way) => {
  let gateway: Served;
  beforeAll(async () => {
    const door = doors.get(way) as Door;
    gateway = await way.startGateway({ ...federation, transport: way.transport, door });
  });
  afterAll(() => gateway?.stop());

  test("a status written by plain SQL arrives in time, with the customer's name from another subgraph", async () => {
    const { db } = federation.service;
    await setStatus(db, 'Salesforce', 'ACTIVE');
    subscription = subscribeBySse(gateway.url, statusChanged('name segment'), { id: ACME_ID });
    const last = await whenLive(db, subscription);

    await setStatus(db, 'Salesforce', 'ERROR');

    expect(await hearUntil(isOf('Salesforce', 'ERROR'), subscription, last)).toMatchObject({
      previousStatus: 'ACTIVE',
      status: 'ERROR',
      integration: { name: 'Salesforce', status: 'ERROR' },
      customer: { name: 'Acme Corporation', segment: 'Enterprise' },
    });
  });

  test('an environment that changes arrives as it is now, with the name too', async () => {
    const { db } = federation.service;
    subscription = subscribeBySse(gateway.url, environmentChanged, { id: ACME_ID });
    const last = await whenLive(db, subscription);

    const name = randomUUID();
    await db.none('insert into pending_integrations (customer_id, name) values ($1, $2)', [ACME_ID, name]);

    const isPending = ({ sections }: Change) => sections.includes('PENDING_INTEGRATIONS');
    expect(await hearUntil(isPending, subscription, last)).toMatchObject({
      customer: { name: 'Acme Corporation', segment: 'Enterprise' },
      environment: { customerId: ACME_ID, pendingIntegrations: expect.arrayContaining([name]) },
    });
  });

  // Hive Gateway gives a callback up that it has not heard of for as long as it asked to hear within.
  if (way.transport === 'HTTP callback')
    test('silence ends nothing', async () => {
      const { db } = federation.service;
      await setStatus(db, 'Salesforce', 'ACTIVE');
      subscription = subscribeBySse(gateway.url, statusChanged('name'), { id: ACME_ID });
      const last = await whenLive(db, subscription);

      await sleep(3.5 * HEARTBEAT_MS);
      await setStatus(db, 'Salesforce', 'INACTIVE');

      expect(await hearUntil(isOf('Salesforce', 'INACTIVE'), subscription, last)).toMatchObject({
        customer: { name: 'Acme Corporation' },
      });
    });
});

test('without a gateway a status written by plain SQL arrives in time over a WebSocket', async () => {
  const { db, url } = federation.service;
  await setStatus(db, 'Salesforce', 'ACTIVE');
  subscription = subscribeByWebsocket(`${url}/graphql`, statusChanged('id'), { id: ACME_ID });
  const last = await whenLive(db, subscription);

  await setStatus(db, 'Salesforce', 'ERROR');

  expect(await hearUntil(isOf('Salesforce', 'ERROR'), subscription, last)).toMatchObject({
    previousStatus: 'ACTIVE',
    status: 'ERROR',
    integration: { name: 'Salesforce', status: 'ERROR' },
    customer: { id: ACME_ID },
  });
});
