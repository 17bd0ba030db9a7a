import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { openSocket, type Socket, type Subscriber } from './subscriber.ts';
import { addCustomers, addIntegration, change, isChain } from './support.ts';

let service: TestService;
let socket: Socket;
let customers: [string, string, string];
let integrations: [string, string, string];

beforeAll(async () => {
  service = await startTestService();
});
beforeEach(async () => {
  socket = openSocket(service.url);
  customers = (await addCustomers(service.db, 3)) as typeof customers;
  const adding = customers.map((id) => addIntegration(service.db, id));
  integrations = (await Promise.all(adding)) as typeof integrations;
});
afterEach(() => socket.close());
afterAll(() => service.stop());

const STATUS = `subscription ($customerId: ID, $customerIds: [ID!], $after: String) {
  integrationStatusChanged(customerId: $customerId, customerIds: $customerIds, after: $after) {
    cursor previousCursor at
    customer { id } integration { id healthStatus }
    previousStatus status previousHealthStatus healthStatus reason
  }
}`;

const SECTIONS = `subscription ($customerId: ID!, $after: String) {
  technicalEnvironmentChanged(customerId: $customerId, after: $after) {
    cursor previousCursor customer { id } sections
    environment { customerId deployment { version } issues { title } integrations { healthStatus } }
  }
}`;

const setHealth = (id: string, health: string) =>
  service.db.none(`update integrations set health_status = $2, health_reason = 'tests' where id = $1`, [
    id,
    health,
  ]);

async function nextChange(subscriber: Subscriber) {
  const { data, errors } = await subscriber.next();
  expect(errors).toBeUndefined();
  return data.integrationStatusChanged ?? data.technicalEnvironmentChanged;
}

/** Whose changes a subscriber hears when each of the three customers has one, in this order. */
async function heard(variables: Record<string, unknown>): Promise<number[]> {
  const all = await socket.subscribe(STATUS);
  const subscriber = await socket.subscribe(STATUS, variables);
  // Twice, so that what comes at all of the first time has come when the second is over.
  for (const health of ['DOWN', 'DEGRADED']) {
    for (const id of integrations) {
      await setHealth(id, health);
      while ((await nextChange(all)).integration?.id !== id);
    }
  }
  return subscriber.messages
    .map(({ data }) => data.integrationStatusChanged)
    .filter(({ healthStatus }) => healthStatus === 'DOWN')
    .map(({ customer }) => customers.indexOf(customer.id))
    .filter((index) => index >= 0);
}

describe('integrationStatusChanged', () => {
  test('says what changed from what to what, of which customer, and gives the integration', async () => {
    const subscriber = await socket.subscribe(STATUS, { customerId: customers[0] });
    await setHealth(integrations[0], 'DOWN');
    expect(await nextChange(subscriber)).toEqual({
      cursor: expect.any(String),
      previousCursor: expect.any(String),
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      customer: { id: customers[0] },
      integration: { id: integrations[0], healthStatus: 'DOWN' },
      previousStatus: 'ACTIVE',
      status: 'ACTIVE',
      previousHealthStatus: 'HEALTHY',
      healthStatus: 'DOWN',
      reason: 'tests',
    });
  });

  test('gives a reason for what the owner of the integration declares', async () => {
    const subscriber = await socket.subscribe(STATUS, { customerId: customers[0] });
    const declare = (status: string, more = '') =>
      service.db.none(`update integrations set status = $2 ${more} where id = $1`, [integrations[0], status]);
    await declare('ERROR');
    await declare('INACTIVE');
    await declare('ACTIVE');
    await declare('ERROR', `, health_status = 'DOWN', health_reason = 'tests'`);
    const events = [];
    while (events.length < 4) events.push(await nextChange(subscriber));
    expect(events.map(({ status, reason }) => [status, reason])).toEqual([
      ['ERROR', 'Its owner reports an error'],
      ['INACTIVE', 'Its owner has switched it off'],
      ['ACTIVE', 'Its owner reports that it works'],
      ['ERROR', 'tests'],
    ]);
  });

  test.each(['DOWN', 'DEGRADED'])('gives a reason for a recovery from %s', async (health) => {
    const subscriber = await socket.subscribe(STATUS, { customerId: customers[0] });
    const set = (status: string, reason: string | null) =>
      service.db.none('update integrations set health_status = $2, health_reason = $3 where id = $1', [
        integrations[0],
        status,
        reason,
      ]);
    await set(health, `tests of ${health}`);
    await set('HEALTHY', null);
    let event = await nextChange(subscriber);
    while (event.healthStatus !== 'HEALTHY') event = await nextChange(subscriber);
    expect(event.reason).toBe(`It has recovered from being ${health.toLowerCase()}`);
  });

  test.each([
    ['of one customer', () => ({ customerId: customers[1] }), [1]],
    ['of several', () => ({ customerIds: [customers[0], customers[2]] }), [0, 2]],
    ['of several and one', () => ({ customerIds: [customers[0]], customerId: customers[1] }), [0, 1]],
    ['of one whose id is in capitals', () => ({ customerId: customers[1].toUpperCase() }), [1]],
    ['of all where none is named', () => ({}), [0, 1, 2]],
    ['of all where null is named', () => ({ customerId: null, customerIds: null }), [0, 1, 2]],
    ['of none where the list is empty', () => ({ customerIds: [] }), []],
    ['of none that does not exist', () => ({ customerId: randomUUID() }), []],
  ])('hears changes %s', async (_, variables, expected) => {
    expect(await heard(variables())).toEqual(expected);
  });

  test('resumes after a cursor, first with what was missed, and the chain does not break', async () => {
    const before = await socket.subscribe(STATUS, { customerId: customers[0] });
    await setHealth(integrations[0], 'DOWN');
    const first = await nextChange(before);
    before.stop();
    for (const health of ['UNKNOWN', 'DEGRADED']) await setHealth(integrations[0], health);
    const after = await socket.subscribe(STATUS, { customerId: customers[0], after: first.cursor });
    await setHealth(integrations[0], 'HEALTHY');
    const events = [await nextChange(after), await nextChange(after), await nextChange(after)];
    expect(events.map(({ healthStatus }) => healthStatus)).toEqual(['UNKNOWN', 'DEGRADED', 'HEALTHY']);
    expect(isChain(events, first.cursor)).toBe(true);
  });

  test('gives null for an integration that is gone by the time its event is told', async () => {
    const subscriber = await socket.subscribe(STATUS, { customerId: customers[0] });
    await service.db.tx(async (tx) => {
      await tx.none(`update integrations set status = 'ERROR' where id = $1`, [integrations[0]]);
      await tx.none('delete from integrations where id = $1', [integrations[0]]);
    });
    expect(await nextChange(subscriber)).toMatchObject({ status: 'ERROR', integration: null });
  });
});

