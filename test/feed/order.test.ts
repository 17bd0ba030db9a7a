import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Transaction } from '../../src/db/client.ts';
import type { Position } from '../../src/feed/cursor.ts';
import { createEventTable } from '../../src/feed/table.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addCustomer, change, settled } from './support.ts';

const INTERLEAVINGS = process.env.FULL ? 1_000 : 30;
const WRITERS = 5;

let database: TestDatabase;
let customerId: string;
/** Earlier events are of interleavings that are over. */
let start: Position = { xid: 0n, id: 0n };
beforeAll(async () => {
  database = await createTestDatabase({ poolSize: WRITERS + 3 });
  customerId = await addCustomer(database.db);
});
afterAll(() => database.drop());

type Step = [writer: number, deed: 'write' | 'commit' | 'roll back' | 'read'];

/** Five connections that write, commit and roll back in any order, and somebody who reads meanwhile. */
const steps = fc.array<Step>(
  fc.tuple(
    fc.nat(WRITERS - 1),
    fc.constantFrom('write', 'write', 'write', 'commit', 'commit', 'roll back', 'read', 'read'),
  ),
  { minLength: 20, maxLength: 60 },
);

/** Reads what is new since it was last asked. */
type NewReader = (from: Position) => () => Promise<Position[]>;

/** The way LiveFeed reads, with pages so small that they end in the middle of transactions. */
const horizonReader: NewReader = (from) => {
  const table = createEventTable(database.db);
  let last = from;
  return async () => {
    const { events } = await table.readAfter(last, 3);
    last = events.at(-1)?.position ?? last;
    return events.map(({ position }) => position);
  };
};

/** A reader that orders by `key` and takes whatever is visible for complete. */
const naiveReader =
  (key: 'id' | 'xid, id'): NewReader =>
  (from) => {
    let last = from;
    return async () => {
      const found = await database.db.map(
        `select xid::text, id::text from environment_events e
         where (${key}) > (${key === 'id' ? last.id : `'${last.xid}'::xid8, ${last.id}`})
         order by ${key === 'id' ? 'e.id' : 'e.xid, e.id'} limit 3`,
        [],
        toPosition,
      );
      last = found.at(-1) ?? last;
      return found;
    };
  };

/** Takes the steps, reads to the end, and gives what was there to be read and what was. */
async function interleave(taken: readonly Step[], newReader: NewReader) {
  const before = (await stored(start)).at(-1) ?? start;
  start = before;
  const read = newReader(before);
  const seen: Position[] = [];
  const open = new Map<number, Writer>();
  for (const [number, deed] of taken) {
    const writer = open.get(number);
    if (deed === 'read') seen.push(...(await read()));
    else if (deed === 'write') {
      if (!writer) open.set(number, await begin());
      await change((open.get(number) as Writer).tx, customerId);
    } else if (writer) {
      await writer.end(deed);
      open.delete(number);
    }
  }
  for (const writer of open.values()) await writer.end('commit');
  const written = await stored(before);
  await settled(database.db);
  for (let found = await read(); found.length > 0; found = await read()) seen.push(...found);
  return { written, seen };
}

/** The events after a place, in order. */
function stored(after: Position): Promise<Position[]> {
  return database.db.map(
    `select xid::text, id::text from environment_events e
     where (xid, id) > ($1::xid8, $2) order by e.xid, e.id`,
    [after.xid.toString(), after.id.toString()],
    toPosition,
  );
}

function toPosition({ xid, id }: { xid: string; id: string }): Position {
  return { xid: BigInt(xid), id: BigInt(id) };
}

interface Writer {
  readonly tx: Transaction;
  end(how: 'commit' | 'roll back'): Promise<void>;
}

/** Opens a transaction that stays open until it is told how to end. */
async function begin(): Promise<Writer> {
  const begun = Promise.withResolvers<Transaction>();
  const ending = Promise.withResolvers<'commit' | 'roll back'>();
  const work = database.db
    .tx(async (tx) => {
      begun.resolve(tx);
      if ((await ending.promise) === 'roll back') throw new Error('rolled back');
    })
    .catch((error: Error) => {
      if (error.message !== 'rolled back') throw error;
    });
  const tx = await begun.promise;
  return {
    tx,
    end(how) {
      ending.resolve(how);
      return work;
    },
  };
}

const always = (newReader: NewReader, holds: (written: Position[], seen: Position[]) => void) =>
  fc.asyncProperty(steps, async (taken) => {
    await database.db.none('delete from pending_integrations');
    const { written, seen } = await interleave(taken, newReader);
    holds(written, seen);
  });

test('however transactions interleave, nothing is skipped, nothing comes twice, and all in order', {
  timeout: 600_000,
}, async () => {
  const property = always(horizonReader, (written, seen) => expect(seen).toEqual(written));
  await fc.assert(property, { numRuns: INTERLEAVINGS, endOnFailure: true });
});

test.each(['id', 'xid, id'] as const)(
  'a reader by (%s) that heeds no horizon skips events in the same harness',
  {
    timeout: 60_000,
  },
  async (key) => {
    const property = always(naiveReader(key), (written, seen) =>
      expect(seen).toEqual(expect.arrayContaining(written)),
    );
    const { failed, errorInstance } = await fc.check(property, { numRuns: 100, endOnFailure: true });
    expect(failed).toBe(true);
    expect(String(errorInstance)).toContain('ArrayContaining');
  },
);
