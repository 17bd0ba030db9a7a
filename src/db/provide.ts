import type { Connection } from './client.ts';
import { startEmbedded } from './embedded/server.ts';

/** A database to work on, and how to let go of it. */
export interface ProvidedDatabase {
  readonly connection: string | Connection;
  /** Stops the embedded server; one that is not ours is left alone. */
  release(): Promise<void>;
}

/** The database at the URL, or the embedded one with its files in the folder where there is no URL. */
export async function provideDatabase(
  { databaseUrl, dataDir }: { readonly databaseUrl: string | null; readonly dataDir: string },
  log: (message: string) => void,
): Promise<ProvidedDatabase> {
  if (databaseUrl !== null) return { connection: databaseUrl, release: async () => {} };
  const embedded = await startEmbedded({ dataDir, log });
  return { connection: embedded.connection, release: () => embedded.stop() };
}
