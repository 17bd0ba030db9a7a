import type { Database } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import type { Position } from './cursor.ts';
import type { FeedEvent } from './event.ts';

/** The events as they lie in the database: the only thing that knows the table. */
export interface EventTable {
  /** The history's name, and a place before everything that is not complete yet. */
  start(): Promise<{ epoch: string; position: Position }>;
  /** The events after a place, in order, at most `limit`. */
  readAfter(position: Position, limit: number): Promise<FeedEvent[]>;
}

const afterSql = loadSql(new URL('./read-after.sql', import.meta.url));
const startSql = loadSql(new URL('./read-start.sql', import.meta.url));

type Row = Omit<FeedEvent, 'position'> & { xid: string; id: string };

/** The event table of a database. */
export function createEventTable(db: Database): EventTable {
  return {
    async start() {
      const { epoch, horizon } = await db.one<{ epoch: string; horizon: string }>({
        name: 'feed_start',
        text: startSql,
      });
      return { epoch, position: { xid: BigInt(horizon), id: 0n } };
    },
    async readAfter({ xid, id }, limit) {
      const values = [xid.toString(), id.toString(), limit];
      const rows = await db.any<Row>({ name: 'feed_after', text: afterSql, values });
      return rows.map(
        ({ xid, id, ...event }) =>
          ({ ...event, position: { xid: BigInt(xid), id: BigInt(id) } }) as FeedEvent,
      );
    },
  };
}
