import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { onStatement } from '../../src/db/client.ts';
import { ACME_ID } from '../../src/demo/acme.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ demo: true });
});
afterAll(() => service.stop());

const alive = async () => expect((await fetch(`${service.url}/livez`)).status).toBe(200);

describe('A service that trusts this machine', () => {
  const evil = { origin: 'https://evil.example' };

  test('answers no page of another site, over any door', async () => {
    const { status, errors } = await service.ask('{ __typename }', {}, evil);
    expect(status).toBe(403);
    expect(errors?.[0].extensions.code).toBe('FORBIDDEN');

    const socket = new WebSocket(
      `${service.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
      evil,
    );
    const refused = await new Promise((resolve) => {
      socket.once('unexpected-response', (_, { statusCode }) => resolve(statusCode));
      socket.once('open', () => resolve('open'));
      socket.on('error', () => {});
    });
    expect(refused).toBe(403);
    socket.terminate();
  });

  test('answers its own pages', async () => {
    expect((await service.ask('{ __typename }', {}, { origin: service.url })).data.__typename).toBe('Query');
  });

  test('takes no operation over SSE in a type that any page may send unasked', async () => {
    const response = await fetch(`${service.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain;a=application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(response.status).toBe(415);
    expect((await response.json()).errors[0].extensions.code).toBe('BAD_REQUEST');
  });
});

test('connections that break off while they ask for an upgrade harm nobody', async () => {
  const { hostname, port } = new URL(service.url);
  for (let attempt = 0; attempt < 40; attempt++) {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(
      `GET /nope HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    await new Promise((resolve) => setTimeout(resolve, attempt % 4));
    socket.resetAndDestroy();
  }
  await alive();
});

describe('Documents that would grow out of proportion are refused before anything is read', () => {
  const nest = (times: number): string =>
    times === 0 ? 'customerId' : `integrations { customer { technicalEnvironment { ${nest(times - 1)} } } }`;
  const twice = (depth: number) =>
    `${Array.from({ length: depth }, (_, index) => `fragment f${index} on TechnicalEnvironment { ...f${index + 1} ...f${index + 1} }`).join(' ')}
     fragment f${depth} on TechnicalEnvironment { dataResidency }`;
  const environment = (selection: string) =>
    `technicalEnvironment(customerId: "${ACME_ID}") { ${selection} }`;

  test.each([
    ['a circle of entities', `{ ${environment(nest(2))} }`],
    ['fragments that spread each other twice', `{ ${environment('...f0')} } ${twice(60)}`],
    [
      'many aliases',
      `{ ${Array.from({ length: 51 }, (_, index) => `a${index}: ${environment('customerId')}`).join(' ')} }`,
    ],
  ])('%s', async (_, query) => {
    let statements = 0;
    const stop = onStatement(service.db, () => {
      statements += 1;
    });
    const { errors } = await service.ask(query);
    stop();
    expect(errors?.[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(statements).toBe(0);
  });

  test('and what stays in proportion is answered', async () => {
    const { data, errors } = await service.ask(`{ ${environment(`...f0 ${nest(1)}`)} } ${twice(8)}`);
    expect(errors).toBeUndefined();
    expect(data.technicalEnvironment.dataResidency).toBe('US-West');
  });
});

test('a secret may have any name', async () => {
  await service.db.none(
    "update integrations set secret_keys = '{constructor}' where customer_id = $1 and name = 'Zapier'",
    [ACME_ID],
  );
  const { data, errors } = await service.ask(
    `{ technicalEnvironment(customerId: "${ACME_ID}") { integrations { name configuration { key label value secret } } } }`,
  );
  expect(errors).toBeUndefined();
  const zapier = data.technicalEnvironment.integrations.find(
    ({ name }: { name: string }) => name === 'Zapier',
  );
  expect(zapier.configuration).toContainEqual({
    key: 'constructor',
    label: 'Constructor',
    value: null,
    secret: true,
  });
});

test('a customer whose telemetry cannot be read keeps no other from being judged', async () => {
  const other = (await service.db.one('select id from customers where id <> $1 limit 1', [ACME_ID])).id;
  await service.db.none(
    "update integrations set authentication_failed_at = now() where customer_id = $1 and name = 'Slack'",
    [ACME_ID],
  );
  await service.db.none(
    `insert into api_endpoint_daily (customer_id, day, endpoint, calls)
     select $1, current_date - n, '/huge', 9223372036854775807 from generate_series(1, 3) n`,
    [other],
  );
  await service.evaluate(other, ACME_ID).catch(() => {});
  const { health_status } = await service.db.one(
    "select health_status from integrations where customer_id = $1 and name = 'Slack'",
    [ACME_ID],
  );
  expect(health_status).toBe('DOWN');
});
