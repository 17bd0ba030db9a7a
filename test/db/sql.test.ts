import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { loadSql } from '../../src/db/sql.ts';

const folder = mkdtempSync(join(tmpdir(), 'te-sql-'));
afterAll(() => rmSync(folder, { recursive: true }));

function load(text: string): string {
  writeFileSync(join(folder, 'query.sql'), text);
  return loadSql(pathToFileURL(join(folder, 'query.sql')));
}

test('gives the query, comment and all, ready to be wrapped in another', () => {
  expect(load('-- one customer\nselect 1;\n')).toBe('-- one customer\nselect 1');
});

test('names a file that is missing', () => {
  expect(() => loadSql(pathToFileURL(join(folder, 'none.sql')))).toThrow(/none\.sql cannot be read/);
});

test.each([
  ['', /query\.sql is empty/],
  [' \n\n', /query\.sql is empty/],
  ['select 1', /query\.sql must begin with a comment/],
  ['--\nselect 1', /query\.sql must begin with a comment/],
  ['-- purpose\n  -- more\n', /query\.sql holds comments only/],
])('refuses %j', (text, message) => {
  expect(() => load(text)).toThrow(message);
});
