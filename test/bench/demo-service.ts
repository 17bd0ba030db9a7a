import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { type Connection, closeDatabase, type Database, openDatabase } from '../../src/db/client.ts';
import { startThrowaway } from '../../src/db/embedded/throwaway.ts';
import { migrate } from '../../src/db/migrate.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { createAlertDesk } from '../../src/environment/alerts/desk.ts';
import { createLister } from '../../src/environment/list/lister.ts';
import { evaluateCustomers } from '../../src/evaluation/evaluate.ts';
import { openFeed } from '../../src/feed/open.ts';
import { createReader, type Reader } from '../../src/read/reader.ts';
import { startServer } from '../../src/server/http.ts';

/** The service in this process, on the judged demo data in a database that goes with it. */
export interface DemoService {
  readonly url: string;
  readonly connection: Connection;
  readonly db: Database;
  readonly reader: Reader;
  readonly customerIds: readonly string[];
}

/** Lets `use` work with a service, and takes everything down afterwards. Nothing judges or adds telemetry meanwhile. */
export async function withDemoService<Result>(
  use: (service: DemoService) => Promise<Result>,
): Promise<Result> {
  const postgres = await startThrowaway();
  const { connection } = postgres;
  const db = openDatabase(connection);
  try {
    await migrate(db);
    const now = new Date();
    await loadDemo(db, now);
    const customerIds = await db.map('select id from customers order by id', [], ({ id }) => id as string);
    const reader = createReader(db);
    await evaluateCustomers(db, reader, customerIds, now);
    await db.any('analyze');
    const { feed, close } = await openFeed(connection, () => {});
    const services = {
      db,
      probe: db,
      reader,
      feed,
      listEnvironments: createLister(db),
      alerts: createAlertDesk(db, {
        mailFrom: null,
        send: async () => {},
        tell: async () => {},
        refusalOf: async () => null,
      }),
      now: () => new Date(),
    };
    const config = readConfig({ PORT: '0', NODE_ENV: 'production', LOG_LEVEL: 'warn' });
    const server = await startServer({ config, services, log: pino({ level: 'silent' }) });
    try {
      return await use({ url: server.url, connection, db, reader, customerIds });
    } finally {
      await server.stop();
      await close();
    }
  } finally {
    await closeDatabase(db);
    await postgres.stop();
  }
}
