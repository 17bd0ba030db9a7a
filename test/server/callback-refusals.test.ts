import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type CallbackDouble, startCallbackDouble } from '../gateway/callback-double.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { askForCallback, CHANGES, startCallingService, watchStreams } from './callback-support.ts';

const SECRET = 'only-the-router-knows-this';
const secret = { 'Router-Authorization': SECRET };

const streams = watchStreams();
let router: CallbackDouble;
/** It listens, and nobody allowed it. */
let foreign: CallbackDouble;
let service: TestService;
beforeAll(async () => {
  [router, foreign] = await Promise.all([startCallbackDouble(), startCallbackDouble()]);
  service = await startCallingService([router], { ROUTER_SECRET: SECRET });
});
// Whatever is asked here, nothing may ever reach who was not allowed.
afterEach(() => {
  expect(foreign.requests()).toBe(0);
  expect(router.violations).toEqual([]);
  router.conduct = {};
});
afterAll(async () => {
  await service?.stop();
  await Promise.all([router?.stop(), foreign?.stop()]);
  streams.restore();
});

/** What came back, and how much was sent to the router meanwhile. */
async function refusalOf(asking: () => Promise<{ status: number; body: unknown }>) {
  const before = router.requests();
  const { status, body } = await asking();
  const { errors, data } = body as {
    errors?: readonly { message: string; extensions: { code: string } }[];
    data?: unknown;
  };
  const { message = '', extensions } = errors?.[0] ?? {};
  expect(data ?? null).toBeNull();
  expect(streams.count()).toBe(0);
  return { status, code: extensions?.code, message, sent: router.requests() - before };
}

const askWith = (change: object, request = {}) =>
  askForCallback(service, { ...router.open().extension, ...change }, request, secret);

describe('nothing is sent, and the answer says why,', () => {
  // Made when the test runs: the doubles have no address before.
  test.each<[string, () => string]>([
    ['another port', () => `${foreign.origin}/callback/1`],
    ['another name of the same machine', () => router.origin.replace('127.0.0.1', 'localhost')],
    ['another scheme', () => router.origin.replace('http', 'https')],
    ['a file', () => 'file:///etc/passwd'],
    ['a data URL', () => 'data:,1'],
    ['a host that begins as an allowed one', () => router.origin.replace('0.0.1', '0.0.1.attacker.example')],
    ['an allowed origin in the query', () => `${foreign.origin}/?${router.origin}`],
    ['a backslash', () => `${foreign.origin}\\@${new URL(router.origin).host}/`],
    ['the metadata service', () => 'http://169.254.169.254/latest/meta-data'],
  ])('for a callback to %s', async (_, url) => {
    const refused = await refusalOf(() => askWith({ callbackUrl: url() }));
    expect(refused).toMatchObject({ status: 403, code: 'FORBIDDEN', sent: 0 });
    expect(refused.message).toMatch(/^Nothing is sent to .* Set CALLBACK_ORIGINS/);
  });

  test.each<[string, () => unknown]>([
    ['a user name', () => router.origin.replace('//', '//anna@')],
    ['a password', () => router.origin.replace('//', '//:hunter2@')],
    ['an allowed origin as user name', () => `${router.origin}@${new URL(foreign.origin).host}/`],
    ['a relative URL', () => '/callback'],
    ['no URL', () => 'http://'],
    ['nothing', () => ''],
    ['a number', () => 7],
    ['a list', () => [router.origin]],
    ['a text without end', () => `${router.origin}/${'x'.repeat(3_000)}`],
  ])('for a callbackUrl with %s', async (_, url) => {
    const refused = await refusalOf(() => askWith({ callbackUrl: url() }));
    expect(refused).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', sent: 0 });
    expect(refused.message).toMatch(/callbackUrl takes|extensions\.subscription takes/);
    expect(refused.message).not.toContain('hunter2');
  });

  test.each<[string, object]>([
    ['no id', { subscriptionId: undefined }],
    ['a number as id', { subscriptionId: 1 }],
    ['no verifier', { verifier: undefined }],
    ['an empty verifier', { verifier: '' }],
    ['a negative heartbeat', { heartbeatIntervalMs: -1 }],
    ['a text as heartbeat', { heartbeatIntervalMs: '5s' }],
  ])('for %s', async (_, change) => {
    const refused = await refusalOf(() => askWith(change));
    expect(refused).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', sent: 0 });
  });

  test.each([[null], [7], ['text'], [[]], [{}], [true]])('for %j in place of all that', async (extension) => {
    const refused = await refusalOf(() => askForCallback(service, extension, {}, secret));
    expect(refused).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', sent: 0 });
  });

  test.each(['{ __typename }', 'mutation { __typename }'])('for %s', async (query) => {
    const ours = await refusalOf(() => askWith({}, { query }));
    expect(ours).toMatchObject({ status: 400, code: 'BAD_REQUEST', sent: 0 });
    const theirs = await refusalOf(() => askWith({ callbackUrl: foreign.origin }, { query }));
    expect(theirs.status).toBe(400);
  });

  test('for many at once', async () => {
    const one = { query: CHANGES, extensions: { subscription: foreign.open().extension } };
    const other = { query: '{ __typename }', extensions: { subscription: router.open().extension } };
    const headers = { 'content-type': 'application/json', ...secret };
    const body = JSON.stringify([one, other]);
    const batch = async () => {
      const response = await fetch(`${service.url}/graphql`, { method: 'POST', headers, body });
      return { status: response.status, body: await response.json() };
    };
    expect(await refusalOf(batch)).toMatchObject({ status: 400, sent: 0 });
  });

  test.each(['{ __typename }', CHANGES])('for GET of %s', async (query) => {
    for (const double of [router, foreign]) {
      const extensions = JSON.stringify({ subscription: double.open().extension });
      const headers = { 'apollo-require-preflight': '1', ...secret };
      const get = async () => {
        const response = await fetch(`${service.url}/graphql?${new URLSearchParams({ query, extensions })}`, {
          headers,
        });
        return { status: response.status, body: await response.json() };
      };
      expect(await refusalOf(get)).toMatchObject({ status: query === CHANGES ? 405 : 400, sent: 0 });
    }
  });

  test('without the secret', async () => {
    const refused = await refusalOf(() => askForCallback(service, router.open().extension));
    expect(refused).toMatchObject({ status: 401, code: 'UNAUTHENTICATED', sent: 0 });
  });

  test('where no origin is allowed', async () => {
    const off = await startTestService();
    const refused = await refusalOf(() => askForCallback(off, router.open().extension));
    expect(refused).toMatchObject({ status: 403, code: 'FORBIDDEN', sent: 0 });
    expect(refused.message).toContain('Set CALLBACK_ORIGINS');
    await off.stop();
  });
});

test('a router that is allowed leads nobody to one that is not', async () => {
  router.conduct = { check: { redirect: `${foreign.origin}/callback/1` } };
  expect(await refusalOf(() => askWith({}))).toMatchObject({ status: 400, code: 'BAD_REQUEST', sent: 1 });
});
