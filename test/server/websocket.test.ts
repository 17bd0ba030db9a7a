import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { ACME_ID } from '../../src/demo/acme.ts';
import { startTestService, type TestService } from '../support/service.ts';

// What goes over the wire of graphql-transport-ws, said by hand: clients do not say what they ought not to.

let service: TestService;
let customerId: string;
let integrationId: string;
const open: WebSocket[] = [];

beforeAll(async () => {
  service = await startTestService({ demo: true });
  const integration = await service.db.one(
    `select id, customer_id as "customerId" from integrations where customer_id <> $1 order by id limit 1`,
    [ACME_ID],
  );
  ({ id: integrationId, customerId } = integration);
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
});
afterAll(() => service.stop());

const CHANGES = 'subscription ($id: ID!) { integrationStatusChanged(customerId: $id) { reason } }';

interface Message {
  readonly id?: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: what comes is what the test asserts
  readonly payload?: any;
}

interface Speaker {
  say(message: object | string): void;
  /** Says several things in one breath, so that they arrive together. */
  sayAtOnce(...messages: object[]): void;
  /** Everything that was heard and not taken yet. */
  readonly heard: readonly Message[];
  hear(): Promise<Message>;
  readonly closed: Promise<{ code: number; reason: string }>;
}

async function connect(init = true): Promise<Speaker> {
  const socket = new WebSocket(`${service.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  open.push(socket);
  const heard: Message[] = [];
  let notify = () => {};
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)));
    notify();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await once(socket, 'open');
  const speaker: Speaker = {
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    sayAtOnce(...messages) {
      const { _socket: stream } = socket as unknown as { _socket: Socket };
      stream.cork();
      for (const message of messages) speaker.say(message);
      stream.uncork();
    },
    heard,
    closed,
    async hear() {
      while (heard.length === 0) {
        const [late] = await Promise.race([
          new Promise<[boolean]>((resolve) => {
            notify = () => resolve([false]);
          }),
          closed.then((): [boolean] => [true]),
        ]);
        if (late) throw new Error('The socket was closed.');
      }
      return heard.shift() as Message;
    },
  };
  if (init) {
    speaker.say({ type: 'connection_init' });
    expect(await speaker.hear()).toEqual({ type: 'connection_ack' });
  }
  return speaker;
}

const watch = (id: string) => ({
  id,
  type: 'subscribe',
  payload: { query: CHANGES, variables: { id: customerId } },
});

/** Settled once all that was said before has been taken in. */
async function settled(speaker: Speaker): Promise<void> {
  speaker.say({ id: 'settled', type: 'subscribe', payload: { query: '{ __typename }' } });
  expect(await speaker.hear()).toMatchObject({ id: 'settled', type: 'next' });
  expect(await speaker.hear()).toEqual({ id: 'settled', type: 'complete' });
}

async function change(reason: string): Promise<void> {
  await service.db.none(
    `update integrations set health_reason = $2, health_status = case health_status when 'DOWN' then 'DEGRADED' else 'DOWN' end where id = $1`,
    [integrationId, reason],
  );
}

describe('an operation', () => {
  test('that asks once is answered and complete', async () => {
    const speaker = await connect();
    const query = `query One { technicalEnvironment(customerId: "${ACME_ID}") { customerId } } query Two { __typename }`;
    speaker.say({ id: 'q', type: 'subscribe', payload: { query, operationName: 'One' } });
    expect(await speaker.hear()).toEqual({
      id: 'q',
      type: 'next',
      payload: { data: { technicalEnvironment: { customerId: ACME_ID } } },
    });
    expect(await speaker.hear()).toEqual({ id: 'q', type: 'complete' });
  });

  test('is answered at any length, and the socket lives on', async () => {
    const speaker = await connect();
    const fields = Array.from({ length: 45 }, (_, index) => `a${index}: __schema { ...Everything }`);
    const query = `{ ${fields.join(' ')} } fragment Everything on __Schema {
      types { kind name description fields { name description isDeprecated deprecationReason type { ...Type } args { name description defaultValue type { ...Type } } } }
    } fragment Type on __Type { kind name description ofType { kind name description ofType { kind name description } } }`;
    speaker.say({ id: 'q', type: 'subscribe', payload: { query } });
    const { payload } = await speaker.hear();
    // More than may wait for who does not read, and than the system takes at once.
    expect(JSON.stringify(payload).length).toBeGreaterThan(5_000_000);
    expect(await speaker.hear()).toEqual({ id: 'q', type: 'complete' });
    await settled(speaker);
  });

  test.each([
    ['does not parse', '{', undefined, 'GRAPHQL_PARSE_FAILED'],
    ['asks for what does not exist', '{ nothing }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
    ['watches a customer that is none', CHANGES, { id: 'nobody' }, 'BAD_USER_INPUT'],
  ])('that %s ends with the error, and the socket lives on', async (_, query, variables, code) => {
    const speaker = await connect();
    speaker.say({ id: 'q', type: 'subscribe', payload: { query, variables } });
    const { id, type, payload } = await speaker.hear();
    const errors = type === 'next' ? payload.errors : payload;
    expect({ id, code: errors[0].extensions.code }).toEqual({ id: 'q', code });
    if (type === 'next') expect(await speaker.hear()).toEqual({ id: 'q', type: 'complete' });
    await settled(speaker);
  });

  test('that names no operation of its document ends with an error', async () => {
    const speaker = await connect();
    speaker.say({
      id: 'q',
      type: 'subscribe',
      payload: { query: 'query A { __typename } query B { __typename }' },
    });
    const { id, type, payload } = await speaker.hear();
    expect({ id, type }).toEqual({ id: 'q', type: 'error' });
    expect(payload).toMatchObject([{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }]);
    await settled(speaker);
  });
});

describe('a subscription', () => {
  test('is told under its own id, in any script and at any length', async () => {
    const speaker = await connect();
    const ids = ['"quoted" \\ 統合', 'plain', '🙂'];
    for (const id of ids) speaker.say(watch(id));
    await settled(speaker);
    // A frame's length takes one byte, three or nine; this is bytes, not characters.
    for (const reason of ['✓', 'größer 統合, '.repeat(20), '統'.repeat(30_000)]) {
      await change(reason);
      const heard = [await speaker.hear(), await speaker.hear(), await speaker.hear()];
      expect(new Set(heard.map(({ id }) => id))).toEqual(new Set(ids));
      for (const { payload } of heard) {
        expect(payload.data.integrationStatusChanged.reason).toBe(reason);
      }
    }
  });

  test('that was completed is told nothing more, and its id is free', async () => {
    const speaker = await connect();
    for (const id of ['w', 'other']) speaker.say(watch(id));
    await settled(speaker);
    speaker.say({ id: 'w', type: 'complete' });
    await settled(speaker);
    await change('to the other alone');
    expect((await speaker.hear()).id).toBe('other');
    speaker.say(watch('w'));
    await settled(speaker);
    await change('to both');
    const heard = [await speaker.hear(), await speaker.hear()];
    expect(heard.map(({ id }) => id).sort()).toEqual(['other', 'w']);
    for (const { payload } of heard) {
      expect(payload.data.integrationStatusChanged.reason).toBe('to both');
    }
  });

  test('that is completed while it begins never does, even where its id is taken again at once', async () => {
    const speaker = await connect();
    speaker.say(watch('w'));
    speaker.say({ id: 'w', type: 'complete' });
    speaker.say({
      id: 'w',
      type: 'subscribe',
      payload: {
        query: 'subscription ($id: ID!) { technicalEnvironmentChanged(customerId: $id) { sections } }',
        variables: { id: customerId },
      },
    });
    await settled(speaker);
    await change('once');
    expect((await speaker.hear()).payload.data).toHaveProperty('technicalEnvironmentChanged');
    expect(await service.metric('subscribers{transport="websocket"}')).toBe(1);
  });

  test('that is completed while it begins is told nothing of the past, which would come to who has its id now', async () => {
    const speaker = await connect();
    const query =
      'subscription ($id: ID!, $after: String) { integrationStatusChanged(customerId: $id, after: $after) { cursor reason } }';
    const resume = (id: string, after?: string) => ({
      id,
      type: 'subscribe',
      payload: { query, variables: { id: customerId, after } },
    });
    speaker.say(resume('first'));
    await settled(speaker);
    await change('before');
    const { cursor } = (await speaker.hear()).payload.data.integrationStatusChanged;
    await change('missed');
    expect((await speaker.hear()).id).toBe('first');
    // The page is there already for whoever comes next.
    speaker.say(resume('warm', cursor));
    expect((await speaker.hear()).id).toBe('warm');
    speaker.sayAtOnce(
      resume('w', cursor),
      { id: 'w', type: 'complete' },
      {
        id: 'w',
        type: 'subscribe',
        payload: {
          query: 'subscription ($id: ID!) { technicalEnvironmentChanged(customerId: $id) { sections } }',
          variables: { id: customerId },
        },
      },
    );
    await settled(speaker);
    await change('to all');
    const heard = [await speaker.hear(), await speaker.hear(), await speaker.hear()];
    expect(heard.find(({ id }) => id === 'w')?.payload.data).toHaveProperty('technicalEnvironmentChanged');
  });

  test('goes with its socket', async () => {
    const speaker = await connect();
    for (const id of ['a', 'b', 'c']) speaker.say(watch(id));
    await settled(speaker);
    expect(await service.metric('subscribers{transport="websocket"}')).toBe(3);
    open.at(-1)?.close();
    await speaker.closed;
    await expect.poll(() => service.metric('subscribers{transport="websocket"}')).toBe(0);
  });
});

describe('a socket is closed', () => {
  test.each([
    ['that asks before it has said who it is', () => watch('early'), 4401],
    ['that says what is no message', () => 'nonsense', 4400],
    ['that says what is no operation', () => ({ id: 'x', type: 'subscribe', payload: {} }), 4400],
    ['that says nothing', () => null, 4408],
  ])('%s', async (_, message, code) => {
    const speaker = await connect(false);
    const said = message();
    if (said) speaker.say(said);
    expect((await speaker.closed).code).toBe(code);
  });

  test.each([
    ['is let in', () => ({ id: 'q', type: 'subscribe', payload: { query: '{' } })],
    ['is let in, for events', () => watch('early')],
  ])('that asks before it has been told that it %s', async (_, message) => {
    const speaker = await connect(false);
    speaker.sayAtOnce({ type: 'connection_init' }, message());
    expect((await speaker.closed).code).toBe(4401);
    expect(speaker.heard).toEqual([]);
  });

  test('that says what only we say', async () => {
    const speaker = await connect();
    speaker.say({ id: 'w', type: 'next', payload: {} });
    expect(await speaker.closed).toEqual({ code: 4400, reason: 'Clients do not send "next"' });
    expect(service.logged()).not.toContain('unexpected error');
  });

  test('and does nothing more for who goes on asking', async () => {
    const speaker = await connect();
    const before = await service.metric('subscription_replays_total');
    const query =
      'subscription ($after: String) { integrationStatusChanged(after: $after) { cursor reason } }';
    speaker.say({ id: 'w', type: 'subscribe', payload: { query } });
    await settled(speaker);
    await change('to resume from');
    const after = (await speaker.hear()).payload.data.integrationStatusChanged.cursor;
    speaker.sayAtOnce(watch('w'), { id: 'v', type: 'subscribe', payload: { query, variables: { after } } });
    expect((await speaker.closed).code).toBe(4409);
    expect(await service.metric('subscription_replays_total')).toBe(before);
  });

  test('with as much of the reason as there is room for', async () => {
    const speaker = await connect();
    const id = '統'.repeat(100);
    speaker.sayAtOnce(watch(id), watch(id));
    const { code, reason } = await speaker.closed;
    expect(code).toBe(4409);
    expect(`Subscriber for ${id}`.startsWith(reason)).toBe(true);
    expect(Buffer.byteLength(reason)).toBeGreaterThan(120);
  });

  test('that takes an id twice', async () => {
    const speaker = await connect();
    speaker.say(watch('w'));
    await settled(speaker);
    speaker.say(watch('w'));
    expect(await speaker.closed).toEqual({ code: 4409, reason: 'Subscriber for w already exists' });
  });
});

test('who asks for a socket where there is none is let go, also if it holds on', async () => {
  const { hostname, port } = new URL(service.url);
  const socket = connectTcp({ host: hostname, port: Number(port), allowHalfOpen: true });
  const closed = once(socket, 'error');
  socket.write(
    `GET /elsewhere HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  );
  expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 404/);
  await once(socket, 'end');
  // What is said to nobody comes back as an error.
  const talking = setInterval(() => socket.write('still here'), 20);
  const [error] = await closed.finally(() => clearInterval(talking));
  expect(error.code).toMatch(/EPIPE|ECONNRESET/);
  socket.destroy();
});
