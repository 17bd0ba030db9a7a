import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REST_PATH } from '../../../src/server/rest/parameters.ts';
import { ACME } from '../../environment/graph/demo.ts';
import { type DatabaseProxy, startProxy } from '../../support/proxy.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { at, problemOf } from './asking.ts';

const STRANGER = '00000000-0000-4000-8000-000000000000';
const DOORS = ['', '/report.md', '/report.pdf'];

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ demo: true });
});
afterAll(() => service.stop());

const ask = (path: string, init?: RequestInit) => fetch(`${service.url}${REST_PATH}/${path}`, init);

describe.each(DOORS)('%s', (door) => {
  test('an id that is no UUID is 400', async () => {
    for (const id of ['acme', '1', `${ACME}x`, "'; drop table customers; --", '%00']) {
      const refused = await problemOf(ask(encodeURIComponent(id) + door));
      expect(refused).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
      expect(refused.detail).toMatch(/^customerId takes a UUID/);
    }
  });

  test('an includeHealth that is neither true nor false is 400', async () => {
    for (const query of [
      'includeHealth=yes',
      'includeHealth=',
      'includeHealth=true&includeHealth=false',
      'includeHealth=TRUE',
    ]) {
      const refused = await problemOf(ask(`${ACME}${door}?${query}`));
      expect(refused).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
      expect(refused.detail).toMatch(/^includeHealth takes true or false/);
    }
  });

  test('an unknown customer is 404; capitals in an id are not another customer', async () => {
    expect(await problemOf(ask(STRANGER + door))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const id = await service.db.one("select id from customers where id::text ~ '[a-f]' limit 1");
    expect((await ask(id.id.toUpperCase() + door)).status).toBe(200);
  });

  test('a method that only changes things is 405, and says which are taken', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const body =
        method === 'OPTIONS' ? {} : { body: '<x/>', headers: { 'content-type': 'application/xml' } };
      const refused = await problemOf(ask(ACME + door, { method, ...body }));
      expect(refused).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
      expect(refused.headers.get('allow')).toBe('GET, HEAD');
    }
  });

  test('an Accept header that does not take what there is is 406; any that does gets it', async () => {
    const type =
      { '': 'application/json', '/report.md': 'text/markdown', '/report.pdf': 'application/pdf' }[door] ?? '';
    for (const accept of [
      'image/png',
      'application/xml, text/html',
      `${type};q=0, */*`,
      'application/*;q=0.0, audio/*',
    ])
      expect(await problemOf(ask(ACME + door, { headers: { accept } })), accept).toMatchObject({
        status: 406,
      });
    const browsers = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
    for (const accept of [
      type,
      `${type.split('/')[0]}/*`,
      '*/*',
      browsers,
      `text/html, ${type};q=0.1`,
      type.toUpperCase(),
      `${type}; charset=utf-8`,
    ])
      expect((await ask(ACME + door, { headers: { accept } })).status, accept).toBe(200);
  });
});

test('a paper that there is none of is 400', async () => {
  for (const paper of ['a5', '', 'A4&paper=letter'])
    expect(await problemOf(ask(`${ACME}/report.pdf?paper=${paper}`))).toMatchObject({ status: 400 });
});

test('nothing else is below it', async () => {
  for (const path of [`${ACME}/`, `${ACME}/report.docx`, `${ACME}/report.md/x`, 'openapi.yaml/x'])
    expect((await problemOf(ask(path))).status, path).toBe(404);
  expect((await problemOf(ask(`${ACME}/nothing`, { method: 'POST' }))).status).toBe(404);
  // Elsewhere clients of the graph read errors.
  expect(await (await fetch(`${service.url}/api/elsewhere`)).json()).toHaveProperty('errors');
});

test('an address that is none is a problem as well, and elsewhere an error', async () => {
  for (const path of ['%zz', `${ACME}%/report.md`, 'x'.repeat(200)])
    expect((await problemOf(ask(path))).status, path).toBeGreaterThanOrEqual(400);
  expect(await (await fetch(`${service.url}/graphql/%zz`)).json()).toHaveProperty('errors');
});

test('a page of another site may not ask', async () => {
  const refused = await problemOf(ask(ACME, { headers: { origin: 'https://evil.example' } }));
  expect(refused).toMatchObject({ status: 403, code: 'FORBIDDEN' });
});

test('a database that is away is 503, with when to try again', async () => {
  let proxy: DatabaseProxy | undefined;
  const cut = await startTestService({
    demo: true,
    through: async (database) => {
      proxy = await startProxy(database);
      return proxy.url;
    },
  });
  try {
    expect((await fetch(at(cut.url, ACME))).status).toBe(200);
    await proxy?.cut();
    for (const door of DOORS) {
      const refused = await problemOf(fetch(at(cut.url, ACME, door)));
      expect(refused).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  } finally {
    await cut.stop();
    await proxy?.stop();
  }
});

test('an error of ours is 500, masked, and in the log under the request', async () => {
  const broken = await startTestService({
    demo: true,
    now: () => {
      throw new Error('the clock has stopped');
    },
  });
  try {
    const response = fetch(at(broken.url, ACME), { headers: { 'x-request-id': 'request-1' } });
    const refused = await problemOf(response);
    expect(refused).toMatchObject({ status: 500, code: 'INTERNAL_SERVER_ERROR' });
    expect(refused.detail).toContain('request-1');
    expect(refused.detail).not.toContain('clock');
    expect(broken.logged()).toMatch(/request-1.*the clock has stopped|the clock has stopped.*request-1/s);
  } finally {
    await broken.stop();
  }
});
