import { setTimeout as sleep } from 'node:timers/promises';
import { comparePositions, type Position } from '../../src/feed/cursor.ts';
import type { FeedEvent } from '../../src/feed/event.ts';
import type { EventTable, Stand } from '../../src/feed/table.ts';

/** An event table in memory, every place of which is complete at once; `over` is what it says else of where it stands. */
export function createMemoryTable(over: Partial<Stand> = {}) {
  const events: FeedEvent[] = [];
  const end = (): Position => ({ xid: BigInt(events.length + 1), id: 0n });
  const stand = () => ({ epoch: 'test', end: end(), held: false, pruned: { xid: 0n, id: 0n }, ...over });
  const table: EventTable = {
    stand: async () => stand(),
    async readAfter(after, limit) {
      const found = events.filter(({ position }) => comparePositions(position, after) > 0).slice(0, limit);
      const page = { ...stand(), events: found };
      await sleep(Math.random() * 3);
      return page;
    },
  };
  const append = (count: number) => {
    for (let index = 0; index < count; index += 1) {
      const position = { xid: BigInt(events.length + 1), id: 1n };
      const at = new Date().toISOString();
      events.push({
        position,
        customerId: 'one',
        section: 'USAGE',
        at,
        kind: 'SECTION_CHANGED',
        subjectId: null,
        payload: null,
      });
    }
  };
  return { table, events, append };
}
