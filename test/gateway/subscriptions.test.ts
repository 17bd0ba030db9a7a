import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ACME_ID } from '../../src/demo/acme.ts';
import { type Subscription, subscribeBySse, subscribeByWebsocket } from './ask.ts';
import { type Federation, startFederation } from './federation.ts';
import { subscribingGateways } from './gateways.ts';
import { hearOf, setStatus, whenLive } from './live.ts';
import type { Served } from './serve.ts';

let federation: Federation;
let gateway: Served | undefined;
let subscription: Subscription | undefined;
beforeAll(async () => {
  federation = await startFederation();
});
afterEach(async () => {
  await subscription?.stop();
  await gateway?.stop();
  gateway = undefined;
});
afterAll(() => federation.stop());

const changed = (ofCustomer: string) => `subscription ($id: ID!) {
  integrationStatusChanged(customerId: $id) {
    cursor previousCursor previousStatus status
    integration { name status }
    customer { ${ofCustomer} }
  }
}`;

test.each(Object.entries(subscribingGateways))(
  "through %s a status written by plain SQL arrives in time, with the customer's name from another subgraph",
  async (_, startGateway) => {
    const { db } = federation.service;
    await setStatus(db, 'Salesforce', 'ACTIVE');
    gateway = await startGateway(federation);
    subscription = subscribeBySse(gateway.url, changed('name segment'), { id: ACME_ID });
    const last = await whenLive(db, subscription);

    await setStatus(db, 'Salesforce', 'ERROR');

    expect(await hearOf('Salesforce', subscription, last)).toMatchObject({
      previousStatus: 'ACTIVE',
      status: 'ERROR',
      integration: { name: 'Salesforce', status: 'ERROR' },
      customer: { name: 'Acme Corporation', segment: 'Enterprise' },
    });
  },
);

test('without a gateway a status written by plain SQL arrives in time over a WebSocket', async () => {
  const { db, url } = federation.service;
  await setStatus(db, 'Salesforce', 'ACTIVE');
  subscription = subscribeByWebsocket(`${url}/graphql`, changed('id'), { id: ACME_ID });
  const last = await whenLive(db, subscription);

  await setStatus(db, 'Salesforce', 'ERROR');

  expect(await hearOf('Salesforce', subscription, last)).toMatchObject({
    previousStatus: 'ACTIVE',
    status: 'ERROR',
    integration: { name: 'Salesforce', status: 'ERROR' },
    customer: { id: ACME_ID },
  });
});
