import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { createGatewayRuntime, type UnifiedGraphHandler } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { supergraphBy } from './compose.ts';
import { type Served, serveByApollo, serveByNode } from './serve.ts';
import { OURS, type Subgraph } from './subgraphs.ts';

/** How a gateway is to be. */
export interface GatewayOptions {
  readonly subgraphs: readonly Subgraph[];
  /** What it sends to our subgraph, and to no other, as Router-Authorization. */
  readonly secret?: string;
}

type StartGateway = (options: GatewayOptions) => Promise<Served>;

/** The gateways that know subscriptions; each takes them from our subgraph over a WebSocket. */
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

async function startHive(
  { subgraphs, secret }: GatewayOptions,
  handler?: UnifiedGraphHandler,
): Promise<Served> {
  const connectionParams = secret
    ? { options: { connectionParams: { 'Router-Authorization': secret } } }
    : {};
  const gateway = createGatewayRuntime({
    supergraph: supergraphBy('The Guild', subgraphs),
    ...(handler ? { unifiedGraphHandler: handler } : {}),
    transportEntries: {
      [OURS]: { options: { subscriptions: { kind: 'ws', location: '/graphql', ...connectionParams } } },
    },
    propagateHeaders: {
      fromClientToSubgraphs: ({ subgraphName }) =>
        subgraphName === OURS && secret ? { 'router-authorization': secret } : {},
    },
    logging: false,
  });
  return serveByNode(gateway as never, '/graphql', () => gateway[Symbol.asyncDispose]());
}
