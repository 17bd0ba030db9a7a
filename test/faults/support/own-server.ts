import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, closeDatabase, type Database, openDatabase } from '../../../src/db/client.ts';
import { startEmbedded } from '../../../src/db/embedded/server.ts';
import { startThrowaway } from '../../../src/db/embedded/throwaway.ts';
import { migrate } from '../../../src/db/migrate.ts';
import type { TestDatabase } from '../../support/database.ts';

/** A PostgreSQL of a test's own. */
export interface OwnServer {
  readonly connection: Connection;
  stop(): Promise<void>;
}

/** Starts one that waits for the disk at each commit, as in production; those of other tests do not. */
export async function startDurable(): Promise<OwnServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'te-durable-'));
  const { connection, stop } = await startEmbedded({ dataDir });
  return { connection, stop: () => stop().finally(() => rm(dataDir, { recursive: true, force: true })) };
}

/** Makes a migrated database of this name on a server. Close it before the server stops. */
export async function addDatabase({ connection }: OwnServer, name: string): Promise<Database> {
  const admin = openDatabase(connection, { poolSize: 1 });
  await admin.none('create database $1:name', [name]).finally(() => closeDatabase(admin));
  const db = openDatabase({ ...connection, database: name });
  await migrate(db);
  return db;
}

/**
 * A migrated database on a PostgreSQL of its own, for tests that disturb a whole server: a transaction left open holds
 * back the events of every database on it.
 */
export async function createDatabaseOnOwnServer(): Promise<TestDatabase> {
  const server = await startThrowaway();
  const db = await addDatabase(server, 'own').catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  const connection = { ...server.connection, database: 'own' };
  const { host, port, user, database } = connection;
  return {
    db,
    connection,
    url: `postgresql://${user}@${encodeURIComponent(host)}:${port}/${database}`,
    async drop() {
      await closeDatabase(db);
      await server.stop();
    },
  };
}
