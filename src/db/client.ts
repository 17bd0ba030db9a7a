import { userInfo } from 'node:os';
import pgPromise from 'pg-promise';
import { withOptions } from './url.ts';

/** A pool of connections to one PostgreSQL database; the only way to reach one. */
export type Database = pgPromise.IDatabase<unknown>;

/** What `db.task` and `db.tx` hand to their callback: one connection, and in `tx` one transaction. */
export type Transaction = pgPromise.ITask<unknown>;

/** Anything that runs a query: a database, a task or a transaction. */
export type Queryable = pgPromise.IBaseProtocol<unknown>;

/** Where a database is, when it is not given as a URL. A `host` that starts with `/` is a socket folder. */
export interface Connection {
  host: string;
  port: number;
  user: string;
  database: string;
}

/** Settings of one pool. */
export interface DatabaseOptions {
  /** Most connections open at once; 10 by default. */
  poolSize?: number;
  /** The name that PostgreSQL shows in `pg_stat_activity`. */
  applicationName?: string;
  /** The server cancels any statement that runs longer (SQLSTATE 57014); no limit by default. */
  statementTimeoutMs?: number;
}

/** One SQL statement as handed to the driver; `name` is set when it is a prepared one. */
export interface Statement {
  text: string;
  name?: string;
}

type StatementListener = (statement: Statement) => void;

const CONNECT_TIMEOUT_MS = 5_000;
// Timestamps arrive as text, so their text must not depend on how a server or a role is set up.
const SESSION = '-c TimeZone=UTC -c DateStyle=ISO,YMD';

// pg-promise hands a database's context object to every event: it is the key to that database's listeners,
// and, being unique, it is what keeps pg-promise from warning about two pools on one connection.
const listenersOf = new WeakMap<object, Set<StatementListener>>();
const closing = new WeakMap<Database, Promise<void>>();
let opened = 0;

/** The process's one pg-promise: for its `helpers`, `as` and `PreparedStatement`; open pools by `openDatabase`. */
export const pgp = pgPromise<unknown>({
  query({ dc, query }) {
    const listeners = listenersOf.get(dc);
    if (!listeners?.size) return;
    const statement: Statement = typeof query === 'string' ? { text: query } : { text: query.text };
    if (query.name) statement.name = query.name;
    for (const listener of listeners) listener(statement);
  },
});
setTypeParsers();
// Where a URL names no user, this one is meant, as with psql; the driver looks at a variable that containers lack.
pgp.pg.defaults.user ||= systemUser();

/**
 * Opens a pool. Connects only when first used, so an unreachable database shows in the first query.
 * timestamptz, timestamp and date arrive as text in UTC; int8 as a number, and a query that returns one
 * beyond 2^53 fails rather than round it.
 */
export function openDatabase(connection: string | Connection, options: DatabaseOptions = {}): Database {
  const settings = {
    ...(typeof connection === 'string'
      ? { connectionString: withOptions(connection, SESSION) }
      : { ...connection, options: SESSION }),
    max: options.poolSize ?? 10,
    application_name: options.applicationName ?? 'technical-environment',
    ...(options.statementTimeoutMs === undefined ? {} : { statement_timeout: options.statementTimeoutMs }),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  };
  opened += 1;
  const context = { database: opened };
  listenersOf.set(context, new Set());
  const db = pgp(settings, context);
  // An idle connection that breaks is reported here, and without a listener ends the process. The pool has
  // dropped the connection already; whoever queries next sees the trouble, so there is nothing to do.
  db.$pool.on('error', () => {});
  return db;
}

/** Ends the pool once its running queries are done. Calling it again waits for the same end. */
export function closeDatabase(db: Database): Promise<void> {
  const running = closing.get(db);
  if (running) return running;
  const end = db.$pool.end().then(() => {});
  closing.set(db, end);
  return end;
}

/**
 * Calls the listener for each statement sent through this pool, `begin` and `commit` included, just before
 * it goes to the driver. Returns the function that stops it.
 */
export function onStatement(db: Database, listener: StatementListener): () => void {
  const listeners = listenersOf.get(db.$dc);
  if (!listeners) throw new Error('onStatement needs a Database made by openDatabase.');
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return ''; // A number without a name.
  }
}

function setTypeParsers(): void {
  const { types } = pgp.pg;
  const { DATE, TIMESTAMP, TIMESTAMPTZ, INT8 } = types.builtins;
  const asText = (value: string) => value;
  const textArray: (value: string) => (string | null)[] = types.getTypeParser(arrayOid(1009));
  for (const oid of [DATE, TIMESTAMP, TIMESTAMPTZ]) types.setTypeParser(oid, asText);
  for (const oid of [1182, 1115, 1185]) types.setTypeParser(arrayOid(oid), textArray);
  types.setTypeParser(INT8, toSafeInteger);
  types.setTypeParser(arrayOid(1016), (value) =>
    textArray(value).map((item) => (item === null ? null : toSafeInteger(item))),
  );
}

// pg-promise's type lists no array types, though the driver knows them.
function arrayOid(oid: number): pgPromise.IMain['pg']['types']['builtins']['INT8'] {
  return oid as never;
}

function toSafeInteger(value: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError(
    `PostgreSQL returned the int8 ${value}, which a number cannot hold: select it as text.`,
  );
}
