import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';

/** What PostgreSQL and its driver repeat of a statement and its rows: a key or a letter may stand in it. */
const CONTENT = new Set([
  'detail',
  'where',
  'query',
  'internalQuery',
  'values',
  'parameters',
  'params',
  'result',
]);

/** The service's log. Errors are written without what the database repeats of its content. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, serializers: { err: describeError } };
  return destination ? pino(options, destination) : pino(options);
}

/** An error as it is logged: type, message, stack and codes. */
export function describeError(error: unknown): unknown {
  const found: unknown = stdSerializers.err(error as Error);
  if (!(error instanceof Error)) return found;
  const { aggregateErrors, ...own } = found as Record<string, unknown> & { aggregateErrors?: unknown[] };
  const kept = Object.entries(own).filter(([key]) => !CONTENT.has(key));
  if (!(error instanceof AggregateError)) return Object.fromEntries(kept);
  return { ...Object.fromEntries(kept), aggregateErrors: error.errors.map(describeError) };
}
