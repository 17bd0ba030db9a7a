import { expect } from 'vitest';
import { REST_PATH } from '../../../src/server/rest/parameters.ts';

/** A customer's REST address. */
export function at(url: string, customerId: string, rest = ''): string {
  return `${url}${REST_PATH}/${customerId}${rest}`;
}

/** What a refused request is told, which has to be a problem in words that show nothing of the inside. */
export async function problemOf(asked: Promise<Response>) {
  const response = await asked;
  const text = await response.text();
  expect(response.headers.get('content-type'), text).toMatch(/^application\/problem\+json/);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.has('etag')).toBe(false);
  expect(text).not.toMatch(/node_modules|\.[jt]s:\d|\bat [\w.]+ \(|FST_|stack|select /);
  const body = JSON.parse(text);
  expect(body).toMatchObject({ type: 'about:blank', status: response.status, title: expect.any(String) });
  expect(body.detail).toMatch(/\w{2,} \w+/);
  return {
    status: response.status,
    code: body.code as string,
    detail: body.detail as string,
    headers: response.headers,
  };
}
