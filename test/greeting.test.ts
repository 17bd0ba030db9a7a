import { expect, test } from 'vitest';
import { greeting } from '../src/greeting.ts';

const ACME = '11111111-1111-4111-8111-111111111111';
const url = 'http://127.0.0.1:4001';
const connection = { host: '/tmp/te-pg-x', port: 5432, user: 'postgres', database: 'technical_environment' };
const place = 'postgres://postgres@/technical_environment?host=/tmp/te-pg-x';

/** The rows of the greeting: name and text, and that the texts stand below each other. */
function rowsOf(text: string): Map<string, string> {
  const rows = [...text.matchAll(/^( {2}(\S+(?: \S+)*) {2,})(\S.*)$/gm)];
  expect(new Set(rows.map(([, lead = '']) => lead.length)).size).toBe(1);
  return new Map(rows.map(([, , name = '', rest = '']) => [name, rest]));
}

test('says where to go with links that open, and what to paste', () => {
  const text = greeting({ demoData: true, routerSecret: null }, { url, connection });
  const rows = rowsOf(text);
  expect(rows.get('Overview')).toBe(`${url}/`);
  expect(rows.get('GraphQL')).toBe(`${url}/graphql  (in a browser: GraphiQL)`);
  expect(rows.get('REST')).toMatch(new RegExp(`^${url}/api/intelligence/technical/${ACME} {2}\\(Acme Corp;`));
  expect(rows.get('OpenAPI')).toBe(`${url}/api/intelligence/technical/openapi.json`);
  expect(rows.get('Operations')).toContain(`${url}/metrics`);
  expect(rows.get('Database')).toBe(`psql '${place}'`);
  expect(rows.get('A replica')).toBe(`DATABASE_URL='${place}' PORT=4002 npm start`);
  expect(text).toContain('Press Ctrl-C to stop.');
});

test('reminds of the secret that a replica needs too, and does not show it', () => {
  const text = greeting({ demoData: true, routerSecret: 'a-secret-of-16-characters' }, { url, connection });
  expect(rowsOf(text).get('A replica')).toMatch(/^ROUTER_SECRET=… DATABASE_URL=/);
  expect(text).toContain('with all settings of this one');
  expect(text).not.toContain('a-secret');
});

test('promises neither Acme, nor GraphiQL without its header, nor shows the URL of another database', () => {
  const given = { url, connection: 'postgres://anna:hunter2@inside/app' };
  const text = greeting({ demoData: false, routerSecret: 'a-secret-of-16-characters' }, given);
  expect(rowsOf(text).get('GraphQL')).toMatch(/GraphiQL, which needs the header Router-Authorization/);
  expect(rowsOf(text).get('REST')).toContain('/:customerId');
  expect(text).not.toMatch(/Acme|hunter2|a-secret|psql/);
});
