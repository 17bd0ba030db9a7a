import { type Connection, closeDatabase, type Database, openDatabase } from '../db/client.ts';
import { LiveFeed } from './feed.ts';
import { createEventTable } from './table.ts';
import type { TailLog } from './tail.ts';
import { WakeUp } from './wake-up.ts';

/** A feed that follows, and what takes it down. */
export interface OpenFeed {
  readonly feed: LiveFeed;
  /** The connections of the feed. */
  readonly db: Database;
  /** Ends every stream, then closes the connections. */
  close(): Promise<void>;
}

/**
 * Starts the feed of a process on connections of its own, so that requests that use up their pool cannot hold events
 * back: one for the tail and one for replays, which share a pool, and one that listens.
 */
export async function openFeed(connection: string | Connection, log: TailLog): Promise<OpenFeed> {
  const db = openDatabase(connection, {
    poolSize: 2,
    applicationName: 'technical-environment feed',
    statementTimeoutMs: 5_000,
  });
  const listening = openDatabase(connection, {
    poolSize: 1,
    applicationName: 'technical-environment wake-up',
    statementTimeoutMs: 5_000,
  });
  const feed = new LiveFeed({ table: createEventTable(db), log, tellOthers: () => wakeUp.tell() });
  const wakeUp = new WakeUp(listening, () => feed.look(), log);
  const closeConnections = () => Promise.all([closeDatabase(db), closeDatabase(listening)]);
  try {
    await feed.start();
  } catch (error) {
    await closeConnections();
    throw error;
  }
  wakeUp.start();
  return {
    feed,
    db,
    async close() {
      await Promise.all([feed.stop(), wakeUp.stop()]);
      await closeConnections();
    },
  };
}
