import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACME_ID } from '../../src/demo/acme.ts';
import { startTestService, type TestService } from '../support/service.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const TYPENAME = '{ __typename }';
const CHANGES = 'subscription { integrationStatusChanged { cursor } }';
const BODY_LIMIT = 2_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ demo: true, variables: { BODY_LIMIT_BYTES: `${BODY_LIMIT}` } });
});
afterAll(() => service?.stop());

const get = (query: string, headers: Record<string, string> = JSON_TYPE) =>
  fetch(`${service.url}/graphql?query=${encodeURIComponent(query)}`, { headers });

const post = (body: string, headers: Record<string, string> = JSON_TYPE) =>
  fetch(`${service.url}/graphql`, { method: 'POST', headers, body });

/** What a refused request is told: one error in JSON, in words that show nothing of the inside. */
async function refusal(request: Promise<Response>) {
  const response = await request;
  const text = await response.text();
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(text).not.toMatch(/node_modules|\.[jt]s:\d|\bat [\w.]+ \(|FST_|stack/);
  const { errors, data } = JSON.parse(text);
  expect(data).toBeUndefined();
  expect(errors).toHaveLength(1);
  expect(errors[0].message).toMatch(/\w{3,} \w+/);
  return { status: response.status, code: errors[0].extensions.code, message: errors[0].message as string };
}

describe('GET', () => {
  test('answers a query', async () => {
    const query = `{ technicalEnvironment(customerId: "${ACME_ID}") { technicalHealthScore } }`;
    const response = await get(query);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ data: { technicalEnvironment: { technicalHealthScore: 85 } } });
  });

  test('changes nothing, and is not taken from a page of another site', async () => {
    const change = `mutation { withdrawRiskAcceptance(customerId: "${ACME_ID}", setting: MFA) { score } }`;
    expect(await refusal(get(change))).toMatchObject({ status: 405, code: 'BAD_REQUEST' });
    // A link or an image can send just this.
    expect(await refusal(get(TYPENAME, {}))).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });
});

