import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { openSocket, type Socket, type Subscriber } from '../../feed/subscriber.ts';
import { addCustomer, addIntegration, isChain, until } from '../../feed/support.ts';
import { startTestService, type TestService } from '../../support/service.ts';

const STATUS = `subscription ($customerId: ID, $after: String) {
  integrationStatusChanged(customerId: $customerId, after: $after) { cursor previousCursor reason integration { name } }
}`;

let service: TestService;
let customerId: string;
let integrationId: string;
let written = 0;
const sockets: Socket[] = [];

const start = async (variables: Record<string, string> = {}) => {
  service = await startTestService({ variables });
  customerId = await addCustomer(service.db);
  integrationId = await addIntegration(service.db, customerId);
};
afterEach(async () => {
  await Promise.all(sockets.splice(0).map((socket) => socket.close()));
  await service.stop();
});

async function connect(count: number): Promise<Socket[]> {
  const opened = Array.from({ length: count }, () => openSocket(service.url));
  sockets.push(...opened);
  return opened;
}

/** Changes the integration, naming the change by a number. */
async function change(reason = String(++written)): Promise<string> {
  await service.db.none(
    `update integrations set health_reason = $2, health_status = case health_status when 'DOWN' then 'DEGRADED' else 'DOWN' end where id = $1`,
    [integrationId, reason],
  );
  return reason;
}

async function next(subscriber: Subscriber) {
  const { data, errors } = await subscriber.next();
  expect(errors).toBeUndefined();
  return data.integrationStatusChanged;
}

describe('many who are told the same', () => {
  beforeEach(() => start());

  test('are told by one execution for each event', async () => {
    const opened = await connect(20);
    const subscribers = await Promise.all(opened.map((socket) => socket.subscribe(STATUS, { customerId })));
    const before = [
      await service.metric('subscription_executions_total'),
      await service.metric('subscription_deliveries_total'),
    ];
    const reasons = [await change(), await change(), await change()];
    for (const subscriber of subscribers) {
      const events = [await next(subscriber), await next(subscriber), await next(subscriber)];
      expect(events.map(({ reason }) => reason)).toEqual(reasons);
      expect(isChain(events)).toBe(true);
    }
    expect(await service.metric('subscription_groups')).toBe(1);
    expect((await service.metric('subscription_executions_total')) - (before[0] as number)).toBe(3);
    expect((await service.metric('subscription_deliveries_total')) - (before[1] as number)).toBe(60);
  });

  test('who ask for something else are told that', async () => {
    const [one, other] = (await connect(2)) as [Socket, Socket];
    const brief = await one.subscribe(`subscription { integrationStatusChanged { reason } }`);
    const full = await other.subscribe(STATUS, { customerId });
    const reason = await change();
    expect(await next(brief)).toEqual({ reason });
    expect(await next(full)).toMatchObject({ reason, integration: { name: integrationId } });
    expect(await service.metric('subscription_groups')).toBe(2);
  });

  test('nothing of them is left when the last has gone', async () => {
    const [socket] = (await connect(1)) as [Socket];
    const subscribers = [await socket.subscribe(STATUS), await socket.subscribe(STATUS)];
    const streams = await service.metric('feed_streams');
    subscribers[0]?.stop();
    await socket.subscribe('{ __typename }');
    expect(await service.metric('feed_streams')).toBe(streams);
    await socket.close();
    await until(async () => (await service.metric('feed_streams')) === streams - 1, 'the stream is closed');
    expect(await service.metric('subscription_groups')).toBe(0);
  });

  test.each([10, 400, 70_000])('a message of %i characters and more arrives whole', async (length) => {
    const [socket] = (await connect(1)) as [Socket];
    const brief = await socket.subscribe(`subscription { integrationStatusChanged { reason } }`);
    const reason = await change('ü'.repeat(length));
    expect(await next(brief)).toEqual({ reason });
  });
});

