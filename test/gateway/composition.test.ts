import { describe, expect, test } from 'vitest';
import { readSdl } from '../../src/server/schema.ts';
import { type Composition, composers } from './compose.ts';
import { subgraphs } from './subgraphs.ts';

const urls = { customers: 'http://127.0.0.1/customers', environment: 'http://127.0.0.1/environment' };

/** Our contract with one passage changed; fails when the passage is not there, so that a break is a break. */
function sdlWith(passage: string, replacement: string): string {
  const sdl = readSdl();
  expect(sdl).toContain(passage);
  return sdl.replace(passage, replacement);
}

const errorsOf = (composition: Composition) =>
  'errors' in composition ? composition.errors.join('\n') : 'none: it composes';

describe.each(Object.entries(composers))('%s', (_, compose) => {
  test('composes our contract beside the subgraph that owns Customer', () => {
    expect(errorsOf(compose(subgraphs(urls)))).toBe('none: it composes');
  });

  test('composes it beside a subgraph that refers to Integration and TechnicalIssue by their keys', () => {
    const parts = subgraphs({ ...urls, tickets: 'http://127.0.0.1/tickets' });
    expect(errorsOf(compose(parts))).toBe('none: it composes');
  });

  test('refuses it when it claims a field that the other owns', () => {
    const claiming = sdlWith('type Customer @key(fields: "id") {', '$&\n  name: String!');
    expect(errorsOf(compose(subgraphs(urls, claiming)))).toMatch(/Customer\W+name|"name"/);
  });

  test('refuses it when a shared field has another type here', () => {
    const conflicting = sdlWith('type Customer @key(fields: "id") {', '$&\n  segment: Int! @shareable');
    expect(errorsOf(compose(subgraphs(urls, conflicting)))).toMatch(/segment/);
  });

  test('refuses it when an entity that others refer to is none any more', () => {
    const keyless = sdlWith('type TechnicalIssue @key(fields: "id") {', 'type TechnicalIssue {');
    const parts = subgraphs({ ...urls, tickets: 'http://127.0.0.1/tickets' }, keyless);
    expect(errorsOf(compose(parts))).toMatch(/TechnicalIssue/);
  });
});

test('Apollo and The Guild make a supergraph that joins our entities by id', () => {
  for (const name of ['Apollo', 'The Guild'] as const) {
    const composition = composers[name](subgraphs(urls));
    expect('supergraphSdl' in composition && composition.supergraphSdl).toMatch(
      /type Customer\s+@join__type\(graph: CUSTOMERS, key: "id"\)\s+@join__type\(graph: TECHNICAL_ENVIRONMENT, key: "id"\)/,
    );
  }
});
