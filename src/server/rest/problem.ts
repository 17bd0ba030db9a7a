import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorCode } from '../../errors.ts';
import { createLogError, type LogError, type OutageJudge } from '../log-error.ts';
import { REST_PATH } from './parameters.ts';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CURSOR_EXPIRED: 410,
  HISTORY_UNAVAILABLE: 400,
  SECTION_UNAVAILABLE: 503,
  SERVICE_UNAVAILABLE: 503,
};
/** What HTTP asks for beside a status. */
const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'www-authenticate': 'Router-Authorization' },
  503: { 'retry-after': '5' },
};

/** What went wrong, as RFC 9457 writes it; `code` is what the graph calls the same error. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  /** Where the log has what the caller is not told. */
  readonly requestId?: string;
}

/** The same as JSON Schema. */
export const problemSchema = {
  type: 'object',
  description: 'What went wrong (RFC 9457).',
  properties: {
    type: { type: 'string', const: 'about:blank' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong and what to do, in words.' },
    code: { type: 'string', description: 'What the graph calls the same error in extensions.code.' },
    requestId: { type: 'string', description: 'Where the log has the rest, for errors of ours.' },
  },
  required: ['type', 'title', 'status', 'detail', 'code'],
  additionalProperties: false,
} as const;

/** An error with an HTTP status of its own, whose message is written for the caller. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Answers every error below an instance as application/problem+json; what is not the caller's doing is logged and masked. */
export function serveProblems(rest: FastifyInstance, outages: OutageJudge): void {
  rest.setErrorHandler<FastifyError>((error, request, reply) =>
    sendProblem(reply, toProblem(error, request, createLogError(rest.log, request.id, outages))),
  );
  rest.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0];
    return sendProblem(
      reply,
      problem(404, 'NOT_FOUND', `There is nothing at ${path}. See openapi.json for what there is.`),
    );
  });
}

/** Answers an address that no path can be found for, such as one with a broken percent sign: problems below us, errors elsewhere. */
export function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 400;
  if (request.url.startsWith(`${REST_PATH}/`)) {
    sendProblem(reply, problem(status, 'BAD_USER_INPUT', error.message));
    return;
  }
  const extensions = { code: 'BAD_REQUEST' };
  reply.code(status).send({ errors: [{ message: error.message, extensions }] });
}

function sendProblem(reply: FastifyReply, body: Problem): FastifyReply {
  reply.removeHeader('etag').headers({ 'cache-control': 'no-store', ...HEADERS[body.status] });
  return reply.code(body.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
}

function toProblem(error: FastifyError, request: FastifyRequest, log: LogError): Problem {
  if (error instanceof DomainError) {
    if (error.cause) log(error.cause, error.message);
    return problem(STATUS[error.code], error.code, error.message);
  }
  if (error instanceof HttpError) return problem(error.status, error.code, error.message);
  const status = error.statusCode ?? 500;
  if (status < 500) return problem(status, 'BAD_REQUEST', error.message);
  log(error, 'A request met an unexpected error.');
  const detail = `Something went wrong on our side. The log has it under request ${request.id}.`;
  return { ...problem(500, 'INTERNAL_SERVER_ERROR', detail), requestId: request.id };
}

function problem(status: number, code: string, detail: string): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, code };
}
