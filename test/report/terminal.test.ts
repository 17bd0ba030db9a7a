import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { buildDocument } from '../../src/report/document.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { integration, NOW } from '../support/builders.ts';
import { contact } from './contact.ts';
import { reportFacts } from './facts.ts';

const wide = ['株式会社アクメ', '👩‍👩‍👧 Family', 'Ακμή', 'ไทย', 'plain'];
const document = buildDocument(
  reportFacts({
    contacts: wide.map((name) => contact({ name, role: 'Somebody' })),
    facts: {
      ...reportFacts().facts,
      integrations: [
        integration({ name: 'W'.repeat(300) }),
        integration({ name: `${'long words '.repeat(30)}` }),
      ],
    },
  }),
  NOW,
);
const lines = (width: number, colour = false) => renderTerminal(document, { width, colour }).split('\n');

test('columns stand under each other, whatever width their characters have', () => {
  const rows = lines(100).filter((line) => line.includes('Somebody'));
  expect(rows).toHaveLength(wide.length);
  expect(new Set(rows.map((line) => stringWidth(line.slice(0, line.indexOf('Somebody'))))).size).toBe(1);
});

test.each([60, 80, 120])('at %i columns no line is longer, and nothing is lost', (width) => {
  expect(Math.max(...lines(width).map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
  expect(lines(width).join('').replace(/[^W]/g, '').length).toBeGreaterThanOrEqual(600);
});

test('without colour there is no escape sequence; with it, the text is the same', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
  const escapes = /\u001b\[[\d;]*m/g;
  const plain = renderTerminal(document, { width: 80, colour: false });
  const coloured = renderTerminal(document, { width: 80, colour: true });
  expect(plain).not.toMatch(escapes);
  expect(coloured.match(escapes)?.length).toBeGreaterThan(20);
  expect(coloured.replace(escapes, '')).toBe(plain);
});

test('a state is a mark and a word, not a colour alone', () => {
  expect(lines(100).some((line) => /Multi-Factor Auth +⚠ Optional/.test(line))).toBe(true);
});
