import { DomainError } from '../errors.ts';

/** A place in the feed. Both numbers can pass 2⁵³. */
export interface Position {
  /** The writing transaction's id (xid8). */
  readonly xid: bigint;
  readonly id: bigint;
}

// What xid8 and bigint hold.
const LARGEST: Position = { xid: 2n ** 64n - 1n, id: 2n ** 63n - 1n };

/** Orders places as the feed is read: by transaction, then by id. */
export function comparePositions(a: Position, b: Position): number {
  if (a.xid !== b.xid) return a.xid < b.xid ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}

/** The opaque text in which clients keep a place. The epoch names the history that the place is in. */
export function encodeCursor(epoch: string, { xid, id }: Position): string {
  return Buffer.from(`${epoch}.${xid}.${id}`).toString('base64url');
}

/**
 * The place that a client's cursor stands for.
 * @throws {DomainError} CURSOR_EXPIRED for a cursor of another history, or none at all: events may have been missed, so
 * the client has to read the present state and start anew.
 */
export function decodeCursor(epoch: string, cursor: string): Position {
  const [, from, xid = '', id = ''] =
    /^([\w-]+)\.(\d{1,20})\.(\d{1,19})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (from !== epoch) throw cursorExpired();
  const position = { xid: BigInt(xid), id: BigInt(id) };
  if (position.xid > LARGEST.xid || position.id > LARGEST.id) throw cursorExpired();
  return position;
}

/** What a client hears whose place can no longer be vouched for. */
export function cursorExpired(): DomainError {
  return new DomainError(
    'CURSOR_EXPIRED',
    'This cursor is too old or not from this feed, so events may have been missed. Read the present state and subscribe without `after`.',
  );
}
