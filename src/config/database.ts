import { z } from 'zod';
import { define, integer, milliseconds } from './definition.ts';

// As libpq's are: without a host, or with a socket's folder as `host` behind it. What the driver would overlook is
// refused: several hosts, and parameters that name another database or server.
const isPostgresUrl = (text: string) => {
  const url = URL.parse(text.replace(/^([^:]*:\/\/[^/?#]*)@\//, '$1@localhost/'));
  return (
    url !== null &&
    /^postgres(ql)?:\/\//i.test(text) &&
    !`${url.hostname}${url.searchParams.get('host')}`.includes(',') &&
    !['dbname', 'hostaddr', 'service'].some((name) => url.searchParams.has(name))
  );
};

/** Where the database is, and how it is used. */
export const databaseSettings = {
  databaseUrl: define({
    name: 'DATABASE_URL',
    meaning: 'PostgreSQL 15 or newer. Unset: an embedded PostgreSQL, with its files in `DATA_DIR`.',
    accepts:
      'a URL such as postgres://user:password@host:5432/database, or postgres://user@/database?host=/folder for a socket',
    default: null,
    secret: true,
    schema: z.string().refine(isPostgresUrl),
  }),
  dataDir: define({
    name: 'DATA_DIR',
    meaning: 'Where the embedded PostgreSQL keeps its files.',
    accepts: 'a folder that can be created or written to',
    default: '.data',
    schema: z.string(),
  }),
  demoData: define({
    name: 'DEMO_DATA',
    meaning:
      'Whether to load demo data into an empty database and keep it current. Unset: `on` with the embedded PostgreSQL outside production, else `off`.',
    accepts: 'on or off',
    default: null,
    schema: z.enum(['on', 'off']),
  }),
  databasePoolSize: define({
    name: 'DATABASE_POOL_SIZE',
    meaning:
      'Most database connections that one process opens for requests; the feed and alerts have their own.',
    accepts: 'a whole number, 1–500',
    default: '10',
    schema: integer(1, 500),
  }),
  databaseWaitMs: define({
    name: 'DATABASE_WAIT_MS',
    meaning: 'How long to wait at start for a database that does not answer.',
    default: '30000',
    ...milliseconds(0, 600_000),
  }),
  statementTimeoutMs: define({
    name: 'STATEMENT_TIMEOUT_MS',
    meaning: 'PostgreSQL cancels a statement that runs longer.',
    default: '10000',
    ...milliseconds(100, 600_000),
  }),
};
