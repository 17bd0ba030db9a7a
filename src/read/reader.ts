import { isConnectionLost } from '../db/availability.ts';
import type { Database } from '../db/client.ts';
import { DomainError } from '../errors.ts';
import { type Ask, toStatement } from './statement.ts';

/** The rows of one ask by key (no entry: none), or why they could not be read. */
export type Answer = ReadonlyMap<string, readonly unknown[]> | DomainError;

/** Reads any number of asks in one SQL statement. */
export interface Reader {
  read(asks: readonly Ask[]): Promise<Answer[]>;
}

interface Line {
  readonly ask: number;
  readonly key: string;
  readonly rows: string | null;
}

const QUERY_CANCELED = '57014';

/**
 * A reader on a database. Where the statement fails for a reason of its own, each ask is tried alone, so that one broken
 * section does not take the others with it; where the database is away or too slow, all fail at once.
 */
export function createReader(db: Database): Reader {
  const readTogether = async (asks: readonly Ask[]): Promise<Answer[]> => {
    const lines: Line[] = await db.any(toStatement(asks) as never);
    const answers = asks.map(() => new Map<string, readonly unknown[]>());
    for (const { ask, key, rows } of lines) if (rows !== null) answers[ask]?.set(key, JSON.parse(rows));
    return answers;
  };
  const readAlone = async (ask: Ask): Promise<Answer> => {
    try {
      return (await readTogether([ask]))[0] as Answer;
    } catch (error) {
      return toDomainError(error, ask);
    }
  };
  return {
    async read(asks) {
      try {
        return await readTogether(asks);
      } catch (error) {
        if (asks.length === 1 || isHopeless(error)) return asks.map((ask) => toDomainError(error, ask));
        return Promise.all(asks.map(readAlone));
      }
    },
  };
}

function isHopeless(error: unknown): boolean {
  return isConnectionLost(error) || (error as { code?: unknown }).code === QUERY_CANCELED;
}

function toDomainError(cause: unknown, { read }: Ask): DomainError {
  if (isConnectionLost(cause)) {
    return new DomainError('SERVICE_UNAVAILABLE', 'The database does not answer. Try again in a moment.', {
      cause,
    });
  }
  if ((cause as { code?: unknown }).code === QUERY_CANCELED) {
    return new DomainError(
      'SERVICE_UNAVAILABLE',
      'The database took too long. Ask for less at once, or try again.',
      { cause },
    );
  }
  return new DomainError('SECTION_UNAVAILABLE', `The section "${read.name}" cannot be read at the moment.`, {
    cause,
  });
}
