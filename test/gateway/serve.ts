import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, type ApolloServerOptions, type BaseContext } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';

/** Something that listens on a free port of 127.0.0.1. */
export interface Served {
  /** Where its GraphQL is. */
  readonly url: string;
  stop(): Promise<void>;
}

const listen = { port: 0, host: '127.0.0.1' };

/** Serves a schema, or what a gateway makes of several, by a plain Apollo Server. */
export async function serveByApollo(
  options: Pick<ApolloServerOptions<BaseContext>, 'schema' | 'gateway'>,
): Promise<Served> {
  const server = new ApolloServer({
    ...options,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    stopOnTerminationSignals: false,
  } as ApolloServerOptions<BaseContext>);
  const { url } = await startStandaloneServer(server, { listen });
  return { url, stop: () => server.stop() };
}

/** An address that stands before something answers there: who is to be called back says where before it is up. */
export interface Door {
  /** Such as `http://127.0.0.1:50123`. */
  readonly origin: string;
  /** Serves what answers requests by itself, until the end of both. */
  serve(listener: RequestListener, path: string, dispose: () => PromiseLike<void>): Served;
}

/** Opens a door on a free port of 127.0.0.1. */
export async function openDoor(): Promise<Door> {
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(listen, resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    origin,
    serve(listener, path, dispose) {
      http.on('request', listener);
      return {
        url: origin + path,
        async stop() {
          const closed = new Promise((resolve) => http.close(resolve));
          await dispose();
          http.closeAllConnections();
          await closed;
        },
      };
    },
  };
}
