import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onStatement } from '../../src/db/client.ts';
import { ACME_ID } from '../../src/demo/acme.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { evaluateCustomers } from '../../src/evaluation/evaluate.ts';
import { Loaders } from '../../src/read/loaders.ts';
import { createReader } from '../../src/read/reader.ts';
import { buildDocument } from '../../src/report/document.ts';
import { loadReport } from '../../src/report/load.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const now = new Date('2026-01-28T15:04:05.678Z');
const identity = { kind: 'local', subject: 'test', customers: 'all' } as const;

/** Where design §7 settles what the example leaves contradictory or open, line by line: what stands there instead. */
const SETTLED: Readonly<Record<string, string | RegExp | null>> = {
  'Last Updated: [Timestamp]': /^Last Updated: [A-Z][a-z]{2} \d{1,2}, \d{4}, \d\d:\d\d UTC$/,
  // 25.5 million in 30 days are 850,000 a day.
  '| API Calls/Month | 850,000 | 1,000,000 | 85% | ⚠ |': '| API Calls/Day | 850,000 | 1,000,000 | 85% | ⚠ |',
  '**Alert**: API usage at 85% - may need limit increase before month end':
    '**Alert**: API usage at 85% - may need limit increase',
  // Hits mean nothing without the number of calls.
  '| Rate Limit Hits | 23 | < 100 | ✓ |': '| Rate Limit Hits | 23 | < 0.1% of calls | ✓ |',
  // What one can do belongs to a page, not to a document.
  '### Quick Actions': null,
};

let database: TestDatabase;
let markdown: string;
let statements = 0;
beforeAll(async () => {
  database = await createTestDatabase();
  const reader = createReader(database.db);
  await loadDemo(database.db, now);
  await evaluateCustomers(database.db, reader, [ACME_ID], now);
  const stop = onStatement(database.db, () => {
    statements += 1;
  });
  const logError = (error: unknown) => {
    throw error;
  };
  const facts = await loadReport(ACME_ID, true, { loaders: new Loaders(reader, identity, now), logError });
  stop();
  if (!facts) throw new Error('Acme is missing.');
  markdown = renderMarkdown(buildDocument(facts, now));
});
afterAll(() => database.drop());

/** Lines that say something, without what only lays them out. */
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/\\([&#])/g, '$1')
        .replace(/\|\s+(?=\|)/g, '| '),
    )
    .filter((line) => line !== '' && !/^\|[-:| ]+\|$/.test(line));

test('Acme has every line of the example, with its digits', () => {
  const example = readFileSync(new URL('./output-format.md', import.meta.url), 'utf8');
  // What stands in brackets alone is a button or a picture.
  const wanted = linesOf(example).filter((line) => !/^(\[[^\]]+\]\s*)+$/.test(line));
  expect(wanted.length).toBeGreaterThan(100);
  const lines = linesOf(markdown);
  const missing = wanted.filter((line) => {
    const settled = line in SETTLED ? SETTLED[line] : line;
    if (settled === null || settled === undefined) return false;
    return !lines.some((one) => (typeof settled === 'string' ? one === settled : settled.test(one)));
  });
  expect(missing).toEqual([]);
});

test('its parts come in the order of the example, and the rows of its tables too', () => {
  const example = linesOf(readFileSync(new URL('./output-format.md', import.meta.url), 'utf8'));
  const lines = linesOf(markdown);
  const ordered = example.filter((line) =>
    /^(#|\| (Salesforce|Slack|Okta|Zapier|Custom|Single|Multi|IP|CRM|Marketing|Analytics|Cloud|Communication|Support|Enforce|Increase|Add) )/.test(
      line,
    ),
  );
  const places = ordered.filter((line) => lines.includes(line)).map((line) => lines.indexOf(line));
  expect(places.length).toBeGreaterThan(30);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('it says when it is of, and holds no button that nobody can press', () => {
  expect(markdown).toContain('\nAs of Jan 28, 2026, 15:04 UTC. All times are in UTC.\n');
  expect(markdown).not.toMatch(
    /\[(View|Send|Request|Gauge|API Usage Chart|Schedule|Export|Create|Propose|Generate)/,
  );
  expect(markdown).toContain('_The score is 85 of 100: good._');
  expect(markdown).toMatch(
    /_API usage over 30 days: between [\d.]+K and [\d.]+K calls a day; the limit is 1M\._/,
  );
});

test('for a caller who may not see the customer there is none', async () => {
  const other = { ...identity, customers: new Set(['99999999-9999-4999-8999-999999999999']) };
  const loaders = new Loaders(createReader(database.db), other, now);
  expect(await loadReport(ACME_ID, true, { loaders, logError: () => {} })).toBeNull();
});

test('all of it is read in one statement', () => {
  expect(statements).toBe(1);
});
