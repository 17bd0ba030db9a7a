import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { CloseCode, handleProtocols } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { DomainError } from '../errors.ts';
import type { Identity } from '../read/gate.ts';
import { createContext, type Services } from './context.ts';
import { present, toGraphqlError } from './errors.ts';
import type { Identify } from './identity.ts';

/** Settings of the WebSocket endpoint. */
export interface WebsocketOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly identify: Identify;
  readonly log: FastifyBaseLogger;
  readonly maxTokens: number;
  readonly maxPayloadBytes: number;
}

type Extra = { identity?: Identity };

/** Serves graphql-transport-ws on /graphql of an HTTP server; returns what closes every socket with 1001. */
export function serveWebsocket(http: Server, options: WebsocketOptions): () => Promise<void> {
  const { schema, services, identify, log, maxTokens, maxPayloadBytes } = options;
  const sockets = new WebSocketServer({ noServer: true, handleProtocols, maxPayload: maxPayloadBytes });

  http.on('upgrade', (request, socket, head) => {
    if (new URL(request.url ?? '/', 'http://host').pathname !== '/graphql') {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      sockets.emit('connection', webSocket, request),
    );
  });

  const { dispose } = useServer<Record<string, unknown>, Extra>(
    {
      schema,
      onConnect({ connectionParams, extra }) {
        try {
          const { request } = extra as Extra & { request: { headers: Record<string, unknown> } };
          extra.identity = identify(
            connectionParams?.['Router-Authorization'] ?? request.headers['router-authorization'],
          );
          return true;
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          // By itself graphql-ws closes with 4403, after which its clients, gateways among them, try again for half a
          // minute and say nothing meanwhile; 4401 ends the matter.
          extra.socket.close(CloseCode.Unauthorized, `${error.code}: ${error.message}`);
          return false;
        }
      },
      onSubscribe({ extra }, id, { query, operationName, variables }) {
        let document: ReturnType<typeof parse>;
        try {
          document = parse(query, { maxTokens });
        } catch (error) {
          return [withCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
        }
        const problems = validate(schema, document);
        if (problems.length > 0)
          return problems.map((problem) => withCode(problem, 'GRAPHQL_VALIDATION_FAILED'));
        const requestId = randomUUID();
        const facts = { identity: extra.identity as Identity, requestId, log: log.child({ operation: id }) };
        return {
          schema,
          document,
          operationName: operationName ?? null,
          variableValues: variables ?? null,
          contextValue: createContext(services, facts),
        } as never;
      },
      onError: (_, _id, _payload, errors) =>
        errors.map((error) => presentHere(asGraphqlError(error), undefined)),
      onNext: (_, _id, _payload, args, result) =>
        result.errors &&
        ({
          ...result,
          errors: result.errors.map((error) =>
            presentHere(error as GraphQLError, args.contextValue as never),
          ),
        } as never),
    },
    sockets,
  );

  function presentHere(error: GraphQLError, context: { requestId: string } | undefined) {
    const requestId = context?.requestId ?? randomUUID();
    return present(error, requestId, (cause, message) =>
      log.error({ err: cause, requestId }, message),
    ) as never;
  }

  return async () => {
    await dispose();
  };
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return Object.assign(error, { extensions: { ...error.extensions, code } });
}

function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof DomainError) return toGraphqlError(error);
  return new GraphQLError(String(error));
}
