import { type ApolloServerPlugin, type GraphQLRequestContext, HeaderMap } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import type { Context } from '../environment/context.ts';
import { DomainError } from '../errors.ts';
import { getOrMake } from '../read/get-or-make.ts';
import { send } from './callback-messages.ts';
import { CallbackOutlet } from './callback-outlet.ts';
import { type Callback, readCallback } from './callback-request.ts';
import { runCallback } from './callback-subscription.ts';
import { asGraphqlError, present } from './errors.ts';
import type { Live } from './live/live.ts';
import { Member } from './live/member.ts';
import type { Operations } from './operations.ts';

/** Settings of subscriptions by callback. */
export interface CallbackOptions {
  /** The origins that may be called; without any, the transport is off. */
  readonly origins: readonly string[];
  /** How many subscriptions this process serves at a time. */
  readonly most: number;
  /** What may wait for a router that is slow to take a subscription's events, before it is given up. */
  readonly bufferBytes: number;
  readonly operations: Pick<Operations, 'prepare'>;
  readonly live: Pick<Live, 'subscribe'>;
  readonly log: FastifyBaseLogger;
}

/** What createCallbacks makes. */
export interface Callbacks {
  readonly plugin: ApolloServerPlugin<Context>;
  /** What waits for routers, and how many subscriptions have ended since the start because theirs was too slow. */
  readonly stats: { readonly queued: number; readonly cut: number };
  /**
   * Takes no more, and has every subscription tell its router to subscribe again. Settled when they have, at the latest
   * when `cutOff` says so.
   */
  end(cutOff: AbortSignal): Promise<void>;
}

const STATUS: Readonly<Record<string, number>> = {
  FORBIDDEN: 403,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};

const JSON_OR_ANY = /json|application\/\*|\*\/\*/i;

/**
 * Serves subscriptions that come to /graphql over Apollo's HTTP callback protocol (callback/1.0): the router's POST is
 * answered at once, and the events are POSTed to the router. Apollo Server's own plugin for it POSTs to any URL, shows
 * unexpected errors, and ends the process when a router refuses the last message.
 */
export function createCallbacks({
  origins,
  most,
  bufferBytes,
  operations,
  live,
  log,
}: CallbackOptions): Callbacks {
  const allowed = new Set(origins);
  const running = new Map<CallbackOutlet, Promise<void>>();
  const leaving = new AbortController();
  const cuttingOff = new AbortController();
  const departure = { leave: leaving.signal, cutOff: cuttingOff.signal };
  /** What keeps each from starting, by what its router calls it, as long as it starts or runs. */
  const known = new Map<string, Promise<readonly GraphQLError[]>>();
  let starting = 0;
  let cut = 0;
  const onCut = () => {
    cut += 1;
  };

  /** Starts a subscription, or tells what keeps it from starting. */
  async function start(asked: GraphQLRequestContext<Context>): Promise<readonly GraphQLError[]> {
    const { request } = asked;
    if (!isSubscription(asked)) throw notASubscription();
    if (request.extensions?.subscription === undefined) throw noTransport();
    const callback = readCallback(request.extensions.subscription, allowed);
    const name = JSON.stringify([callback.url, callback.id, callback.verifier]);
    // A router that got no answer asks again, and would be told everything twice.
    return getOrMake(known, name, () => {
      const forget = () => known.delete(name);
      const problems = begin(asked, callback, forget);
      problems.then(({ length }) => length > 0 && forget(), forget);
      return problems;
    });
  }

  async function begin(
    { source, request, contextValue }: GraphQLRequestContext<Context>,
    callback: Callback,
    onEnd: () => void,
  ): Promise<readonly GraphQLError[]> {
    if (leaving.signal.aborted) throw unavailable('This process shuts down. Subscribe again.');
    if (running.size + starting >= most)
      throw unavailable(`This process serves ${most} subscriptions by callback, and no more.`);
    starting += 1;
    try {
      const outcome = await send(callback, { action: 'check' }, cuttingOff.signal);
      if (outcome !== 'taken') throw unconfirmed(outcome);
      if (leaving.signal.aborted) throw unavailable('This process shuts down. Subscribe again.');
      // The documents that the other transports have: what is the same to them is told together.
      const operation = operations.prepare(
        { query: source ?? '', operationName: request.operationName, variables: request.variables },
        contextValue.identity,
      );
      if (Array.isArray(operation)) return operation;
      const outlet = new CallbackOutlet(bufferBytes, onCut);
      const member = await live.subscribe({ ...operation, contextValue, outlet });
      if (!(member instanceof Member)) return member.errors ?? [];
      const subscription = {
        callback,
        outlet,
        member,
        present: (error: GraphQLError) => present(error, contextValue.requestId, contextValue.logError),
        onLost: (why: string) => log.warn({ requestId: contextValue.requestId }, why),
      };
      running.set(
        outlet,
        runCallback(subscription, departure).finally(() => {
          running.delete(outlet);
          onEnd();
        }),
      );
      return [];
    } finally {
      starting -= 1;
    }
  }

  return {
    get stats() {
      let queued = 0;
      for (const { size } of running.keys()) queued += size;
      return { queued, cut };
    },
    plugin: {
      async requestDidStart() {
        return {
          // Apollo itself would execute a subscription like a query, and answer that its field cannot be null.
          async responseForOperation(asked) {
            const { request, contextValue } = asked;
            if (!isSubscription(asked) && request.extensions?.subscription === undefined) return null;
            const problems = await start(asked).catch((error: unknown) => [asGraphqlError(error)]);
            const { requestId, logError } = contextValue;
            return answer(
              asked,
              problems.map((problem) => present(problem, requestId, logError)),
            );
          },
        };
      },
    },
    async end(cutOff) {
      cutOff.addEventListener('abort', () => cuttingOff.abort());
      leaving.abort();
      await Promise.all(running.values());
    },
  };
}

// There is no operation yet where its name is unknown, whatever Apollo's types say.
function isSubscription({ operation }: GraphQLRequestContext<Context>): boolean {
  return operation?.operation === OperationTypeNode.SUBSCRIPTION;
}

function answer({ request }: GraphQLRequestContext<Context>, errors: readonly GraphQLFormattedError[]) {
  const accept = request.http?.headers.get('accept') ?? '*/*';
  // Apollo refuses with 406 who takes no JSON, and by now the subscription may have started.
  const type = JSON_OR_ANY.test(accept) ? [] : [['content-type', 'application/json; charset=utf-8'] as const];
  const status = errors[0] ? (STATUS[`${errors[0].extensions?.code}`] ?? 400) : 200;
  const singleResult = errors.length > 0 ? { errors } : { data: null };
  return { http: { status, headers: new HeaderMap(type) }, body: { kind: 'single' as const, singleResult } };
}

const unavailable = (message: string) => new DomainError('SERVICE_UNAVAILABLE', message);
const badRequest = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
const notASubscription = () => badRequest('extensions.subscription goes with subscriptions only.');
const noTransport = () =>
  badRequest(
    'Subscriptions do not come over plain HTTP. Use a WebSocket (graphql-transport-ws) on /graphql, server-sent events on /graphql/stream, or the HTTP callback protocol.',
  );
const unconfirmed = (outcome: string) =>
  badRequest(
    `The router's callback did not confirm the subscription (${outcome}). Check that callbackUrl reaches the router from here.`,
  );
