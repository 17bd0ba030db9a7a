import { isConnectionLost } from '../db/availability.ts';
import { DomainError } from '../errors.ts';

const QUERY_CANCELED = '57014';

/** The database's silence or slowness, in words for the caller; null for an error that says anything else. */
export function asUnavailable(cause: unknown): DomainError | null {
  if (isConnectionLost(cause))
    return unavailable('The database does not answer. Try again in a moment.', cause);
  if ((cause as { code?: unknown }).code === QUERY_CANCELED)
    return unavailable('The database took too long. Ask for less at once, or try again.', cause);
  return null;
}

/**
 * What the database gives.
 * @throws {DomainError} SERVICE_UNAVAILABLE where it is away or too slow; any other error as it is.
 */
export async function orUnavailable<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    throw asUnavailable(error) ?? error;
  }
}

function unavailable(message: string, cause: unknown): DomainError {
  return new DomainError('SERVICE_UNAVAILABLE', message, { cause });
}
