import { type Connection, closeDatabase, type Database, openDatabase } from '../db/client.ts';
import { LiveFeed } from './feed.ts';
import { createEventTable } from './table.ts';
import type { TailLog } from './tail.ts';
import { WakeUp } from './wake-up.ts';

/** A feed that follows, and what takes it down. */
export interface OpenFeed {
  readonly feed: LiveFeed;
  /** The connections on which the past is read, and dropped. */
  readonly db: Database;
  /** Ends every stream, then closes the connections. */
  close(): Promise<void>;
}

/**
 * Starts the feed of a process on connections of its own, so that requests that use up their pool cannot hold events
 * back, nor can the replays of many: one for the tail, two for the past, one that listens and one that tells.
 */
export async function openFeed(connection: string | Connection, log: TailLog): Promise<OpenFeed> {
  const open = (poolSize: number) =>
    openDatabase(connection, {
      poolSize,
      applicationName: 'technical-environment feed',
      statementTimeoutMs: 5_000,
    });
  const db = open(1);
  const past = open(2);
  const listening = openDatabase(connection, {
    poolSize: 1,
    applicationName: 'technical-environment wake-up',
    statementTimeoutMs: 5_000,
  });
  const feed = new LiveFeed({
    table: createEventTable(db),
    past: createEventTable(past),
    log,
    tellOthers: () => wakeUp.tell(),
  });
  const wakeUp = new WakeUp(listening, () => feed.look(), log);
  const closeConnections = () => Promise.all([db, past, listening].map(closeDatabase));
  try {
    await feed.start();
  } catch (error) {
    await closeConnections();
    throw error;
  }
  wakeUp.start();
  return {
    feed,
    db: past,
    async close() {
      await Promise.all([feed.stop(), wakeUp.stop()]);
      await closeConnections();
    },
  };
}
