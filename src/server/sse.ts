import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import type { Context } from '../environment/context.ts';
import { BadUserInput, DomainError } from '../errors.ts';
import type { Identity } from '../read/gate.ts';
import type { Identify } from './identity.ts';
import type { Operations } from './operations.ts';

/**
 * Serves GraphQL over server-sent events (graphql-sse, distinct connections) on /graphql/stream. Returns what ends every
 * stream without the word that it is complete, which clients take as a reason to connect again.
 */
export function serveSse(app: FastifyInstance, operations: Operations, identify: Identify): () => void {
  const streams = new Set<ServerResponse>();
  const handle = createHandler<Context & Record<PropertyKey, unknown>>({
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
      if (!Array.isArray(prepared)) return prepared as never;
      return [JSON.stringify({ errors: operations.present(prepared) }), refusal(400, 'Bad Request')];
    },
    onNext: ({ requestId }, _request, result) =>
      result.errors && ({ ...result, errors: operations.present(result.errors, requestId) } as never),
  });

  app.route({
    url: '/graphql/stream',
    method: ['GET', 'POST'],
    async handler(request, reply) {
      const type = `${request.headers['content-type']}`.split(';')[0];
      if (request.method === 'POST' && type?.trim().toLowerCase() !== 'application/json') {
        // Any page may send other types, without asking first.
        return reply.code(415).send({ errors: operations.present([needsJson()]) });
      }
      // The stream is written past Fastify.
      reply.hijack();
      streams.add(reply.raw);
      reply.raw.once('close', () => streams.delete(reply.raw));
      await handle(request, reply);
    },
  });
  return () => {
    for (const stream of streams) stream.destroy();
  };
}

const needsJson = () => new BadUserInput('POST takes application/json here.');

function refusal(status: number, statusText: string) {
  return { status, statusText, headers: { 'content-type': 'application/json; charset=utf-8' } };
}
