import type { Database } from '../db/client.ts';
import { DomainError } from '../errors.ts';
import { type Ask, toStatement } from './statement.ts';
import { asUnavailable } from './unavailable.ts';

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
        if (asks.length === 1 || asUnavailable(error)) return asks.map((ask) => toDomainError(error, ask));
        return Promise.all(asks.map(readAlone));
      }
    },
  };
}

function toDomainError(cause: unknown, { read }: Ask): DomainError {
  return (
    asUnavailable(cause) ??
    new DomainError('SECTION_UNAVAILABLE', `The section "${read.name}" cannot be read at the moment.`, {
      cause,
    })
  );
}
