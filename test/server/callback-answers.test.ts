import { setTimeout as sleep } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../src/environment/context.ts';
import { DomainError } from '../../src/errors.ts';
import { createCallbacks } from '../../src/server/callback.ts';
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

describe('errors reach the router in the words that clients may read', () => {
  /** A server of one field, whose stream or whose value fails. */
  async function hearOf(subscribe: () => AsyncGenerator<unknown> | Promise<AsyncGenerator<unknown>>) {
    const logged: string[] = [];
    const callbacks = createCallbacks({ origins: [router.origin], most: 1, log: pino({ level: 'silent' }) });
    const resolve = (value: unknown) => {
      if (value instanceof Error) throw value;
      return value;
    };
    const server = new ApolloServer<Context>({
      typeDefs: 'type Query { a: Int } type Subscription { field: Int }',
      resolvers: { Subscription: { field: { subscribe, resolve } } },
      plugins: [callbacks.plugin],
      stopOnTerminationSignals: false,
    });
    await server.start();
    const subscription = router.open();
    const request = {
      query: 'subscription { field }',
      extensions: { subscription: subscription.extension },
    };
    const contextValue = { requestId: 'r1', logError: (error: unknown) => logged.push(String(error)) };
    const answer = await server.executeOperation(request, { contextValue: contextValue as never });
    const answered = answer.body.kind === 'single' ? answer.body.singleResult : null;
    if (answer.http.status === 200) await until(() => subscription.ended, 'it is complete');
    await callbacks.end(AbortSignal.timeout(1_000));
    await server.stop();
    return { status: answer.http.status, answered, logged, messages: subscription.messages };
  }

  const masked = {
    message: 'Something went wrong on our side. The log has it under request r1.',
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' },
  };
  const unexpected = () => new Error('password hunter2 refused');

  test('in an event', async () => {
    const { messages, logged } = await hearOf(async function* () {
      yield 1;
      yield unexpected();
      yield new DomainError('NOT_FOUND', 'There is no such thing.');
      yield 4;
    });
    expect(messages.map(({ action, payload }) => [action, payload?.data?.field])).toEqual([
      ['check', undefined],
      ['next', 1],
      ['next', null],
      ['next', null],
      ['next', 4],
      ['complete', undefined],
    ]);
    expect(messages[2]?.payload?.errors).toMatchObject([{ ...masked, path: ['field'] }]);
    expect(messages[3]?.payload?.errors).toMatchObject([
      { message: 'There is no such thing.', extensions: { code: 'NOT_FOUND' } },
    ]);
    expect(logged).toEqual(['Error: password hunter2 refused']);
  });

  test('at the end of a stream', async () => {
    const { messages, logged } = await hearOf(async function* () {
      yield 1;
      throw unexpected();
    });
    expect(messages.map(({ action }) => action)).toEqual(['check', 'next', 'complete']);
    expect(messages.at(-1)?.errors).toEqual([masked]);
    expect(logged).toEqual(['Error: password hunter2 refused']);
  });

  test('when the stream does not come about', async () => {
    const { status, answered, messages, logged } = await hearOf(async () => {
      throw unexpected();
    });
    expect({ status, answered }).toMatchObject({ status: 500, answered: { errors: [masked] } });
    expect(messages.map(({ action }) => action)).toEqual(['check']);
    expect(logged).toEqual(['Error: password hunter2 refused']);
  });
});
