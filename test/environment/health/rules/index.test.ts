import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findIssues } from '../../../../src/environment/health/issues.ts';
import { RULES } from '../../../../src/environment/health/rules/index.ts';
import { acmeFacts } from '../../../support/acme.ts';
import { facts, NOW } from '../../../support/builders.ts';

describe('the rules', () => {
  it('have ids of their own, each with a file and a test of that name', () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const sources = readdirSync(new URL('../../../../src/environment/health/rules/', import.meta.url));
    const tests = readdirSync(new URL('./', import.meta.url));
    expect(sources).toEqual(expect.arrayContaining(ids.map((id) => `${id}.ts`)));
    expect(tests).toEqual(expect.arrayContaining(ids.map((id) => `${id}.test.ts`)));
  });

  it('find exactly the two issues of PRD-079 at Acme, and nothing where nothing is wrong', () => {
    const found = findIssues(acmeFacts(), RULES, NOW);
    expect(found.map(({ title, severity }) => [title, severity])).toEqual([
      ['Webhook delivery failures', 'MEDIUM'],
      ['API usage approaching limit', 'LOW'],
    ]);
    expect(findIssues(facts(), RULES, NOW)).toEqual([]);
  });
});
