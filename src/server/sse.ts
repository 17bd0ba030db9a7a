import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { createHandler, type Response } from 'graphql-sse';
import type { Context } from '../environment/context.ts';
import { DomainError } from '../errors.ts';
import type { Identity } from '../read/gate.ts';
import { EventStream } from './event-stream.ts';
import type { Identify } from './identity.ts';
import type { Live, Subscribing } from './live/live.ts';
import type { Operations } from './operations.ts';
import { FAREWELL_MS } from './peer.ts';

const EVENT_STREAM = /(^|,)\s*text\/event-stream\s*(;|,|$)/i;

/** Settings of the endpoint for server-sent events. */
export interface SseOptions {
  readonly operations: Operations;
  readonly live: Live;
  readonly identify: Identify;
  /** What may wait to be read by a subscriber before it is cut off. */
  readonly bufferBytes: number;
}

/** The endpoint for server-sent events while it serves. */
export interface SseDoor {
  /** Open streams, and how many have been cut off since the start because they did not keep up. */
  readonly stats: { readonly sockets: number; readonly cut: number };
  /**
   * Ends every stream, after what was written before, without the word that it is complete, which clients take as a reason
   * to connect again.
   */
  close(): void;
}

/** Serves GraphQL over server-sent events (graphql-sse, distinct connections) on /graphql/stream. */
export function serveSse(app: FastifyInstance, options: SseOptions): SseDoor {
  const streams = new Set<EventStream>();
  const handle = createProtocol(options);
  let cut = 0;

  app.route({
    url: '/graphql/stream',
    method: ['GET', 'POST'],
    async handler(request, reply) {
      const type = `${request.headers['content-type']}`.split(';')[0];
      if (request.method === 'POST' && type?.trim().toLowerCase() !== 'application/json') {
        // Any page may send other types, without asking first.
        return reply.code(415).send({ errors: options.operations.present([needsJson()]) });
      }
      if (!EVENT_STREAM.test(`${request.headers.accept}`)) {
        return reply.code(406).send({ errors: options.operations.present([needsEventStream()]) });
      }
      // The stream is written past Fastify.
      reply.hijack();
      const stream = new EventStream(reply.raw, options.bufferBytes, () => {
        cut += 1;
      });
      streams.add(stream);
      reply.raw.once('close', () => streams.delete(stream));
      // Whatever goes wrong from here on, nobody else would end the response.
      reply.raw.once('error', () => reply.raw.destroy());
      const { method, url } = request;
      // The protocol takes this header for a stream only where it says nothing else.
      const headers = {
        get: (name: string) =>
          name === 'accept' ? 'text/event-stream' : String(request.headers[name] ?? ''),
      };
      const body = request.body as Record<string, unknown>;
      try {
        const answer = await handle({ method, url, headers, body, raw: request, context: stream });
        await respond(reply, stream, answer, options);
      } catch (error) {
        options.operations.present([error]);
        reply.raw.destroy();
      }
    },
  });
  return {
    get stats() {
      return { sockets: streams.size, cut };
    },
    close() {
      for (const stream of streams) stream.breakOff();
      setTimeout(() => {
        for (const stream of streams) stream.destroy();
      }, FAREWELL_MS).unref();
    },
  };
}

function createProtocol({ operations, live, identify }: SseOptions) {
  return createHandler<FastifyRequest, EventStream, Context & Record<PropertyKey, unknown>>({
    // One connection for each operation, so there is no reservation to tell apart.
    authenticate: () => '',
    onSubscribe(request, params) {
      let identity: Identity;
      try {
        identity = identify(request.raw.headers['router-authorization']);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        return [JSON.stringify({ errors: operations.present([error]) }), refusal(401, 'Unauthorized')];
      }
      const prepared = operations.prepare(params as never, identity);
      if (!Array.isArray(prepared)) return { ...prepared, outlet: request.context } as never;
      return [JSON.stringify({ errors: operations.present(prepared) }), refusal(400, 'Bad Request')];
    },
    subscribe: (args) => live.subscribe(args as unknown as Subscribing) as never,
    onNext: ({ requestId }, _request, result) =>
      result.errors && ({ ...result, errors: operations.present(result.errors, requestId) } as never),
  });
}

/** Writes what the protocol answers: a body, or a stream of which it yields all but the results. */
async function respond(
  reply: FastifyReply,
  stream: EventStream,
  [body, { status, statusText, headers }]: Response,
  { operations }: SseOptions,
): Promise<void> {
  const { raw } = reply;
  raw.writeHead(status, statusText, { ...(reply.getHeaders() as Record<string, string>), ...headers });
  if (body === null || typeof body === 'string') {
    raw.end(body === null ? undefined : withCodes(body));
    return;
  }
  stream.open();
  raw.once('close', () => void body.return(undefined));
  if (raw.destroyed) void body.return(undefined);
  try {
    for await (const text of body) if (raw.writable) raw.write(text);
    if (raw.writable) raw.end();
  } catch (error) {
    const result = JSON.stringify({ errors: operations.present([error]) });
    if (raw.writable) raw.end(`event: next\ndata: ${result}\n\nevent: complete\ndata:\n\n`);
  }
}

// What the protocol refuses by itself, such as a missing query, has none.
function withCodes(body: string): string {
  const { errors } = JSON.parse(body) as { readonly errors: readonly GraphQLFormattedError[] };
  return JSON.stringify({ errors: errors.map((one) => ({ extensions: { code: 'BAD_REQUEST' }, ...one })) });
}

const needsJson = () => badRequest('POST takes application/json here.');

const needsEventStream = () =>
  badRequest(
    'This address answers with server-sent events: send the header accept: text/event-stream. For JSON, ask at /graphql.',
  );

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}

function refusal(status: number, statusText: string) {
  return { status, statusText, headers: { 'content-type': 'application/json; charset=utf-8' } };
}
