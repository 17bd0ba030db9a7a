import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { createGatewayRuntime, type UnifiedGraphHandler } from '@graphql-hive/gateway-runtime';
import { MemPubSub } from '@graphql-hive/pubsub';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { supergraphBy } from './compose.ts';
import { type Door, openDoor, type Served, serveByApollo } from './serve.ts';
import { OURS, type Subgraph } from './subgraphs.ts';

/** How a gateway takes subscriptions from our subgraph. */
export type Transport = 'WebSocket' | 'server-sent events' | 'HTTP callback';

/** How a gateway is to be. */
export interface GatewayOptions {
  readonly subgraphs: readonly Subgraph[];
  /** What it sends to our subgraph, and to no other, as Router-Authorization. */
  readonly secret?: string;
  /** WebSocket, unless said. */
  readonly transport?: Transport;
  /** Where it answers, which our service must know beforehand to call it back; any, unless said. */
  readonly door?: Door;
}

type StartGateway = (options: GatewayOptions) => Promise<Served>;

/** The gateways that know subscriptions. */
export const subscribingGateways: Readonly<Record<string, StartGateway>> = {
  'Hive Gateway': (options) => startHive(options),
  'Hive Gateway with the native router': (options) =>
    // The runtime has a copy of the types of its own.
    startHive(options, unifiedGraphHandler as unknown as UnifiedGraphHandler),
};

/** Every gateway, over the supergraph that its maker's composer makes, on a free port. */
export const gateways: Readonly<Record<string, StartGateway>> = {
  'Apollo Gateway': startApollo,
  ...subscribingGateways,
};

async function startApollo({ subgraphs, secret }: GatewayOptions): Promise<Served> {
  const gateway = new ApolloGateway({
    supergraphSdl: supergraphBy('Apollo', subgraphs),
    buildService: ({ name, url }) =>
      new RemoteGraphQLDataSource({
        url: url as string,
        willSendRequest({ request }) {
          if (name === OURS && secret) request.http?.headers.set('Router-Authorization', secret);
        },
      }),
  });
  return serveByApollo({ gateway });
}

/** What Hive Gateway asks for, in milliseconds: short, so that a test outlasts several. */
export const HEARTBEAT_MS = 1_500;
const CALLBACK_PATH = '/callbacks';

// As README has it.
function subscriptionsOver(transport: Transport, { origin }: Door, secret: string | undefined): object {
  switch (transport) {
    case 'WebSocket':
      return {
        kind: 'ws',
        location: '/graphql',
        ...(secret ? { options: { connectionParams: { 'Router-Authorization': secret } } } : {}),
      };
    case 'server-sent events':
      return { kind: 'http', location: '/graphql/stream', options: { method: 'POST' } };
    case 'HTTP callback':
      return {
        kind: 'http-callback',
        options: {
          public_url: origin + CALLBACK_PATH,
          path: CALLBACK_PATH,
          heartbeat_interval: HEARTBEAT_MS,
        },
      };
  }
}

async function startHive(
  { subgraphs, secret, transport = 'WebSocket', door: given }: GatewayOptions,
  handler?: UnifiedGraphHandler,
): Promise<Served> {
  const door = given ?? (await openDoor());
  const gateway = createGatewayRuntime({
    supergraph: supergraphBy('The Guild', subgraphs),
    ...(handler ? { unifiedGraphHandler: handler } : {}),
    transportEntries: {
      [OURS]: { options: { subscriptions: subscriptionsOver(transport, door, secret) } },
    },
    ...(transport === 'HTTP callback' ? { webhooks: true, pubsub: new MemPubSub() } : {}),
    propagateHeaders: {
      fromClientToSubgraphs: ({ subgraphName }) =>
        subgraphName === OURS && secret ? { 'router-authorization': secret } : {},
    },
    logging: false,
  } as Parameters<typeof createGatewayRuntime>[0]);
  return door.serve(gateway as never, '/graphql', () => gateway[Symbol.asyncDispose]());
}
