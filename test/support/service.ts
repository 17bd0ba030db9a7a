import { type Config, readConfig } from '../../src/config.ts';
import { type Connection, closeDatabase, openDatabase } from '../../src/db/client.ts';
import { createAlertDesk } from '../../src/environment/alerts/desk.ts';
import { createLister } from '../../src/environment/list/lister.ts';
import { evaluateCustomers } from '../../src/evaluation/evaluate.ts';
import { openFeed } from '../../src/feed/open.ts';
import { createLog } from '../../src/log.ts';
import { createReader } from '../../src/read/reader.ts';
import { startServer } from '../../src/server/http.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** What came back for a GraphQL request. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test asserts
  readonly data: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly errors: any[] | undefined;
}

/** A whole service on a database of its own, in this process. */
export interface TestService extends TestDatabase {
  readonly url: string;
  readonly config: Config;
  /** Everything it wrote to its log. */
  readonly logged: () => string;
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  /** A figure of `/metrics`, by its name without the prefix and with its labels; NaN where there is none. */
  metric(name: string): Promise<number>;
  /** Judges customers now, as the service does by itself in production. */
  evaluate(...customerIds: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** How the service is to be. */
export interface TestServiceOptions {
  /** Start from the loaded and judged demo data instead of an empty database. */
  readonly demo?: boolean;
  /** Environment variables. */
  readonly variables?: Record<string, string>;
  readonly now?: () => Date;
  /** The way that the service takes to its database, such as a proxy's URL; the test's own `db` goes there directly. */
  readonly through?: (database: Connection) => Promise<string>;
}

/** Starts a service on a free port; stop it in `afterAll`. */
export async function startTestService({
  demo = false,
  variables = {},
  now = () => new Date(),
  through,
}: TestServiceOptions = {}): Promise<TestService> {
  const database = await createTestDatabase({ demo });
  const config = readConfig({ PORT: '0', NODE_ENV: 'test', ...variables });
  const lines: string[] = [];
  const log = createLog(config.logLevel, { write: (line: string) => lines.push(line) });
  const place = through ? await through(database.connection) : database.connection;
  const { statementTimeoutMs, databasePoolSize: poolSize } = config;
  const db = through ? openDatabase(place, { poolSize, statementTimeoutMs }) : database.db;
  const reader = createReader(db);
  const { feed, close } = await openFeed(place, (level, message, err) => log[level]({ err }, message));
  const alerts = createAlertDesk(db, {
    mailFrom: 'Alerts <alerts@vendor.example>',
    send: async () => {},
    tell: async () => {},
    refusalOf: async () => null,
  });
  const services = { db, probe: db, reader, feed, listEnvironments: createLister(db), alerts, now };
  const server = await startServer({ config, services, log });
  return {
    ...database,
    url: server.url,
    config,
    logged: () => lines.join(''),
    async ask(query, requestVariables = {}, headers = {}) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables: requestVariables }),
      });
      const { data, errors } = (await response.json()) as Answer;
      return { status: response.status, headers: response.headers, data, errors };
    },
    async metric(name) {
      const text = await (await fetch(`${server.url}/metrics`)).text();
      const line = text.split('\n').find((one) => one.startsWith(`technical_environment_${name} `));
      return Number(line?.split(' ').at(-1) ?? Number.NaN);
    },
    evaluate: (...customerIds) => evaluateCustomers(db, reader, customerIds, now()),
    async stop() {
      await server.stop();
      await close();
      await closeDatabase(db);
      await database.drop();
    },
  };
}
