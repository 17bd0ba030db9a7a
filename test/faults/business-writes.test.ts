import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, type Queryable } from '../../src/db/client.ts';
import { startThrowaway } from '../../src/db/embedded/throwaway.ts';
import { percentile } from '../bench/figure.ts';
import { BUSINESS_WRITES, type BusinessWrite } from './support/business.ts';
import { FULL, figure } from './support/figure.ts';
import { addDatabase, type OwnServer, startDurable } from './support/own-server.ts';
import { addWatched, changeStatus } from './support/writer.ts';

const CUSTOMERS = 200;
const ROUNDS = FULL ? 40 : 2;
const SLICE_MS = FULL ? 300 : 50;
/** A short form only shows that it runs. */
const LEAST = FULL ? 0 : 0.02;

/** A database with the feed or without it. */
interface Twin {
  readonly db: Database;
  readonly integrations: readonly string[];
}

let server: OwnServer;
let withFeed: Twin;
let without: Twin;
beforeAll(async () => {
  server = await (FULL ? startDurable() : startThrowaway());
  const twin = async (name: string) => {
    const db = await addDatabase(server, name);
    return { db, integrations: await addWatched(db, CUSTOMERS) };
  };
  [withFeed, without] = [await twin('with_feed'), await twin('without')];
  const triggers = await without.db.any<{ table: string; name: string }>(
    `select tgrelid::regclass::text as table, tgname as name from pg_trigger where tgname like 'record\\_%'`,
  );
  expect(triggers.length).toBeGreaterThan(0);
  for (const { table, name } of triggers) {
    await without.db.none('alter table $1:name disable trigger $2:name', [table, name]);
  }
  await without.db.none('truncate environment_events');
  for (const { db } of [withFeed, without]) await db.any('vacuum analyze');
});
afterAll(async () => {
  for (const twin of [withFeed, without]) if (twin) await closeDatabase(twin.db);
  await server?.stop();
});

let count = 0;

/** How often a second it was written in a slice of time. */
async function rate({ db, integrations }: Twin, { writers, write }: BusinessWrite): Promise<number> {
  const start = performance.now();
  let written = 0;
  const share = integrations.length / writers;
  const writing = Array.from({ length: writers }, async (_, index) => {
    const own = integrations.slice(index * share, (index + 1) * share);
    while (performance.now() < start + SLICE_MS) {
      count += 1;
      await write(db, own, count);
      written += 1;
    }
  });
  await Promise.all(writing);
  return (1_000 * written) / (performance.now() - start);
}

const countEvents = ({ db }: Twin) =>
  db.one('select count(*) from environment_events', [], (row) => row.count as number);

test.each(BUSINESS_WRITES)(
  'the feed leaves the throughput of business writes: $what',
  {
    timeout: 120_000,
  },
  async (kind) => {
    const events = await countEvents(withFeed);
    const rounds: { on: number; off: number }[] = [];
    // Each round compares neighbouring moments, in one order and then in the other; the median leaves out those in which
    // the machine was busy with something else half the time.
    for (let round = 0; round < ROUNDS; round += 1) {
      const order = round % 2 === 0 ? [withFeed, without] : [without, withFeed];
      const rates = new Map<Twin, number>();
      for (const twin of order) rates.set(twin, await rate(twin, kind));
      rounds.push({ on: rates.get(withFeed) as number, off: rates.get(without) as number });
    }
    expect(await countEvents(withFeed)).toBeGreaterThan(events);
    expect(await countEvents(without), 'without the feed there is none').toBe(0);
    const median = (values: number[]) => percentile(values, 0.5);
    const kept = median(rounds.map(({ on, off }) => on / off));
    figure(
      `${kind.what}: ${(100 * kept).toFixed(0)} % of the throughput without the feed (${median(rounds.map(({ on }) => on)).toFixed(0)} against ${median(rounds.map(({ off }) => off)).toFixed(0)} a second, ${kind.writers} writers, commits wait for the disk)`,
    );
    expect(kept).toBeGreaterThan(FULL ? kind.target : LEAST);
  },
);

describe('no business transaction says NOTIFY, for that makes the commits of a whole cluster queue up', () => {
  // Enough for even the shortest notifications to fill more than a page of the server's queue.
  const TRANSACTIONS = 450;

  /** Whether notifications pile up as these commit, in front of somebody who listens and does not look. */
  async function isNotified(commit: (number: number) => Promise<unknown>): Promise<boolean> {
    const listener = await withFeed.db.connect();
    try {
      await listener.none('listen anything');
      await listener.none('begin');
      await listener.any('select 1');
      for (let number = 0; number < TRANSACTIONS; number += 1) await commit(number);
      return await listener.one(
        'select pg_notification_queue_usage() as usage',
        [],
        ({ usage }) => usage > 0,
      );
    } finally {
      await listener.none('rollback');
      await listener.none('unlisten *');
      await listener.done();
    }
  }

  /** The functions of the database, and so all that its triggers can do, which say it. */
  const speakers = (db: Queryable) =>
    db.map(
      `select proname from pg_proc where pronamespace = 'public'::regnamespace and prosrc ~* 'notify'`,
      [],
      ({ proname }) => proname as string,
    );

  test('when a status changes', async () => {
    const [integration = ''] = withFeed.integrations;
    expect(await isNotified((number) => changeStatus(withFeed.db, integration, number))).toBe(false);
  });

  test('when any trigger fires', async () => {
    expect(await speakers(withFeed.db)).toEqual([]);
  });

  test('and either would be seen', async () => {
    const say = (number: number) =>
      withFeed.db.any('select pg_notify($1, $2)', ['some_channel', String(number)]);
    expect(await isNotified(say)).toBe(true);
    const inVain = withFeed.db.tx(async (tx) => {
      await tx.none(
        `create function loud() returns trigger language plpgsql as $$ begin perform pg_notify('a', ''); end $$`,
      );
      expect(await speakers(tx)).toEqual(['loud']);
      throw new Error('not kept');
    });
    await expect(inVain).rejects.toThrow('not kept');
  });
});
