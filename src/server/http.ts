import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Config } from '../config.ts';
import type { Context } from '../environment/context.ts';
import { DomainError } from '../errors.ts';
import { loadSigner } from '../report/signing-key.ts';
import { createCallbacks } from './callback.ts';
import { EventContext, RequestContext, type Services } from './context.ts';
import { toGraphqlError } from './errors.ts';
import { sendGraphiql, wantsPage } from './graphiql.ts';
import { createApolloServer } from './graphql.ts';
import { createComesFromHere, createIdentify } from './identity.ts';
import { listen } from './listen.ts';
import { Live } from './live/live.ts';
import { serveMetrics } from './metrics.ts';
import { createOperations } from './operations.ts';
import { serveOverview } from './overview.ts';
import { serveProbes } from './probes.ts';
import { serveRefusals } from './refusals.ts';
import { createReportLinks } from './rest/links.ts';
import { refuseAddress } from './rest/problem.ts';
import { serveRest } from './rest/routes.ts';
import { buildSchema } from './schema.ts';
import { serveSse } from './sse.ts';
import { serveWebsocket } from './websocket.ts';

/** A server that listens. */
export interface RunningServer {
  /** Where it can be reached, such as `http://127.0.0.1:4001`. */
  readonly url: string;
  /** Says on /readyz that it is about to stop, and goes on as before. */
  announceStop(): void;
  /** Stops listening, closes sockets with 1001, and lets running requests finish until the grace period is over. */
  stop(): Promise<void>;
}

/** What is made before there is a server; it adds the rest itself. */
export type GivenServices = Omit<Services, 'reportLinks' | 'signReport'>;

/** What the server needs. */
export interface ServerOptions {
  readonly config: Config;
  readonly services: GivenServices;
  readonly log: FastifyBaseLogger;
}

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** Starts listening with every door open. */
export async function startServer({ config, services: given, log }: ServerOptions): Promise<RunningServer> {
  const schema = buildSchema(config.maxRepresentations);
  const identify = createIdentify(config.routerSecret);
  const comesFromHere = createComesFromHere(config.routerSecret);
  const open = config.nodeEnv !== 'production';
  // Where we listen is known once we do, and nobody asks before.
  let publicUrl = config.publicUrl ?? '';
  const services: Services = {
    ...given,
    reportLinks: createReportLinks(config.routerSecret, () => publicUrl),
    signReport: await loadSigner(config.reportSigningKey),
  };

  const operations = createOperations({
    schema,
    services,
    maxTokens: config.maxTokens,
    introspection: open,
    log,
  });
  const live = new Live({
    feed: services.feed,
    createContext: (identity) => new EventContext(services, { identity, requestId: randomUUID(), log }),
    present: operations.present,
    most: {
      perConnection: config.maxSubscriptionsPerConnection,
      perIdentity: config.maxSubscriptionsPerIdentity,
    },
  });
  const { subscriberBufferBytes: bufferBytes, heartbeatMs } = config;
  const callbacks = createCallbacks({
    origins: config.callbackOrigins ?? [],
    most: config.maxCallbackSubscriptions,
    bufferBytes,
    operations,
    live,
    log,
  });
  const apollo = createApolloServer({
    schema,
    maxTokens: config.maxTokens,
    introspection: open,
    plugins: [callbacks.plugin],
  });
  await apollo.start();

  let isLeaving = false;
  let draining = false;
  const app: FastifyInstance = Fastify({
    loggerInstance: log,
    bodyLimit: config.bodyLimitBytes,
    frameworkErrors: refuseAddress,
    forceCloseConnections: 'idle',
    genReqId: ({ headers }) => requestIdFrom(headers['x-request-id']),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (!comesFromHere(request.headers)) {
      throw new DomainError(
        'FORBIDDEN',
        'Pages of other sites may not ask here. Set ROUTER_SECRET to serve more than this machine.',
      );
    }
  });
  app.addHook('onSend', async (_, reply) => {
    // A kept connection would hold us until it has been idle for a minute.
    if (draining) reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, url } = request;
    request.log.debug(
      // A signature is a key for as long as it holds.
      {
        method,
        url: url.replace(/signature=[^&]*/g, 'signature=…'),
        status: reply.statusCode,
        milliseconds: reply.elapsedTime,
      },
      'Answered.',
    );
  });
  serveRefusals(app, config.bodyLimitBytes);
  serveOverview(app, { demo: config.demoData, graphiql: open, secret: config.routerSecret !== null });
  serveProbes(app, services.probe, () => isLeaving);
  serveGraphql(app, apollo, { services, identify, graphiql: open });
  serveRest(app, { services, identify });

  const sse = serveSse(app, { operations, live, identify, bufferBytes });
  const websocket = serveWebsocket(app.server as Server, {
    operations,
    live,
    identify,
    maxPayloadBytes: config.bodyLimitBytes,
    comesFromHere,
    bufferBytes,
    heartbeatMs,
  });
  serveMetrics(app, {
    feed: () => services.feed.stats,
    live: () => live.stats,
    alerts: services.alertStats,
    alertBacklog: services.alertBacklog,
    callbacks: () => callbacks.stats,
    doors: { websocket: () => websocket.stats, sse: () => sse.stats },
  });
  const url = await listen(app, config);
  publicUrl ||= url;
  return {
    url,
    announceStop() {
      isLeaving = true;
    },
    async stop() {
      isLeaving = true;
      draining = true;
      const cutOff = setTimeout(() => {
        log.warn(`Cut off what was still running after ${config.shutdownGraceMs} ms.`);
        app.server.closeAllConnections();
      }, config.shutdownGraceMs);
      // All at once, so that nothing new comes in while sockets say goodbye.
      const ends = [
        app.close(),
        websocket.close(),
        callbacks.end(AbortSignal.timeout(config.shutdownGraceMs)),
      ];
      sse.close();
      await Promise.all(ends).finally(() => clearTimeout(cutOff));
      await apollo.stop();
    },
  };
}

interface GraphqlDoor {
  readonly services: Services;
  readonly identify: ReturnType<typeof createIdentify>;
  readonly graphiql: boolean;
}

function serveGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<Context>,
  { services, identify, graphiql }: GraphqlDoor,
): void {
  const handle = fastifyApolloHandler(apollo, {
    context: async (request) => {
      try {
        const identity = identify(request.headers['router-authorization']);
        return new RequestContext(services, { identity, requestId: request.id, log: app.log });
      } catch (error) {
        throw error instanceof DomainError ? toGraphqlError(error) : error;
      }
    },
  });
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    handler(request, reply) {
      if (graphiql && wantsPage(request)) return sendGraphiql(reply);
      return handle.call(app, request, reply);
    },
  });
}

// The router's id when it sends a plausible one, so that one request has one id in every log.
function requestIdFrom(header: unknown): string {
  return typeof header === 'string' && REQUEST_ID.test(header) ? header : randomUUID();
}