describe('those who resume', () => {
  beforeEach(() => start());

  test('with nothing missed hear the next event linked to their cursor, also as the first to come', async () => {
    const [socket, fresh, again] = (await connect(3)) as [Socket, Socket, Socket];
    const first = await socket.subscribe(STATUS, { customerId });
    await change();
    const { cursor } = await next(first);
    await socket.close();
    await until(async () => (await service.metric('subscription_groups')) === 0, 'the group is gone');
    // Of another customer: the feed moves on, the stream does not.
    const other = await addIntegration(service.db, await addCustomer(service.db));
    await service.db.none(`update integrations set health_status = 'DOWN' where id = $1`, [other]);
    const newcomer = await fresh.subscribe(STATUS, { customerId });
    const resumed = await again.subscribe(STATUS, { customerId, after: cursor });
    await until(async () => (await service.metric('subscription_groups')) === 1, 'both are in one group');
    await sleep(100);
    await change();
    await change();
    const events = [await next(resumed), await next(resumed)];
    expect(isChain(events, cursor)).toBe(true);
    expect((await next(newcomer)).reason).toBe(events[0].reason);
    expect(await next(newcomer)).toEqual(events[1]);
  });

  test('from the place up to which all is known, twice, while something comes: nobody waits for ever', async () => {
    const { epoch, horizon } = await service.db.one(
      'select epoch::text, pg_snapshot_xmin(pg_current_snapshot())::text as horizon from feed_epoch',
    );
    const after = Buffer.from(`${epoch}.${horizon}.0`).toString('base64url');
    const [one, other] = (await connect(2)) as [Socket, Socket];
    const first = await one.subscribe(STATUS, { customerId, after });
    const reason = await change();
    const second = await other.subscribe(STATUS, { customerId, after });
    expect((await next(first)).reason).toBe(reason);
    expect((await next(second)).reason).toBe(reason);
  });

  test('together from one cursor are told the next event by one more execution', async () => {
    const [socket] = (await connect(1)) as [Socket];
    const first = await socket.subscribe(STATUS, { customerId });
    await change();
    const { cursor } = await next(first);
    await socket.close();
    await until(async () => (await service.metric('subscription_groups')) === 0, 'the group is gone');
    // The feed moves on, the stream does not.
    const other = await addIntegration(service.db, await addCustomer(service.db));
    await service.db.none(`update integrations set health_status = 'DOWN' where id = $1`, [other]);
    await sleep(400);
    const opened = await connect(30);
    const subscribers = await Promise.all(
      opened.map((resuming) => resuming.subscribe(STATUS, { customerId, after: cursor })),
    );
    await sleep(200);
    const before = await service.metric('subscription_executions_total');
    const reason = await change();
    for (const subscriber of subscribers) {
      expect(await next(subscriber)).toMatchObject({ reason, previousCursor: cursor });
    }
    expect((await service.metric('subscription_executions_total')) - before).toBe(2);
  });

  test('all at once while changes go on hear everything once and in order, by few executions', async () => {
    const [socket] = (await connect(1)) as [Socket];
    const first = await socket.subscribe(STATUS, { customerId });
    await change();
    const { cursor } = await next(first);
    const expected: string[] = [];
    for (let index = 0; index < 450; index += 1) expected.push(await change());
    let writing = true;
    const writer = (async () => {
      while (writing) expected.push(await change());
    })();
    const before = await service.metric('subscription_executions_total');
    const opened = await connect(30);
    const subscribers = await Promise.all(
      opened.map((one) => one.subscribe(STATUS, { customerId, after: cursor })),
    );
    await until(() => subscribers.every(({ messages }) => messages.length > 470), 'all have caught up');
    writing = false;
    await writer;
    await until(
      () => subscribers.every(({ messages }) => messages.length === expected.length),
      'all have all',
    );
    for (const { messages } of subscribers) {
      const events = messages.map(({ data }) => data.integrationStatusChanged);
      expect(events.map(({ reason }) => reason)).toEqual(expected);
      expect(isChain(events, cursor)).toBe(true);
    }
    const executions = (await service.metric('subscription_executions_total')) - before;
    expect(executions).toBeLessThan(expected.length * 10);
  });
});

