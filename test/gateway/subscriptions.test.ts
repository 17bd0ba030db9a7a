import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ACME_ID } from '../../src/demo/acme.ts';
import { type GatewayAnswer, type Subscription, subscribeBySse, subscribeByWebsocket } from './ask.ts';
import { type Federation, startFederation } from './federation.ts';
import { subscribingGateways } from './gateways.ts';
import type { Served } from './serve.ts';

const IN_TIME_MS = 2_000;
const CONNECTED_MS = 10_000;

let federation: Federation;
let subscription: Subscription | undefined;
beforeAll(async () => {
  federation = await startFederation();
});
afterEach(() => subscription?.stop());
afterAll(() => federation.stop());

const CHANGED = (customer: string) => `subscription ($id: ID!) {
  integrationStatusChanged(customerId: $id) {
    cursor previousCursor previousStatus status
    integration { name status }
    customer { ${customer} }
  }
}`;

/** What the integration service does, which knows nothing of us. */
async function setStatus(name: string, status: string): Promise<void> {
  await federation.service.db.none(
    'update integrations set status = $3 where customer_id = $1 and name = $2',
    [ACME_ID, name, status],
  );
}

/** The next event's answer; an error when it is late or the stream is over. */
async function hear({ next }: Subscription, withinMs = IN_TIME_MS): Promise<GatewayAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Heard nothing for ${withinMs} ms.`)), withinMs);
  });
  try {
    const { done, value } = await Promise.race([next(), late]);
    if (done) throw new Error('The stream is over.');
    return value;
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until events come through: a subscriber is not told when that is, so Zapier flickers until it hears of it. */
async function whenLive(heard: Subscription): Promise<string> {
  let off = false;
  const flicker = setInterval(() => {
    off = !off;
    void setStatus('Zapier', off ? 'INACTIVE' : 'ACTIVE');
  }, 100);
  const first = await hear(heard, CONNECTED_MS).finally(() => clearInterval(flicker));
  expect(first.errors).toBeUndefined();
  return first.data.integrationStatusChanged.cursor;
}

/** The next event that is not the flicker's; every one on the way must follow the one before it. */
async function hearOf(name: string, heard: Subscription, cursor: string): Promise<GatewayAnswer> {
  for (let last = cursor; ; ) {
    const answer = await hear(heard);
    const change = answer.data?.integrationStatusChanged;
    expect(change?.previousCursor).toBe(last);
    last = change.cursor;
    if (change.integration.name === name) return answer;
  }
}

describe.each(Object.entries(subscribingGateways))('through %s', (_, startGateway) => {
  let gateway: Served;
  beforeAll(async () => {
    await setStatus('Salesforce', 'ACTIVE');
    gateway = await startGateway(federation);
  });
  afterAll(() => gateway.stop());

  test("a status written by plain SQL arrives in time, with the customer's name from another subgraph", async () => {
    subscription = subscribeBySse(gateway.url, CHANGED('name segment'), { id: ACME_ID });
    const cursor = await whenLive(subscription);

    await setStatus('Salesforce', 'ERROR');

    const { errors, data } = await hearOf('Salesforce', subscription, cursor);
    expect(errors).toBeUndefined();
    expect(data.integrationStatusChanged).toMatchObject({
      previousStatus: 'ACTIVE',
      status: 'ERROR',
      integration: { name: 'Salesforce', status: 'ERROR' },
      customer: { name: 'Acme Corporation', segment: 'Enterprise' },
    });
  });
});

describe('without a gateway', () => {
  test('a status written by plain SQL arrives in time over a WebSocket', async () => {
    await setStatus('Slack', 'ACTIVE');
    const url = `${federation.service.url}/graphql`;
    subscription = subscribeByWebsocket(url, CHANGED('id'), { id: ACME_ID });
    const cursor = await whenLive(subscription);

    await setStatus('Slack', 'ERROR');

    const { errors, data } = await hearOf('Slack', subscription, cursor);
    expect(errors).toBeUndefined();
    expect(data.integrationStatusChanged).toMatchObject({
      previousStatus: 'ACTIVE',
      status: 'ERROR',
      customer: { id: ACME_ID },
    });
  });
});
