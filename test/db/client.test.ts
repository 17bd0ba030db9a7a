import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isConnectionLost } from '../../src/db/availability.ts';
import { closeDatabase, onStatement, openDatabase, type Statement } from '../../src/db/client.ts';
import { urlOf } from '../../src/db/url.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await createTestDatabase({ poolSize: 3 });
});
afterAll(() => own.drop());

test('delivers times as text in UTC, whatever the server is set to', async () => {
  await own.db.none('alter role postgres in database $1:name set timezone to $2', [
    own.connection.database,
    'Asia/Tokyo',
  ]);
  const db = openDatabase(own.connection);
  const row = await db.one(`select '2026-03-04 05:06:07.891+02'::timestamptz as at, '2026-03-04'::date as day,
    '2026-03-04 05:06'::timestamp as local, array['2026-03-04'::date, null] as days`);
  expect(row).toEqual({
    at: '2026-03-04 03:06:07.891+00',
    day: '2026-03-04',
    local: '2026-03-04 05:06:00',
    days: ['2026-03-04', null],
  });
  await closeDatabase(db);
});

test('delivers int8 as a number, and refuses to round', async () => {
  expect(await own.db.one('select 9007199254740991 as n, array[1::int8, null] as list')).toEqual({
    n: Number.MAX_SAFE_INTEGER,
    list: [1, null],
  });
  await expect(own.db.one('select 9007199254740993::int8 as n')).rejects.toThrow(
    /9007199254740993.*select it as text/,
  );
  expect(await own.db.one('select 1 as after')).toEqual({ after: 1 });
});

test('opens a URL as well', async () => {
  const db = openDatabase(own.url, { applicationName: 'by-url' });
  expect(await db.one(`select current_database() as d, current_setting('application_name') as a`)).toEqual({
    d: own.connection.database,
    a: 'by-url',
  });
  await closeDatabase(db);
});

test('opens the URLs that psql takes for a socket, and keeps its session whatever options they have', async () => {
  const { host, port, user, database } = own.connection;
  const urls = [
    urlOf(own.connection),
    `postgres://${user}@/${database}?host=${host}&port=${port}`,
    `postgresql:///${database}?user=${user}&host=${host}&options=-c%20search_path%3Dpg_catalog%20-c%20DateStyle%3DGerman`,
  ];
  for (const url of urls) {
    const db = openDatabase(url, { applicationName: 'by-socket' });
    expect(await db.one(`select current_database() as d, '2026-03-04'::date as day`), url).toEqual({
      d: database,
      day: '2026-03-04',
    });
    const path = await db.one('show search_path', [], ({ search_path }) => search_path);
    expect(path).toBe(url.includes('search_path') ? 'pg_catalog' : '"$user", public');
    await closeDatabase(db);
  }
});

test('counts statements of one pool and not of another on the same database, and warns of neither', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const other = openDatabase(own.connection);
  const seen: Statement[] = [];
  const stop = onStatement(own.db, (statement) => seen.push(statement));
  await other.one('select 1');
  await own.db.one({ name: 'one', text: 'select $1::int', values: [1] });
  await own.db.tx((tx) => tx.one('select 2'));
  stop();
  await own.db.one('select 3');
  expect(seen).toEqual([
    { text: 'select $1::int', name: 'one' },
    { text: 'begin' },
    { text: 'select 2' },
    { text: 'commit' },
  ]);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
  await closeDatabase(other);
});

test('survives the end of its connections, busy and idle, and says that they were lost', async () => {
  const running = own.db.one('select pg_sleep(10)').catch((error: unknown) => error);
  const { admin } = { admin: openDatabase({ ...own.connection, database: 'postgres' }, { poolSize: 1 }) };
  await vi.waitFor(async () => {
    await admin.one(
      `select from pg_stat_activity where datname = $1 and query like '%pg_sleep%' and state = 'active'`,
      [own.connection.database],
    );
  });
  await admin.any('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    own.connection.database,
  ]);
  await closeDatabase(admin);
  expect(isConnectionLost(await running)).toBe(true);
  await vi.waitFor(async () => expect(await own.db.one('select 1 as n')).toEqual({ n: 1 }));
});

test('cancels a statement that runs too long; that is no lost connection', async () => {
  const db = openDatabase(own.connection, { statementTimeoutMs: 30 });
  const error = await db.one('select pg_sleep(5)').catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: '57014' });
  expect(isConnectionLost(error)).toBe(false);
  await closeDatabase(db);
});

test('closes twice, and waits for the query that is running', async () => {
  const db = openDatabase(own.connection);
  const running = db.one('select pg_sleep(0.05), 1 as done');
  await vi.waitFor(() => expect(db.$pool.totalCount).toBe(1));
  await Promise.all([closeDatabase(db), closeDatabase(db)]);
  await closeDatabase(db);
  expect(await running).toMatchObject({ done: 1 });
});