describe('what is not a GraphQL request is refused in words', () => {
  test.each([
    ['a form', 'query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['XML', '<query/>', { 'content-type': 'application/xml' }, 415],
    ['text, which a page of another site can send', TYPENAME, { 'content-type': 'text/plain' }, 400],
    ['half a JSON', '{"query": ', JSON_TYPE, 400],
    ['nothing', '', JSON_TYPE, 400],
    ['a number', '3', JSON_TYPE, 400],
    ['null', 'null', JSON_TYPE, 400],
    ['no query', '{}', JSON_TYPE, 400],
    ['a query that is none', '{"query": 3}', JSON_TYPE, 400],
    ['variables that are none', `{"query": "${TYPENAME}", "variables": "x"}`, JSON_TYPE, 400],
    ['a batch', `[{"query": "${TYPENAME}"}]`, JSON_TYPE, 400],
    ['a prototype', `{"__proto__": {"x": 1}, "query": "${TYPENAME}"}`, JSON_TYPE, 400],
    ['an unknown operation', `{"query": "query a ${TYPENAME}", "operationName": "b"}`, JSON_TYPE, 400],
  ])('%s', async (_, body, headers, status) => {
    const refused = await refusal(post(body, headers as Record<string, string>));
    expect(refused.status).toBe(status);
    expect(refused.code).toMatch(/^(BAD_REQUEST|OPERATION_RESOLUTION_FAILURE)$/);
  });

  test('a body over the limit, which it names; one just under it is taken', async () => {
    const padded = (length: number) => JSON.stringify({ query: TYPENAME }).padEnd(length);
    const refused = await refusal(post(padded(BODY_LIMIT + 1)));
    expect(refused).toMatchObject({ status: 413, message: 'The body is larger than 2000 bytes.' });
    expect((await post(padded(BODY_LIMIT))).status).toBe(200);
  });

  test('an unknown path, and a method that a path does not take', async () => {
    const unknown = await refusal(fetch(`${service.url}/graphq?token=hunter2`, { method: 'POST' }));
    expect(unknown).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(unknown.message).toBe(
      'There is nothing at /graphq. GraphQL is at /graphql, and / shows the rest.',
    );
    const response = await fetch(`${service.url}/graphql`, { method: 'DELETE' });
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(await refusal(Promise.resolve(response))).toMatchObject({ status: 405, code: 'BAD_REQUEST' });
    const broken = await fetch(`${service.url}/%E0%A4%A`);
    expect({ status: broken.status, text: await broken.text() }).toEqual({
      status: 400,
      text: expect.not.stringMatching(/\bat /),
    });
  });

  test('a subscription by POST or GET: it says where subscriptions are to be had', async () => {
    const refused = await refusal(post(JSON.stringify({ query: CHANGES })));
    expect(refused).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(refused.message).toMatch(/WebSocket \(graphql-transport-ws\) on \/graphql.*\/graphql\/stream/);
    expect((await refusal(get(CHANGES))).status).toBe(405);
  });
});

describe('x-request-id', () => {
  const idOf = async (sent: Record<string, string>, path = '/graphql') =>
    (await fetch(service.url + path, { headers: sent })).headers.get('x-request-id');

  test("is the caller's own, whatever the answer is", async () => {
    for (const path of ['/graphql', '/livez', '/readyz', '/nowhere'])
      expect(await idOf({ 'x-request-id': 'router.1-67a:b_c' }, path)).toBe('router.1-67a:b_c');
  });

  test('is a new one where the caller sends none, or one that would spoil a log', async () => {
    for (const id of ['<script>', 'a b', 'x'.repeat(129), '"},{"'])
      expect(await idOf({ 'x-request-id': id })).toMatch(UUID);
    expect(await idOf({})).toMatch(UUID);
    expect(await idOf({})).not.toBe(await idOf({}));
  });
});

describe('a browser', () => {
  const visit = (url: string, query = '') =>
    fetch(`${url}/graphql${query}`, { headers: { accept: 'text/html,*/*;q=0.8' } });

  test('gets GraphiQL, which loads nothing from elsewhere', async () => {
    const response = await visit(service.url);
    const page = await response.text();
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page).toContain('GraphiQL');
    expect(page).not.toMatch(/<(?:script|link)[^>]+(?:src|href)="?(?:https?:)?\/\//);
  });

  test('gets it again by the address that it makes of a query', async () => {
    const response = await visit(service.url, '?query=%7B%20__typename%20%7D');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('GraphiQL');
  });

  test('in production gets neither the page nor, by any way in, the schema by introspection', async () => {
    const production = await startTestService({ variables: { NODE_ENV: 'production' } });
    try {
      expect(await refusal(visit(production.url))).toMatchObject({ status: 400 });
      const schema = '{ __schema { types { name } } }';
      const { status, data, errors } = await production.ask(schema);
      expect({ status, data, code: errors?.[0].extensions.code }).toEqual({
        status: 400,
        data: undefined,
        code: 'GRAPHQL_VALIDATION_FAILED',
      });
      const headers = { ...JSON_TYPE, accept: 'text/event-stream' };
      const body = JSON.stringify({ query: schema });
      const stream = await fetch(`${production.url}/graphql/stream`, { method: 'POST', headers, body });
      expect(await stream.text()).not.toContain('IntegrationStatus');
      // The router composes from this.
      expect((await production.ask('{ _service { sdl } }')).data._service.sdl).toContain('type Customer');
    } finally {
      await production.stop();
    }
  });
});

test('every line of the log about a request has its id once, under one key', async () => {
  const talkative = await startTestService({ demo: true, variables: { LOG_LEVEL: 'debug' } });
  try {
    await talkative.db.none('alter table integrations rename to elsewhere');
    const path = `/api/intelligence/technical/${ACME_ID}`;
    const headers = { 'x-request-id': 'asked-1' };
    await talkative.ask('{ technicalEnvironments { totalCount } }', {}, headers);
    await fetch(`${talkative.url}${path}`, { headers });
    const lines = talkative
      .logged()
      .split('\n')
      .filter((line) => line.includes('asked-1'));
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line.match(/"\w+":"asked-1"/g)).toEqual(['"requestId":"asked-1"']);
  } finally {
    await talkative.stop();
  }
});

test('a customer that is not known is null, lists about it are empty, and a mutation says so', async () => {
  const customerId = '"99999999-9999-4999-8999-999999999999"';
  const { data, errors } = await service.ask(`{
    technicalEnvironment(customerId: ${customerId}) { technicalHealthScore }
    notificationChannels(customerId: ${customerId}) { id }
    _entities(representations: [{ __typename: "Customer", id: ${customerId} }]) {
      ... on Customer { technicalEnvironment { technicalHealthScore } }
    }
  }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    technicalEnvironment: null,
    notificationChannels: [],
    _entities: [{ technicalEnvironment: null }],
  });
  const rule = `mutation { overrideAlertRule(customerId: ${customerId}, ruleId: "integration-down", forSeconds: 9) { ruleId } }`;
  expect((await service.ask(rule)).errors?.[0].extensions.code).toBe('NOT_FOUND');
});
