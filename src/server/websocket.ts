import type { Server } from 'node:http';
import { CloseCode, handleProtocols } from 'graphql-ws';
import { type Extra as SocketExtra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Context } from '../environment/context.ts';
import { DomainError } from '../errors.ts';
import type { Identity } from '../read/gate.ts';
import type { ComesFromHere, Identify } from './identity.ts';
import type { Operations } from './operations.ts';

/** Settings of the WebSocket endpoint. */
export interface WebsocketOptions {
  readonly operations: Operations;
  readonly identify: Identify;
  readonly maxPayloadBytes: number;
  readonly comesFromHere: ComesFromHere;
}

type Extra = { identity?: Identity };

/** How long a socket may take to answer that it closes. */
const FAREWELL_MS = 2_000;

/** Serves graphql-transport-ws on /graphql of an HTTP server; returns what closes every socket with 1001. */
export function serveWebsocket(http: Server, options: WebsocketOptions): () => Promise<void> {
  const { operations, identify, maxPayloadBytes, comesFromHere } = options;
  const sockets = new WebSocketServer({ noServer: true, handleProtocols, maxPayload: maxPayloadBytes });

  http.on('upgrade', (request, socket, head) => {
    // Nobody else listens any more, and an error without a listener ends the process.
    socket.on('error', () => socket.destroy());
    if (!comesFromHere(request.headers)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    if (!URL.canParse(request.url ?? '', 'http://host') || pathOf(request.url) !== '/graphql') {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      sockets.emit('connection', webSocket, request),
    );
  });

  const { dispose } = useServer<Record<string, unknown>, Extra>(
    {
      onConnect({ connectionParams, extra }) {
        const { request, socket } = extra as Extra & SocketExtra;
        try {
          extra.identity = identify(
            connectionParams?.['Router-Authorization'] ?? request.headers['router-authorization'],
          );
          return true;
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          // By itself graphql-ws closes with 4403, after which its clients, gateways among them, try again for half a
          // minute and say nothing meanwhile; 4401 ends the matter.
          socket.close(CloseCode.Unauthorized, `${error.code}: ${error.message}`);
          return false;
        }
      },
      onSubscribe: ({ extra }, _id, payload) =>
        operations.prepare(payload, extra.identity as Identity) as never,
      onError: (_, _id, _payload, errors) => operations.present(errors) as never,
      onNext: (_, _id, _payload, { contextValue }, result) =>
        result.errors &&
        ({
          ...result,
          errors: operations.present(result.errors, (contextValue as Context).requestId),
        } as never),
    },
    sockets,
  );
  return async () => {
    // A client that is asleep does not answer, and would hold us for half a minute.
    const impatience = setTimeout(() => {
      for (const client of sockets.clients) client.terminate();
    }, FAREWELL_MS);
    await Promise.resolve(dispose()).finally(() => clearTimeout(impatience));
  };
}

function pathOf(url = '/'): string {
  return new URL(url, 'http://host').pathname;
}
