import type { Connection } from './client.ts';
import { joinEmbedded } from './embedded/join.ts';
import { startEmbedded } from './embedded/server.ts';

/** A database to work on, and how to let go of it. */
export interface ProvidedDatabase {
  readonly connection: string | Connection;
  /** Stops the embedded server; one that is not ours is left alone. */
  release(): Promise<void>;
}

/** Where the settings say that the database is. */
export interface DatabasePlace {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

/** Says in sentences what happens. */
export type Say = (message: string) => void;

/** The database at the URL, or the embedded one with its files in the folder where there is no URL. */
export async function provideDatabase(
  { databaseUrl, dataDir }: DatabasePlace,
  log: Say,
): Promise<ProvidedDatabase> {
  if (databaseUrl !== null) return { connection: databaseUrl, release: async () => {} };
  const embedded = await startEmbedded({ dataDir, log });
  return { connection: embedded.connection, release: () => embedded.stop() };
}

/**
 * The same database for somebody who only looks at it: an embedded one that a running service has is shared with it, one
 * that nobody has is started, and none is made.
 */
export async function joinDatabase(place: DatabasePlace, log: Say): Promise<ProvidedDatabase> {
  if (place.databaseUrl !== null) return provideDatabase(place, log);
  const connection = await joinEmbedded(place.dataDir);
  return connection ? { connection, release: async () => {} } : provideDatabase(place, log);
}
