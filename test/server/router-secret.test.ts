import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { startTestService, type TestService } from '../support/service.ts';
import { openSocket } from '../support/socket.ts';

const SECRET = 'only-the-router-knows-this';
const TYPENAME = '{ __typename }';
const WRONG = ['', 'x', `${SECRET}x`, SECRET.slice(0, -1), SECRET.toUpperCase(), `Bearer ${SECRET}`];

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ variables: { ROUTER_SECRET: SECRET } });
});
afterAll(() => service?.stop());

const withSecret = (secret: string) => ({ 'Router-Authorization': secret });

describe('with ROUTER_SECRET set', () => {
  test('HTTP lets in who sends it', async () => {
    const { status, data } = await service.ask(TYPENAME, {}, withSecret(SECRET));
    expect({ status, data }).toEqual({ status: 200, data: { __typename: 'Query' } });
  });

  test('HTTP refuses everybody else alike, without a word of the secret', async () => {
    const none = await service.ask(TYPENAME);
    for (const secret of WRONG) {
      const { status, data, errors } = await service.ask(TYPENAME, {}, withSecret(secret));
      expect({ status, data, errors }).toEqual({ status: 401, data: undefined, errors: none.errors });
    }
    expect(none.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(JSON.stringify(none.errors) + service.logged()).not.toContain(SECRET);
  });

  test('GET and the schema are no way around it', async () => {
    for (const query of [TYPENAME, '{ _service { sdl } }', '{ __schema { types { name } } }']) {
      const url = `${service.url}/graphql?query=${encodeURIComponent(query)}`;
      expect((await fetch(url, { headers: { 'apollo-require-preflight': '1' } })).status).toBe(401);
    }
  });

  test('probes need none: whoever watches the process does not know it', async () => {
    for (const path of ['/livez', '/readyz']) expect((await fetch(service.url + path)).status).toBe(200);
  });

  test('a WebSocket is let in by it in connection_init', async () => {
    const socket = openSocket(service.url, withSecret(SECRET));
    expect((await socket.subscribe(TYPENAME).next()).data).toEqual({ __typename: 'Query' });
    await socket.close();
  });

  test('a WebSocket with another is closed with 4401 and the reason', async () => {
    for (const secret of WRONG) {
      const { code, reason } = await openSocket(service.url, withSecret(secret)).closed;
      expect({ code, reason }).toEqual({ code: 4401, reason: expect.stringMatching(/^UNAUTHENTICATED: /) });
    }
  });

  test('a WebSocket is let in by it in the headers of its request', async () => {
    expect(await handshake(withSecret(SECRET))).toBe('connection_ack');
    expect(await handshake(withSecret('x'))).toBe(4401);
  });
});

/** What a client is told that sends its headers at the door and nothing in connection_init. */
function handshake(headers: Record<string, string>): Promise<string | number> {
  const url = `${service.url.replace('http', 'ws')}/graphql`;
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  return new Promise((resolve, reject) => {
    socket
      .once('open', () => socket.send(JSON.stringify({ type: 'connection_init' })))
      .once('message', (text) => {
        resolve(JSON.parse(String(text)).type);
        socket.close();
      })
      .once('close', (code) => resolve(code))
      .once('error', reject);
  });
}
