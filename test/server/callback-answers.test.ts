import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../feed/support.ts';
import { type CallbackDouble, startCallbackDouble } from '../gateway/callback-double.ts';
import type { TestService } from '../support/service.ts';
import { actionsOf, askForCallback, startCallingService, watchStreams } from './callback-support.ts';

const streams = watchStreams();
let router: CallbackDouble;
let service: TestService;
beforeAll(async () => {
  router = await startCallbackDouble();
  service = await startCallingService([router]);
});
afterEach(() => expect(router.violations).toEqual([]));
afterAll(async () => {
  await service?.stop();
  await router?.stop();
  streams.restore();
});

describe('what is wrong with the operation itself is in the answer, and nothing follows it:', () => {
  const deep = `${'customer { technicalEnvironment { integrations { '.repeat(6)} id ${'} } }'.repeat(6)}`;

  test.each([
    ['a field that does not exist', { query: 'subscription { nothing }' }, 'GRAPHQL_VALIDATION_FAILED', 0],
    ['no GraphQL', { query: 'subscription {' }, 'GRAPHQL_PARSE_FAILED', 0],
    [
      'more depth than queries may have',
      { query: `subscription { integrationStatusChanged { ${deep} } }` },
      'GRAPHQL_VALIDATION_FAILED',
      0,
    ],
    ['what is no UUID', { variables: { id: 'nonsense' } }, 'BAD_USER_INPUT', 1],
    ['a variable of another type', { variables: { id: { x: 1 } } }, 'BAD_USER_INPUT', 1],
    ['a cursor of another feed', { variables: { after: 'bm8' } }, 'CURSOR_EXPIRED', 1],
  ])('%s', async (_, request, code, checks) => {
    const subscription = router.open(500);
    const { status, body } = await askForCallback(service, subscription.extension, request);
    expect({ status, code: body.errors?.[0].extensions.code }).toEqual({ status: 400, code });
    expect(streams.count()).toBe(0);
    await sleep(400);
    expect(actionsOf(subscription)).toEqual(Array.from({ length: checks }, () => 'check'));
  });
});

test('more than a process serves wait for another one to end', async () => {
  const small = await startCallingService([router], { MAX_CALLBACK_SUBSCRIPTIONS: '2' });
  const [first, second, third] = [router.open(500), router.open(500), router.open(500)] as const;
  // At the same time, so that those which are being confirmed count too.
  router.delayMs = 100;
  const asking = [first, second, third].map(({ extension }) => askForCallback(small, extension));
  const answers = await Promise.all(asking);
  router.delayMs = 0;
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 503]);
  expect(answers.find(({ status }) => status === 503)?.body.errors).toMatchObject([
    {
      message: expect.stringContaining('serves 2 subscriptions'),
      extensions: { code: 'SERVICE_UNAVAILABLE' },
    },
  ]);
  for (const one of [first, second, third]) one.ended = true;
  await until(() => streams.count() === 0, 'they have ended');
  expect(await askForCallback(small, router.open().extension)).toMatchObject({ status: 200 });
  await small.stop();
});

test.each([
  ['application/json;callbackSpec=1.0', 'application/json; callbackSpec=1.0; charset=utf-8'],
  ['application/json;callbackSpec=1.0; charset=utf-8', 'application/json; callbackSpec=1.0; charset=utf-8'],
  ['application/json', 'application/json; charset=utf-8'],
  ['multipart/mixed;subscriptionSpec=1.0, application/json', 'application/json; charset=utf-8'],
  ['multipart/mixed;subscriptionSpec=1.0', 'application/json; charset=utf-8'],
  ['*/*', 'application/json; charset=utf-8'],
])('who accepts %s is answered in %s', async (accept, type) => {
  const ask = (extension: unknown) => askForCallback(service, extension, {}, { accept });
  expect(await ask({})).toMatchObject({ status: 400, type });
  expect(await ask(undefined)).toMatchObject({ status: 400, type });
  const subscription = router.open(500);
  expect(await ask(subscription.extension)).toEqual({ status: 200, type, body: { data: null } });
  subscription.ended = true;
  await until(() => streams.count() === 0, 'it has ended');
});
