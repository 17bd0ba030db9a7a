import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../src/environment/context.ts';
import { DomainError } from '../../src/errors.ts';
import type { Feed } from '../../src/feed/feed.ts';
import { FeedStream } from '../../src/feed/stream.ts';
import { createCallbacks } from '../../src/server/callback.ts';
import { Live } from '../../src/server/live/live.ts';
import { createOperations } from '../../src/server/operations.ts';
import { until } from '../feed/support.ts';
import { type CallbackDouble, startCallbackDouble } from '../gateway/callback-double.ts';

let router: CallbackDouble;
beforeAll(async () => {
  router = await startCallbackDouble();
});
afterEach(() => expect(router.violations).toEqual([]));
afterAll(() => router.stop());

const START = { xid: 0n, id: 0n };

/** What a router hears of a server of one field: the values of these events, until the stream ends or fails. */
async function hearOf(values: () => AsyncGenerator<unknown>, refusal?: Error) {
  const stream = () =>
    new FeedStream({ kind: 'SECTION_CHANGED', customers: 'all' }, START, false, {
      epoch: 'test',
      async *batches() {
        for await (const value of values()) yield [{ position: START, value } as never];
      },
      release() {},
      isLevel: () => true,
    });
  const field = {
    subscribe() {
      if (refusal) throw refusal;
      return stream();
    },
    resolve({ value }: { value: unknown }) {
      if (value instanceof Error) throw value;
      return value;
    },
  };
  const typeDefs = parse('type Query { a: Int } type Subscription { field: Int }');
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: { Subscription: { field } } as never }]);

  const logged: string[] = [];
  const log = pino({ level: 'error' }, { write: (line) => logged.push(JSON.parse(line).err.message) });
  const identity = { kind: 'local', subject: 'test', customers: 'all' } as const;
  const logError = (error: unknown) => logged.push((error as Error).message);
  const contextValue = { identity, requestId: 'r1', logError } as unknown as Context;
  const operations = createOperations({
    schema,
    services: {} as never,
    maxTokens: 100,
    introspection: true,
    log,
  });
  const live = new Live({
    feed: { epoch: 'test', position: START, follow: stream } as unknown as Feed,
    createContext: () => contextValue,
    present: operations.present,
    most: { perConnection: 1, perIdentity: null },
  });
  const callbacks = createCallbacks({
    origins: [router.origin],
    most: 1,
    bufferBytes: 1_000,
    operations,
    live,
    log,
  });
  const server = new ApolloServer<Context>({
    schema,
    plugins: [callbacks.plugin],
    stopOnTerminationSignals: false,
  });
  await server.start();
  const subscription = router.open();
  const request = {
    query: 'subscription { field }',
    extensions: { subscription: subscription.extension },
  };
  const answer = await server.executeOperation(request, { contextValue });
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

test('an error in an event reaches the router in the words that clients may read', async () => {
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
  expect(logged).toEqual(['password hunter2 refused']);
});

test('and so does one that ends the stream, after what came before it', async () => {
  const { messages, logged } = await hearOf(async function* () {
    yield 1;
    throw unexpected();
  });
  expect(messages.map(({ action }) => action)).toEqual(['check', 'next', 'complete']);
  expect(messages.at(-1)?.errors).toEqual([masked]);
  expect(logged).toEqual(['password hunter2 refused']);
});

test('one for which the stream does not come about is in the answer', async () => {
  const { status, answered, messages, logged } = await hearOf(async function* () {}, unexpected());
  expect({ status, answered }).toMatchObject({ status: 500, answered: { errors: [masked] } });
  expect(messages.map(({ action }) => action)).toEqual(['check']);
  expect(logged).toEqual(['password hunter2 refused']);
});
