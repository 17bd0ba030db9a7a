import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { type Connection, closeDatabase, openDatabase } from '../../src/db/client.ts';
import { startThrowaway } from '../../src/db/embedded/throwaway.ts';
import { migrate } from '../../src/db/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The run's server; its database is the migrated template, to be copied and never connected to. */
    template: Connection;
  }
}

/** One server for the whole run, with a migrated template; answers the function that removes both. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowaway();
  try {
    const template = { ...server.connection, database: 'test_template' };
    const admin = openDatabase({ ...server.connection, database: 'postgres' }, { poolSize: 1 });
    await admin.none('create database test_template');
    const db = openDatabase(template, { poolSize: 1 });
    try {
      const migrations = new URL('../../src/db/migrations', import.meta.url);
      if (existsSync(fileURLToPath(migrations))) await migrate(db);
    } finally {
      await closeDatabase(db);
    }
    // A template that somebody is connected to cannot be copied: nobody shall be.
    await admin.none('alter database test_template with is_template true allow_connections false');
    await closeDatabase(admin);
    project.provide('template', template);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return () => server.stop();
}
