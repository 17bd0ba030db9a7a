import type { FastifyError, FastifyInstance } from 'fastify';
import { DomainError } from '../errors.ts';
import { HTTP_STATUS } from './errors.ts';

const WORDS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty; it takes JSON such as {"query": "{ __typename }"}.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The body takes JSON, with the header content-type: application/json.',
};

/** The doors that take some methods only, and what to say beside that. */
const HINTS: Readonly<Record<string, string>> = {
  '/graphql': '',
  '/graphql/stream':
    ' Each operation has a connection of its own (graphql-sse, distinct connections): it begins with the request and ends with the connection.',
};

/**
 * Answers what does not get as far as a handler in the shape that GraphQL clients read. What is not the caller's doing
 * is logged, and the caller is told under which request.
 */
export function serveRefusals(app: FastifyInstance, bodyLimit: number): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof DomainError) {
      const extensions = { code: error.code };
      return reply.code(HTTP_STATUS[error.code] ?? 400).send(problem(error.message, extensions));
    }
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const message =
        status === 413 ? `The body is larger than ${bodyLimit} bytes.` : (WORDS[error.code] ?? error.message);
      return reply.code(status).send(problem(message, { code: 'BAD_REQUEST' }));
    }
    request.log.error({ err: error }, 'A request met an unexpected error.');
    const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId: request.id };
    const message = `Something went wrong on our side. The log has it under request ${request.id}.`;
    return reply.code(500).send(problem(message, extensions));
  });

  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0];
    const hint = path === undefined ? undefined : HINTS[path];
    if (hint !== undefined) {
      reply.code(405).header('allow', 'GET, POST');
      return reply.send(
        problem(`${path} takes GET and POST, not ${request.method}.${hint}`, { code: 'BAD_REQUEST' }),
      );
    }
    return reply.code(404).send(
      problem(`There is nothing at ${path}. GraphQL is at /graphql, and / shows the rest.`, {
        code: 'NOT_FOUND',
      }),
    );
  });
}

function problem(message: string, extensions: Record<string, string>) {
  return { errors: [{ message, extensions }] };
}
