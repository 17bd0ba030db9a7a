import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReportLinks } from '../../../src/server/rest/links.ts';
import { ACME } from '../../environment/graph/demo.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { at, problemOf } from './asking.ts';

const SECRET = 'only-the-router-knows-this';
const ROUTER = { 'router-authorization': SECRET };
const DOORS = ['', '/report.md', '/report.pdf'];
const PUBLIC = 'https://technical.example.com/prefix';

let service: TestService;
let other: string;
let now = new Date();
beforeAll(async () => {
  service = await startTestService({ demo: true, variables: { ROUTER_SECRET: SECRET }, now: () => now });
  other = (await service.db.one('select id from customers where id <> $1 limit 1', [ACME])).id;
});
afterAll(() => service.stop());

async function linkOf(environment = '') {
  const query = `{ technicalEnvironment(customerId: "${ACME}"${environment}) { report(format: PDF) { format text url expiresAt } } }`;
  const { data, errors } = await service.ask(query, {}, ROUTER);
  expect(errors).toBeUndefined();
  return data.technicalEnvironment.report as { format: string; text: null; url: string; expiresAt: string };
}

describe('with ROUTER_SECRET set', () => {
  test.each([...DOORS, '/../openapi.json'])('%s is 401 without it, and open with it', async (door) => {
    const refused = await problemOf(fetch(at(service.url, ACME, door)));
    expect(refused).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(refused.headers.has('www-authenticate')).toBe(true);
    const wrong = { 'router-authorization': `${SECRET}x` };
    expect((await problemOf(fetch(at(service.url, ACME, door), { headers: wrong }))).status).toBe(401);
    expect((await fetch(at(service.url, ACME, door), { headers: ROUTER })).status).toBe(200);
  });

  test('who may not come in is not told what is wrong with the rest', async () => {
    expect((await problemOf(fetch(at(service.url, 'acme')))).status).toBe(401);
  });
});

describe('the graph gives a link to the PDF', () => {
  test('that opens without credentials until its time is over', async () => {
    const { format, text, url, expiresAt } = await linkOf();
    expect({ format, text }).toEqual({ format: 'PDF', text: null });
    expect(url.startsWith(at(service.url, ACME, '/report.pdf?'))).toBe(true);
    expect(url).not.toContain(SECRET);
    const open = await fetch(url);
    expect(open.status).toBe(200);
    expect(open.headers.get('content-type')).toBe('application/pdf');
    expect((await fetch(`${url}&paper=letter`)).status).toBe(200);
    const minutes = (Date.parse(expiresAt) - now.getTime()) / 60_000;
    expect(minutes).toBeGreaterThan(5);
    expect(minutes).toBeLessThanOrEqual(60);
    const given = now;
    now = new Date(Date.parse(expiresAt) - 1);
    expect((await fetch(url)).status).toBe(200);
    now = new Date(expiresAt);
    expect(await problemOf(fetch(url))).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    now = given;
  });

  test('that opens nothing else', async () => {
    const { url } = await linkOf();
    const changed = [
      url.replace(ACME, other),
      url.replace(/expires=(\d+)/, (_, seconds) => `expires=${Number(seconds) + 60}`),
      url.replace(/expires=\d+/, ''),
      url.replace(/signature=.*/, ''),
      url.replace(/signature=.*/, 'signature=AAAA'),
      url.replace(/signature=(.)/, (_, first) => `signature=${first === 'A' ? 'B' : 'A'}`),
      `${url}&includeHealth=false`,
      `${url}&signature=x`,
    ];
    for (const one of changed) {
      expect(await problemOf(fetch(one)), one).toMatchObject({ status: 403, code: 'FORBIDDEN' });
      // The router's secret does not mend a link.
      expect((await fetch(one, { headers: ROUTER })).status).toBe(403);
    }
    for (const door of ['', '/report.md'])
      expect((await fetch(url.replace('/report.pdf', door))).status).toBe(401);
  });

  test('that holds no scores where they were left out', async () => {
    const { url } = await linkOf(', includeHealth: false');
    expect(url).toContain('includeHealth=false');
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url.replace('includeHealth=false&', ''))).status).toBe(403);
  });

  test('at the address that PUBLIC_URL names', async () => {
    const named = await startTestService({ demo: true, variables: { PUBLIC_URL: `${PUBLIC}/` } });
    try {
      const { data } = await named.ask(
        `{ technicalEnvironment(customerId: "${ACME}") { report(format: PDF) { url } } }`,
      );
      expect(data.technicalEnvironment.report.url.startsWith(at(PUBLIC, ACME, '/report.pdf?'))).toBe(true);
    } finally {
      await named.stop();
    }
  });
});

test('the graph gives the Markdown as text, the same as REST', async () => {
  const { data } = await service.ask(
    `{ technicalEnvironment(customerId: "${ACME}") { report { format text url expiresAt } } }`,
    {},
    ROUTER,
  );
  const { text, ...rest } = data.technicalEnvironment.report;
  expect(rest).toEqual({ format: 'MARKDOWN', url: null, expiresAt: null });
  expect(await (await fetch(at(service.url, ACME, '/report.md'), { headers: ROUTER })).text()).toBe(text);
});

test('processes with one secret take each other’s links; without one, each only its own', () => {
  const report = { customerId: ACME, includeHealth: true };
  const taken = (by: string | null, from: string | null) => {
    const { searchParams: query } = new URL(createReportLinks(from, () => PUBLIC).make(report, now).url);
    createReportLinks(by, () => PUBLIC).check(report, query.get('expires'), query.get('signature'), now);
  };
  expect(() => taken(SECRET, SECRET)).not.toThrow();
  expect(() => taken(SECRET, `${SECRET}2`)).toThrow(/not as it was given out/);
  expect(() => taken(null, null)).toThrow(/not as it was given out/);
});
