import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

const ACME = '11111111-1111-4111-8111-111111111111';
const SECRET = 'a-secret-of-more-than-16-characters';
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const services: TestService[] = [];

async function start(variables: Record<string, string>): Promise<TestService> {
  const service = await startTestService({ demo: true, variables });
  services.push(service);
  return service;
}
afterAll(() => Promise.all(services.map((service) => service.stop())));

async function open(service: TestService) {
  const response = await fetch(`${service.url}/`, { headers: BROWSER });
  const html = await response.text();
  const links = [...html.matchAll(/<a href="([^"]+)">/g)].map(([, path]) => path as string);
  return { response, html, links };
}

describe('the overview at /', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await start({});
  });

  test('is a page in a browser, each of whose links opens', async () => {
    const { response, html, links } = await open(service);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const report = `/api/intelligence/technical/${ACME}`;
    expect(links).toEqual([
      '/graphql',
      report,
      `${report}/report.md`,
      `${report}/report.pdf`,
      '/api/intelligence/technical/openapi.json',
      '/livez',
      '/readyz',
      '/metrics',
    ]);
    for (const path of links)
      expect((await fetch(service.url + path, { headers: BROWSER })).status).toBe(200);
    expect(html).toContain('/graphql/stream');
  });

  test('loads nothing, and its policy lets its own style and nothing else work', async () => {
    const { response, html } = await open(service);
    expect(html).not.toMatch(/https?:|<script| src=|@import|url\(/);
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(policy).toContain(`default-src 'none'`);
  });

  test('is the same as JSON for a program', async () => {
    const response = await fetch(`${service.url}/`);
    expect(response.headers.get('vary')).toContain('accept');
    const { name, description, links } = (await response.json()) as Record<string, Record<string, string>>;
    expect(name).toBe('technical-environment-subgraph');
    expect(description).toMatch(/federated GraphQL subgraph/);
    expect(links).toMatchObject({ graphql: '/graphql', ready: '/readyz', metrics: '/metrics' });
    const { links: onPage } = await open(service);
    expect(Object.values(links ?? {})).toEqual(expect.arrayContaining(onPage));
    expect((await fetch(`${service.url}/`, { method: 'HEAD' })).status).toBe(200);
  });
});

test('with ROUTER_SECRET it is open, names the header, and offers only what opens without it', async () => {
  const service = await start({ ROUTER_SECRET: SECRET });
  const { response, html, links } = await open(service);
  expect(response.status).toBe(200);
  expect(html).toContain('Router-Authorization');
  expect(html + (await (await fetch(`${service.url}/`)).text())).not.toMatch(/Acme|1111|a-secret/);
  expect(links).toEqual(['/graphql', '/livez', '/readyz', '/metrics']);
  for (const path of links) expect((await fetch(service.url + path, { headers: BROWSER })).status).toBe(200);
});

test('without the demo and in production it offers neither Acme nor GraphiQL', async () => {
  const service = await start({ NODE_ENV: 'production', DEMO_DATA: 'off' });
  const { html, links } = await open(service);
  expect(html).not.toMatch(/Acme|GraphiQL/);
  expect(html).toContain('/api/intelligence/technical/:customerId/report.pdf');
  expect(links).not.toContain('/graphql');
});