describe('technicalEnvironmentChanged', () => {
  test('names the section and gives the environment as it is at each event', async () => {
    const [customerId] = customers;
    await service.db.none(
      `insert into deployments (customer_id, model, region, version) values ($1, 'HYBRID', 'EU-West', '0')`,
      [customerId],
    );
    const subscriber = await socket.subscribe(SECTIONS, { customerId });
    await change(service.db, customers[1]);
    await change(service.db, customerId);
    // What was committed just before may be told as well; this is not.
    for (let at = ''; at !== 'PENDING_INTEGRATIONS'; ) [at] = (await nextChange(subscriber)).sections;

    for (const version of ['1', '2', '3']) {
      await service.db.none('update deployments set version = $2 where customer_id = $1', [
        customerId,
        version,
      ]);
      expect(await nextChange(subscriber)).toMatchObject({
        customer: { id: customerId },
        sections: ['DEPLOYMENT'],
        environment: { customerId, deployment: { version } },
      });
    }
    await setHealth(integrations[0], 'DOWN');
    expect(await nextChange(subscriber)).toMatchObject({
      sections: ['INTEGRATIONS'],
      environment: { integrations: [{ healthStatus: 'DOWN' }] },
    });
    await service.db.none('delete from customers where id = $1', [customerId]);
    expect((await nextChange(subscriber)).environment).toBeNull();
    const { messages } = subscriber;
    expect(isChain(messages.map(({ data }) => data.technicalEnvironmentChanged))).toBe(true);
  });
});

describe('what cannot be subscribed to is refused with its reason', () => {
  test.each([
    ['an id that is none', STATUS, { customerId: 'acme' }, 'BAD_USER_INPUT'],
    ['a bad id among good ones', STATUS, { customerIds: [randomUUID(), "x' or 1=1"] }, 'BAD_USER_INPUT'],
    ['an empty id, which is not all customers', STATUS, { customerId: '' }, 'BAD_USER_INPUT'],
    ['an id that is none, of an environment', SECTIONS, { customerId: '' }, 'BAD_USER_INPUT'],
    ['an id that is missing', SECTIONS, {}, 'BAD_USER_INPUT'],
    ['a cursor that is none', STATUS, { after: 'yesterday' }, 'CURSOR_EXPIRED'],
    ['an empty cursor', SECTIONS, { customerId: randomUUID(), after: '' }, 'CURSOR_EXPIRED'],
  ])('%s', async (_, query, variables, code) => {
    const { errors, data } = await (await socket.subscribe(query, variables)).next();
    expect(data ?? null).toBeNull();
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([code]);
  });

  test('a history that ends ends its subscriptions with a code, while the socket goes on', async () => {
    const subscriber = await socket.subscribe(STATUS, { customerId: customers[0] });
    await setHealth(integrations[0], 'DOWN');
    await nextChange(subscriber);
    await service.db.none('update feed_epoch set epoch = gen_random_uuid()');
    const { errors } = await subscriber.next();
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['CURSOR_EXPIRED']);
    const anew = await socket.subscribe(STATUS, { customerId: customers[0] });
    await setHealth(integrations[0], 'HEALTHY');
    expect(await nextChange(anew)).toMatchObject({ previousHealthStatus: 'DOWN' });
  });
});
