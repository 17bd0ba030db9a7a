import type { Database } from '../db/client.ts';
import { withConnection } from '../db/connection.ts';
import { loadSql } from '../db/sql.ts';
import type { Position } from './cursor.ts';
import type { FeedEvent } from './event.ts';
import type { Topic } from './topic.ts';

/** Where the feed stands. */
export interface Stand {
  /** The history's name. */
  readonly epoch: string;
  /** A place after everything that is complete and before everything that is not. */
  readonly end: Position;
  /** True while a transaction is open that keeps later ones from being complete. */
  readonly held: boolean;
  /** Events up to here have been dropped. */
  readonly pruned: Position;
}

/** Events, and where the feed stood when they were read. */
export interface Page extends Stand {
  readonly events: readonly FeedEvent[];
}

/** The events as they lie in the database: the only thing that knows the table. */
export interface EventTable {
  /** Where the feed stands now. */
  stand(): Promise<Stand>;
  /** The events after a place, in order, at most `limit`; with a topic only those of its customers and kind. */
  readAfter(position: Position, limit: number, topic?: Pick<Topic, 'customers' | 'kind'>): Promise<Page>;
}

/** A connection that is frozen, with nothing to show it, is given up after this long. */
const FROZEN_MS = 4_000;

const afterSql = loadSql(new URL('./read-after.sql', import.meta.url));

type Row = Omit<FeedEvent, 'position'> & {
  epoch: string;
  horizon: string;
  held: boolean;
  prunedXid: string;
  prunedId: string;
  xid: string | null;
  id: string | null;
};

/** The event table of a database. */
export function createEventTable(db: Database): EventTable {
  const readAfter: EventTable['readAfter'] = async ({ xid, id }, limit, topic) => {
    const customers = !topic || topic.customers === 'all' ? null : [...topic.customers];
    const values = [xid.toString(), id.toString(), limit, customers, topic?.kind ?? null];
    const rows = await withConnection(db, FROZEN_MS, (connection) =>
      connection.many<Row>({ name: 'feed_after', text: afterSql, values }),
    );
    const { epoch, horizon, held, prunedXid, prunedId } = rows[0] as Row;
    const events = rows.flatMap(
      ({ epoch: _e, horizon: _h, held: _b, prunedXid: _x, prunedId: _i, xid, id, ...event }) =>
        xid === null || id === null
          ? []
          : [{ ...event, position: { xid: BigInt(xid), id: BigInt(id) } } as FeedEvent],
    );
    const pruned = { xid: BigInt(prunedXid), id: BigInt(prunedId) };
    return { epoch, end: { xid: BigInt(horizon), id: 0n }, held, pruned, events };
  };
  return { readAfter, stand: () => readAfter({ xid: 0n, id: 0n }, 0) };
}
