import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settings } from '../src/config.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The rows that begin with a variable's name in backquotes: the name, and the other cells. */
const rows = new Map(
  [...readme.matchAll(/^\| `([A-Z][A-Z0-9_]*)` \|(.*)\|\s*$/gm)].map((match) => [
    match[1] as string,
    (match[2] as string).split(/(?<!\\)\|/).map((cell) => cell.trim()),
  ]),
);

test('README has a row for each setting, with its default', () => {
  for (const { name, default: preset } of settings) {
    const cells = rows.get(name);
    expect(cells, `README has no row for ${name}`).toBeDefined();
    // In a cell of its own: "0" would be found in any other number.
    const bare = cells?.map((cell) => cell.replaceAll('`', ''));
    expect(bare, `README's row for ${name} lacks its default`).toContain(preset ?? 'unset');
  }
});

test('README names no variable that does not exist', () => {
  const known = new Set(settings.map(({ name }) => name));
  expect([...rows.keys()].filter((name) => !known.has(name))).toEqual([]);
});
