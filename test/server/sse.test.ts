import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACME_ID } from '../../src/demo/acme.ts';
import { EventStream } from '../../src/server/event-stream.ts';
import { startTestService, type TestService } from '../support/service.ts';

const SECRET = 'a secret that only the router knows';
const CHANGES = `subscription { integrationStatusChanged(customerId: "${ACME_ID}") { status integration { name status } } }`;

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ demo: true, variables: { ROUTER_SECRET: SECRET } });
});
afterAll(() => service.stop());

const post = (body: unknown, headers: Record<string, string> = { 'Router-Authorization': SECRET }) =>
  fetch(`${service.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify(body),
  });

describe('GraphQL over server-sent events', () => {
  test('a status change reaches a subscriber with the integration as it is now', async () => {
    const client = createClient({
      url: `${service.url}/graphql/stream`,
      headers: { 'Router-Authorization': SECRET },
      retryAttempts: 0,
    });
    const events = client.iterate({ query: CHANGES });
    const first = events.next();
    // Writing before would be before its beginning.
    await expect.poll(() => service.metric('subscribers{transport="sse"}')).toBe(1);
    await service.db.none(
      "update integrations set status = 'INACTIVE' where customer_id = $1 and name = 'Slack'",
      [ACME_ID],
    );
    const { value } = await first;
    expect(value).toEqual({
      data: {
        integrationStatusChanged: { status: 'INACTIVE', integration: { name: 'Slack', status: 'INACTIVE' } },
      },
    });
    await events.return?.();
    client.dispose();
  });

  test.each([
    ['without the secret', { query: CHANGES }, {}, 401, 'UNAUTHENTICATED'],
    [
      'with a document that does not parse',
      { query: 'subscription {' },
      undefined,
      400,
      'GRAPHQL_PARSE_FAILED',
    ],
    [
      'with a field that does not exist',
      { query: 'subscription { nothing }' },
      undefined,
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['without a query', {}, undefined, 400, 'BAD_REQUEST'],
    ['with variables that are none', { query: CHANGES, variables: 'none' }, undefined, 400, 'BAD_REQUEST'],
  ])('%s it is refused in words', async (_, body, headers, status, code) => {
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    expect((await response.json()).errors[0]).toMatchObject({
      message: expect.any(String),
      extensions: { code },
    });
  });

  test.each([undefined, '*/*', 'application/json'])(
    'asked with accept: %s, it says what to send',
    async (accept) => {
      const query = encodeURIComponent(CHANGES);
      const headers = { 'Router-Authorization': SECRET, ...(accept ? { accept } : {}) };
      for (const response of [
        await post({ query: CHANGES }, { accept: '', ...headers }),
        await fetch(`${service.url}/graphql/stream?query=${query}`, { headers }),
      ]) {
        expect(response.status).toBe(406);
        expect((await response.json()).errors).toEqual([
          {
            message: expect.stringContaining('send the header accept: text/event-stream'),
            extensions: { code: 'BAD_REQUEST' },
          },
        ]);
      }
    },
  );

  test('a stream is one of several things that a client takes', async () => {
    const accept = 'application/json;q=0.5, Text/Event-Stream; q=0.9';
    const response = await post({ query: '{ __typename }' }, { 'Router-Authorization': SECRET, accept });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(await response.text()).toContain('"__typename":"Query"');
  });

  test.each(['PUT', 'DELETE'])('%s, of single connections, is told how it goes', async (method) => {
    const headers = { 'Router-Authorization': SECRET };
    const response = await fetch(`${service.url}/graphql/stream`, { method, headers });
    expect({ status: response.status, allow: response.headers.get('allow') }).toEqual({
      status: 405,
      allow: 'GET, POST',
    });
    expect((await response.json()).errors[0].message).toMatch(
      new RegExp(`^/graphql/stream takes GET and POST, not ${method}\\. .*distinct connections`),
    );
  });

  test('errors in the stream are worded as elsewhere', async () => {
    const response = await post({
      query: 'subscription { integrationStatusChanged(customerId: "nonsense") { status } }',
    });
    expect(await response.text()).toContain('"code":"BAD_USER_INPUT"');
  });
});

test('a service that stops ends its streams, so that clients connect again elsewhere', async () => {
  const other = await startTestService({ demo: true });
  const response = await fetch(`${other.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: CHANGES }),
  });
  const ended = response.text().then(
    (text) => text,
    () => 'cut',
  );
  await other.stop();
  expect(await ended).not.toContain('event: complete');
});

test('what is told before the head is written comes after it', async () => {
  const http = createServer((_, response) => {
    const stream = new EventStream(response, 1_000, () => {});
    stream.send(['"early"']);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    stream.open();
    stream.send(['"late"']);
    response.end();
  });
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const response = await fetch(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(await response.text()).toBe('event: next\ndata: "early"\n\nevent: next\ndata: "late"\n\n');
  http.close();
});
