import { BadUserInput } from '../errors.ts';
import { isUuid } from './uuid.ts';

/** A Relay connection. */
export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** A place in a list that is ordered by instant and id, newest first. */
export interface Place {
  readonly at: string;
  readonly id: string;
}

/**
 * Checks a count such as `first`.
 * @throws {BadUserInput} outside 1–maximum.
 */
export function parseCount(value: number, name = 'first', maximum = 100): number {
  if (Number.isInteger(value) && value >= 1 && value <= maximum) return value;
  throw new BadUserInput(`${name} takes a whole number from 1 to ${maximum}; got ${value}.`);
}

/** An opaque cursor: the list it belongs to and a place in it. */
export function encodeCursor(list: string, place: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...place])).toString('base64url');
}

/**
 * The place that a cursor of this list stands for, as `size` texts.
 * @throws {BadUserInput} for a cursor of another list, or none at all.
 */
export function decodeCursor(list: string, cursor: string, size: number): string[] {
  try {
    const [from, ...place] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (from === list && place.length === size && place.every((part) => typeof part === 'string'))
      return place as string[];
  } catch {
    // Said below.
  }
  throw foreignCursor();
}

/** What is said of a cursor that the list did not give: it is opaque, so nobody is told what is wrong with it. */
export function foreignCursor(): BadUserInput {
  return new BadUserInput('after takes a cursor that this same list returned; start again without it.');
}

/** The parameters with which a read of a list ordered by instant and id is asked for a page. */
export interface PageParameters {
  readonly first: number;
  readonly afterAt: string | null;
  readonly afterId: string | null;
}

/**
 * Checks the arguments of a list ordered by instant and id.
 * @throws {BadUserInput} for a count out of range or a cursor of another list.
 */
export function parsePage(
  list: string,
  { first, after }: { first: number; after?: string | null },
): PageParameters {
  const count = parseCount(first);
  if (after === null || after === undefined) return { first: count, afterAt: null, afterId: null };
  const [afterAt = '', afterId = ''] = decodeCursor(list, after, 2);
  if (!isInstant(afterAt) || !isUuid(afterId)) throw foreignCursor();
  return { first: count, afterAt, afterId };
}

// As PostgreSQL writes instants into JSON. A forged one must not reach it: it would refuse the whole statement.
function isInstant(text: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00$/.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 19) === text.slice(0, 19);
}

/** The connection for rows of which one more than asked for was read. */
export function toConnection<Node>(
  rows: readonly Node[],
  { first, after }: { first: number; after?: string | null },
  cursorOf: (node: Node) => string,
): Connection<Node> {
  const edges = rows.slice(0, first).map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null && after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
