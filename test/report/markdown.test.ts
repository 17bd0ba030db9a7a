import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import type { Block, Inline } from '../../src/report/blocks.ts';
import { clean } from '../../src/report/document/clean.ts';
import { buildDocument } from '../../src/report/document.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { integration, NOW, webhook } from '../support/builders.ts';
import { contact } from './contact.ts';
import { reportFacts } from './facts.ts';

// As permissive as readers are: HTML passes, and whatever looks like an address becomes a link.
const parser = new MarkdownIt({ html: true, linkify: true });
// GitHub makes no links of bare domains ("booking.com"), but of what begins with www.; that is looked for by hand.
parser.linkify.set({ fuzzyLink: false });

const document = (blocks: Block[]) => ({
  title: 't',
  customer: { id: '1', name: 'n' },
  generatedAt: NOW.toISOString(),
  blocks,
});

/** The texts that a reader shows, and the kinds of everything that is not plain text. */
function read(markdown: string) {
  const inline = parser.parse(markdown, {}).flatMap((token) => (token.children ? [token.children] : []));
  return {
    texts: inline.map((children) => children.map(({ content }) => content).join('')),
    kinds: [...new Set(inline.flat().map(({ type }) => type))].filter((type) => !/^text/.test(type)),
    blocks: parser.parse(markdown, {}).map(({ type }) => type),
  };
}

const HOSTILE = [
  '| **x** <script>',
  '# h',
  '1. one',
  '- item',
  '+ item',
  '> quote',
  '---',
  '===',
  '```',
  '~~~',
  '![i](http://evil.example/x.png)',
  '[a]: http://evil.example',
  '<https://evil.example>',
  'http://evil.example',
  'www.evil.example',
  'a@evil.example',
  '&lt;b&gt; &#124; &copy',
  '<!-- x -->',
  '`code` \\`x`',
  '\\',
  '\\|',
  'a\nb\r\n# c',
  '**bold** __b__ _i_ ~~s~~',
  '<b>x</b>',
  'trailing #',
  '###',
  ': x',
  '$x$',
  'مرحبا بالعالم',
  '株式会社アクメ',
  'Ελληνικά Кириллица हिन्दी 👩‍👩‍👧',
];

test.each(HOSTILE)('%j is text wherever it stands', (hostile) => {
  expectText(hostile);
});

test('whatever a text holds, a reader shows just that', () => {
  const nasty = fc.array(
    fc.constantFrom(...HOSTILE.flatMap((text) => [...text]), ' ', '\\', '|', '<', '*', '_', '`'),
    {
      maxLength: 12,
    },
  );
  const text = fc.oneof(
    nasty.map((all) => all.join('')),
    fc.string({ unit: 'grapheme' }),
  );
  fc.assert(fc.property(text, expectText), { numRuns: process.env.FULL ? 20_000 : 1_000 });
});

function expectText(raw: string): void {
  // Readers drop spaces at the ends, and the document has no line ends in texts.
  const text = clean(raw).replace(/\s+/g, ' ').trim();
  if (text === '') return;
  const cell: Inline[] = [text];
  const markdown = renderMarkdown(
    document([
      { kind: 'heading', level: 2, text },
      { kind: 'paragraph', text: cell },
      { kind: 'list', ordered: false, items: [cell] },
      { kind: 'facts', items: [{ label: 'Label', value: cell }] },
      {
        kind: 'table',
        columns: [{ title: text, align: 'left' }],
        rows: [[cell], [[{ kind: 'status', tone: 'good', text }]]],
      },
    ]),
  );
  const { texts, kinds, blocks } = read(markdown);
  const label = `Label: ${text}`;
  expect(texts, markdown).toEqual([text, text, text, label, text, text, `✓ ${text}`]);
  expect(kinds, markdown).toEqual(['strong_open', 'strong_close']);
  expect(markdown).not.toMatch(/\bwww\./i);
  expect(
    blocks.filter((type) =>
      /^(heading|bullet|table|code|fence|html|hr|blockquote|ordered).*(open|block|fence|hr)$/.test(type),
    ),
  ).toEqual(['heading_open', 'bullet_list_open', 'table_open']);
}

const linked = (text: string, url: string) => {
  const markdown = renderMarkdown(document([{ kind: 'paragraph', text: [{ kind: 'link', text, url }] }]));
  const children = parser.parse(markdown, {}).flatMap((token) => token.children ?? []);
  return {
    text: children.map(({ content }) => content).join(''),
    hrefs: children.flatMap((token) => token.attrGet('href') ?? []),
  };
};

test.each([
  ['https://acme.internal.com/api/webhook', 'https://acme.internal.com/api/webhook'],
  ['https://a.example/x_y_z', 'https://a.example/x_y_z'],
  ['https://a.example/(x)[y]|z', 'https://a.example/(x)%5By%5D%7Cz'],
  ['https://a.example/?a=1&copy;=2', 'https://a.example/?a=1&copy;=2'],
])('an address is a link to itself: %s', (url, href) => {
  const { text, hrefs } = linked(url, url);
  expect(hrefs.map((one) => decodeURIComponent(one))).toEqual([decodeURIComponent(href)]);
  expect(text).toBe(url);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  'no address at all',
  'http://',
  'https://a.example/cut…',
])('%s is shown and leads nowhere', (url) => {
  expect(linked(url, url)).toEqual({ text: url, hrefs: [] });
});

test('a figure that begins a line is not taken for the number of a list', () => {
  const text = '96.1% of it';
  expect(renderMarkdown(document([{ kind: 'paragraph', text: [text] }]))).toBe(`${text}\n`);
});

test('a link cannot break out of its address', () => {
  const url = 'https://a.example/x> [y](https://evil.example) <z';
  expect(linked('Acme', url)).toEqual({
    text: 'Acme',
    hrefs: [expect.stringMatching(/^https:\/\/a\.example\/x%3E/)],
  });
});

test('a customer with a hostile name gets a report of the same shape', () => {
  const hostile = HOSTILE.join(' ');
  const all = [
    integration({ name: hostile, configuration: { channel: hostile } }),
    webhook({ name: hostile, endpoint: 'javascript:alert(1)' }),
  ];
  const render = (name: string, integrations = all) =>
    renderMarkdown(
      buildDocument(
        reportFacts(
          { contacts: [contact({ name, role: name })], facts: { ...reportFacts().facts, integrations } },
          name,
        ),
        NOW,
      ),
    );
  const plain = [
    integration({ name: 'x', configuration: { channel: 'x' } }),
    webhook({ name: 'x', endpoint: 'x' }),
  ];
  expect(read(render(hostile)).blocks).toEqual(read(render('x', plain)).blocks);
  expect(read(render(hostile)).kinds.filter((kind) => /html|image|code/.test(kind))).toEqual([]);
});
