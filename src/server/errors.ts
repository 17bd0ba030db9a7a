import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, type ErrorCode } from '../errors.ts';
import type { LogError } from './log-error.ts';

/** Errors of the caller's own making keep their words; graphql-js and Apollo throw them as GraphQLErrors. */
const KEPT_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** The errors that HTTP has a status for even where GraphQL answers; all others are part of an answer. */
export const HTTP_STATUS: Partial<Record<ErrorCode, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403 };

/** A domain error as a GraphQL error whose HTTP status Apollo respects. */
export function toGraphqlError(error: DomainError): GraphQLError {
  const status = HTTP_STATUS[error.code];
  const extensions = { code: error.code, ...(status ? { http: { status } } : {}) };
  return new GraphQLError(error.message, { originalError: error, extensions });
}

/** Any error as GraphQL has them, which keeps what it was. */
export function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof DomainError) return toGraphqlError(error);
  return new GraphQLError(String(error), { originalError: error as Error });
}

/**
 * What a client is told of an error: domain errors and the caller's own mistakes in words, everything else as an
 * internal error with the request's id, under which the log has the truth.
 */
export function present(error: GraphQLError, requestId: string, log: LogError): GraphQLFormattedError {
  const place = {
    ...(error.locations ? { locations: error.locations } : {}),
    ...(error.path ? { path: error.path } : {}),
  };
  const original = error.originalError ?? error;
  if (original instanceof DomainError) {
    if (original.cause) log(original.cause, original.message);
    return { message: original.message, ...place, extensions: { code: original.code } };
  }
  const code = isCoercion(error) ? 'BAD_USER_INPUT' : error.extensions.code;
  if (typeof code === 'string' && KEPT_CODES.has(code))
    return { message: withoutValues(error.message), ...place, extensions: { code } };
  log(original, 'A request met an unexpected error.');
  return {
    message: `Something went wrong on our side. The log has it under request ${requestId}.`,
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  };
}

// graphql-js gives these no code of their own.
function isCoercion({ message }: GraphQLError): boolean {
  return /^(Argument|Variable) "/.test(message);
}

/**
 * graphql-js repeats what it was given. An object or a list, which may carry a channel's key or the secret path of its
 * URL, is left out: answers end up in the logs of clients and routers.
 */
function withoutValues(message: string): string {
  return message
    .replace(/(value: )[{[].*$/s, '$1…')
    .replace(/(got invalid value )[{[].*[}\]]( at "[^"]*")?; /s, '$1…$2; ');
}
