import { get } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACME } from '../../environment/graph/demo.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { at } from './asking.ts';

let service: TestService;
let now = new Date();
beforeAll(async () => {
  service = await startTestService({ demo: true, now: () => now });
  const { loadedAt } = await service.db.one('select loaded_at as "loadedAt" from demo_data');
  // Early on the day after, so that hours may pass without a day's end.
  const nextDay = new Date(Date.parse(loadedAt) + 86_400_000).toISOString().slice(0, 10);
  now = new Date(`${nextDay}T01:00:30Z`);
});
afterAll(() => service.stop());

const DOORS = ['', '/report.md', '/report.pdf', '/report.pdf?paper=letter'];
const ask = (door: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(at(service.url, ACME, door), { method, headers });
const tagOf = async (door: string) => (await ask(door)).headers.get('etag') ?? '';

describe.each(DOORS)('%s', (door) => {
  test('has a tag, by which it is not sent again', async () => {
    const tag = await tagOf(door);
    expect(tag).toMatch(/^W\/"[\w-]{32,}"$/);
    for (const given of [tag, tag.slice(2), `"x", ${tag}`, '*']) {
      const response = await ask(door, { 'if-none-match': given });
      expect(response.status, given).toBe(304);
      expect(await response.text()).toBe('');
      expect(response.headers.get('etag')).toBe(tag);
      expect(response.headers.get('cache-control')).toBe('private, no-cache');
    }
    for (const given of ['"x"', 'nonsense', `"${tag}x"`])
      expect((await ask(door, { 'if-none-match': given })).status).toBe(200);
  });

  test('answers HEAD as GET, without a body', async () => {
    const [head, whole] = [await ask(door, {}, 'HEAD'), await ask(door)];
    expect(await head.text()).toBe('');
    for (const name of ['content-type', 'etag', 'cache-control'])
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    expect(head.status).toBe(200);
    const again = await ask(door, { 'if-none-match': head.headers.get('etag') ?? '' }, 'HEAD');
    expect(again.status).toBe(304);
  });
});

test('the tags of different forms differ', async () => {
  const tags = await Promise.all(
    [...DOORS, '?includeHealth=false', '/report.md?includeHealth=false'].map(tagOf),
  );
  expect(new Set(tags).size).toBe(tags.length);
});

test('a tag holds while only time passes, and not once something changes', async () => {
  // No telemetry leaves a window between the two, and no confidence fades to the next hundredth.
  await service.db.none('delete from technologies');
  await service.db.none('delete from integration_runs');
  await service.db.none('delete from webhook_deliveries');
  const before = await Promise.all(DOORS.map(tagOf));
  const text = await (await ask('/report.md')).text();
  now = new Date(now.getTime() + 3 * 3_600_000);
  expect(await Promise.all(DOORS.map(tagOf))).toEqual(before);
  expect(await (await ask('/report.md')).text()).not.toBe(text);
  await service.db.none("update technical_contacts set role = 'CTO' where customer_id = $1 and is_primary", [
    ACME,
  ]);
  const after = await Promise.all(DOORS.map(tagOf));
  for (const [index, tag] of after.entries()) expect(tag).not.toBe(before[index]);
});

describe('compression', () => {
  // fetch would decode what it got.
  const raw = (door: string, encoding: string) =>
    new Promise<{ encoding: string | undefined; vary: string | undefined; body: Buffer }>(
      (resolve, reject) => {
        get(at(service.url, ACME, door), { headers: { 'accept-encoding': encoding } }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              encoding: response.headers['content-encoding'],
              vary: response.headers.vary,
              body: Buffer.concat(chunks),
            }),
          );
        }).on('error', reject);
      },
    );

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('%s for JSON and Markdown, to a fraction', async (encoding, decode) => {
    for (const door of ['', '/report.md']) {
      const [packed, plain] = [await raw(door, encoding), await raw(door, 'identity')];
      expect(packed.encoding).toBe(encoding);
      expect(packed.vary).toMatch(/accept-encoding/i);
      expect(decode(packed.body)).toEqual(plain.body);
      expect(packed.body.length).toBeLessThan(plain.body.length / 2);
    }
  });

  test('none for a PDF, which is packed already', async () => {
    expect((await raw('/report.pdf', 'br, gzip')).encoding).toBeUndefined();
  });
});
