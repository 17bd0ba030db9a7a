import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

// A room may use its own floor and any below it.
const floors: readonly (readonly string[])[] = [
  ['start.ts', 'main.ts', 'greeting.ts'],
  ['server'],
  ['report', 'ask', 'actions', 'alerts', 'sources', 'evaluation', 'demo'],
  // Generated types name the sections' models, and the sections name the types.
  ['environment', 'generated'],
  ['read', 'feed'],
  ['db'],
  ['errors.ts', 'config.ts', 'config', 'log.ts'],
];

const PURE =
  /\/(state|attempts|uptime|intervals|quota|forecast|summary|api-health|anomaly|policy|score|issues|reconcile|recommendations|what-if|posture|residency|relevance|opportunities|ramp|transition|judge|backoff|notification|compose)\.ts$/;
const IMPURE = /^(node:(?!crypto$)|pg-promise|graphql|fastify|@apollo|db\/|read\/|feed\/|server\/)/;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const imports = files.flatMap((from): Import[] => {
  const text = readFileSync(join(src, from), 'utf8');
  return [...text.matchAll(/^(?:import|export) (type )?[^;]*?from '([^']+)'/gm)].map(
    ([, type, name = '']) => ({
      from,
      to: name.startsWith('.') ? relative(src, resolve(src, dirname(from), name)) : name,
      typeOnly: type !== undefined,
    }),
  );
});

const roomOf = (path: string) => path.split('/')[0] ?? path;
const floorOf = (path: string) => floors.findIndex((rooms) => rooms.includes(roomOf(path)));

describe('The floors of the house', () => {
  test('every room has a floor', () => {
    expect(files.filter((file) => floorOf(file) === -1)).toEqual([]);
  });

  test('nothing reaches upwards: what is below must be usable, and testable, without what is above', () => {
    const upwards = imports.filter(({ from, to }) => floorOf(to) !== -1 && floorOf(to) < floorOf(from));
    expect(upwards.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('judgement is pure: it has no clock, no SQL and no GraphQL, so that it can be replayed and supposed', () => {
    const judging = /^(environment|alerts)\//;
    const pure = files.filter(
      (file) => judging.test(file) && (PURE.test(`/${file}`) || file.startsWith('alerts/rules/')),
    );
    expect(pure.length).toBeGreaterThan(15);
    const impure = imports.filter(
      ({ from, to, typeOnly }) => !typeOnly && pure.includes(from) && IMPURE.test(to),
    );
    expect(impure.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
    const clocked = pure.filter((file) =>
      /Date\.now\(|new Date\(\)|Math\.random\(|process\./.test(readFileSync(join(src, file), 'utf8')),
    );
    expect(clocked).toEqual([]);
  });

  test('only config.ts reads the environment, so that every setting is validated and documented', () => {
    const readers = files.filter((file) => /process\.env\b/.test(readFileSync(join(src, file), 'utf8')));
    expect(readers).toEqual(['config.ts']);
  });
});