describe('who does not keep up', () => {
  /** A bare socket that subscribes; `ws` is the library's, so that its reading can be held. */
  async function subscribeBare(options: { autoPong?: boolean } = {}): Promise<WebSocket> {
    const socket = new WebSocket(
      `${service.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
      options,
    );
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send('{"type":"connection_init"}');
    await new Promise((resolve) => socket.once('message', resolve));
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: STATUS } }));
    socket.send('{"type":"ping"}');
    await new Promise((resolve) => socket.once('message', resolve));
    return socket;
  }
  const closed = (socket: WebSocket) =>
    new Promise<{ code: number; reason: string }>((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
    );

  test('is cut off with a word how to come back, while others hear everything', async () => {
    await start({ SUBSCRIBER_BUFFER_BYTES: '65536' });
    const laggard = await subscribeBare();
    const [socket] = (await connect(1)) as [Socket];
    const other = await socket.subscribe(STATUS);
    laggard.pause();
    const ending = closed(laggard);
    const long = 'x'.repeat(500_000);
    let sent = 0;
    while ((await metricOf('cuts_total')) === 0) {
      await change(`${sent} ${long}`);
      sent += 1;
      expect(sent, 'it is cut off').toBeLessThan(60);
    }
    laggard.resume();
    expect(await ending).toEqual({ code: 1013, reason: expect.stringMatching(/too slow.*`after`/i) });
    for (let index = 0; index < sent; index += 1) {
      expect((await next(other)).reason.split(' ')[0]).toBe(String(index));
    }
  });

  test('is not who reads, however much comes at once', async () => {
    await start({ SUBSCRIBER_BUFFER_BYTES: '65536' });
    const [socket] = (await connect(1)) as [Socket];
    const subscriber = await socket.subscribe(STATUS, { customerId });
    await change();
    const { cursor } = await next(subscriber);
    const others = 150;
    for (let index = 0; index < others; index += 1) await addIntegration(service.db, customerId);
    await service.db.none(
      `update integrations set health_reason = $2, health_status = 'DEGRADED' where customer_id = $1 and health_status <> 'DEGRADED'`,
      [customerId, 'x'.repeat(5_000)],
    );
    await until(() => subscriber.messages.length > others, 'all have come live');
    const body = JSON.stringify({ query: STATUS, variables: { customerId, after: cursor } });
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const response = await fetch(`${service.url}/graphql/stream`, { method: 'POST', headers, body });
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (text.split('event: next').length > others) break;
    }
    expect(await metricOf('cuts_total')).toBe(0);
    expect(await service.metric('cuts_total{transport="sse"}')).toBe(0);
  });

  test('is not a connection that carries many, however much they are told at once', async () => {
    await start({ SUBSCRIBER_BUFFER_BYTES: '65536' });
    const [socket] = (await connect(1)) as [Socket];
    const many = Array.from({ length: 600 }, () => socket.subscribe(STATUS, { customerId }));
    const subscribers = await Promise.all(many);
    await change('x'.repeat(15_000));
    await until(() => subscribers.every(({ messages }) => messages.length === 1), 'all have heard it');
    expect(subscribers.flatMap(({ messages }) => messages).every(({ errors }) => !errors)).toBe(true);
    expect(await metricOf('cuts_total')).toBe(0);
  });

  test('is not a connection whose subscriptions resume together', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    await start({ SUBSCRIBER_BUFFER_BYTES: '65536' });
    const [socket] = (await connect(1)) as [Socket];
    const first = await socket.subscribe(STATUS, { customerId });
    await change();
    const { cursor } = await next(first);
    const events = 100;
    for (let index = 0; index < events; index += 1) await change(`${index} ${'x'.repeat(5_000)}`);
    await until(() => first.messages.length === events + 1, 'all has come');
    const variables = { customerId, after: cursor };
    const resumed = await Promise.all(Array.from({ length: 40 }, () => socket.subscribe(STATUS, variables)));
    await until(() => resumed.every(({ messages }) => messages.length === events), 'all have caught up');
    for (const { messages } of resumed) {
      expect(
        isChain(
          messages.map(({ data }) => data.integrationStatusChanged),
          cursor,
        ),
      ).toBe(true);
    }
    expect(await metricOf('cuts_total')).toBe(0);
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });

  test('or does not answer is cut off as well', async () => {
    await start({ HEARTBEAT_MS: '1000' });
    const silent = await subscribeBare({ autoPong: false });
    expect(await closed(silent)).toEqual({ code: 1013, reason: expect.stringMatching(/ping.*`after`/i) });
    expect(await metricOf('cuts_total')).toBe(1);
  });

  test('is not cut off as silent while it reads what stands before the ping', async () => {
    await start({ HEARTBEAT_MS: '2000', SUBSCRIBER_BUFFER_BYTES: '104857600' });
    const slow = await subscribeBare();
    let heard = 0;
    slow.on('message', () => {
      heard += 1;
      slow.pause();
      setTimeout(() => slow.resume(), 100);
    });
    const long = 'x'.repeat(500_000);
    for (let sent = 0; sent < 60; sent += 1) await change(long + sent);
    await until(() => heard === 60, 'it has read all');
    expect(await metricOf('cuts_total')).toBe(0);
  });

  test('is cut off as silent where it reads nothing of that', async () => {
    await start({ HEARTBEAT_MS: '1000', SUBSCRIBER_BUFFER_BYTES: '104857600' });
    const silent = await subscribeBare();
    silent.pause();
    const ending = closed(silent);
    const long = 'x'.repeat(500_000);
    for (let sent = 0; sent < 20; sent += 1) await change(long + sent);
    await until(async () => (await metricOf('cuts_total')) === 1, 'it is cut off');
    silent.resume();
    expect((await ending).reason).toMatch(/ping/);
  });

  async function metricOf(name: string): Promise<number> {
    return service.metric(`${name}{transport="websocket"}`);
  }
});
