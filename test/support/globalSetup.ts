import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { type Connection, closeDatabase, openDatabase } from '../../src/db/client.ts';
import { startThrowaway } from '../../src/db/embedded/throwaway.ts';
import { migrate } from '../../src/db/migrate.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { evaluateCustomers } from '../../src/evaluation/evaluate.ts';
import { createReader } from '../../src/read/reader.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The run's server; its database is the migrated template, to be copied and never connected to. */
    template: Connection;
  }
}

// The demo data as they are a moment after the first start: loaded and judged.
async function fillDemo(connection: Connection): Promise<void> {
  const db = openDatabase(connection);
  try {
    const now = new Date();
    await loadDemo(db, now);
    const ids = await db.map('select id from customers', [], ({ id }) => id as string);
    await evaluateCustomers(db, createReader(db), ids, now);
  } finally {
    await closeDatabase(db);
  }
}

/** One server for the whole run, with a migrated template and one with the demo; answers the function that removes all. */
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
    await admin.none('create database demo_template template test_template strategy file_copy');
    await fillDemo({ ...server.connection, database: 'demo_template' });
    // A template that somebody is connected to cannot be copied: nobody shall be.
    for (const name of ['test_template', 'demo_template']) {
      await admin.none('alter database $1:name with is_template true allow_connections false', [name]);
    }
    await closeDatabase(admin);
    project.provide('template', template);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return () => server.stop();
}
