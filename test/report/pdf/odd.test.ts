import { describe, expect, test } from 'vitest';
import type { Block, ReportDocument } from '../../../src/report/blocks.ts';
import { renderPdf } from '../../../src/report/pdf/render.ts';
import { drawnText, pagesOf, read, spokenText } from './reading.ts';
import { callout, facts, heading, list, paragraph, reportOf, status, table } from './sample.ts';

const NOTE = 'Characters that could not be shown';

async function pagesOfReport(document: ReportDocument) {
  return pagesOf(await read(await renderPdf(document, { paper: 'A4' })));
}

async function textOf(name: string, ...blocks: Block[]): Promise<string> {
  return (await Promise.all((await pagesOfReport(reportOf(name, blocks))).map(drawnText))).join(' ');
}

/** How often a text is found in another, line ends left aside. */
const count = (text: string, part: string) => text.replace(/\s+/g, '').split(part).length - 1;

describe('What no one expects in a report', () => {
  test('Latin, Greek and Cyrillic are shown as they are', async () => {
    const said = 'Zażółć gęślą jaźń, Đường dẫn, Άμεσος συγχρονισμός, Объект, Їжак, fin € ₴ № – “ok”';
    const text = await textOf('Ελλάς и Київ', paragraph(said));
    expect(text.replace(/\s+/g, ' ')).toContain(said.normalize('NFC'));
    expect(text).toContain('Ελλάς и Київ');
    expect(text).not.toContain(NOTE);
  });

  test('letters that stand for others are written out', async () => {
    const text = await textOf('Acme', paragraph('oﬃce ŉ ǅ ＡＢＣ１'));
    expect(text).toContain('office ʼn Dž ABC1');
    expect(text).not.toContain(NOTE);
  });

  test('other scripts are replaced, and the report says which', async () => {
    const text = await textOf('株式会社 Acme', paragraph('مثال 🙂 ไทย'), table(['日'], ['本']));
    expect(text).toContain('□□□□ Acme');
    expect(text).toContain(NOTE);
    for (const named of [
      'Han: U+4F1A, U+5F0F, U+65E5, U+672C, U+682A',
      'Arabic: ',
      'Emoji: U+1F642',
      'Thai: ',
    ])
      expect(text).toContain(named);
  });

  test('what is replaced is still there for those who listen or copy', async () => {
    const bytes = await renderPdf(reportOf('Acme', [paragraph('株')]), { paper: 'A4' });
    const { inflateSync } = await import('node:zlib');
    const streams = [...bytes.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(
      ([, body]) => {
        try {
          return inflateSync(Buffer.from(body as string, 'latin1')).toString('latin1');
        } catch {
          return '';
        }
      },
    );
    // "株" in UTF-16.
    expect(streams.join('')).toMatch(/\/Span <<\s*\/ActualText \(\xfe\xff\x68\x2a\)/);
  });

  test('control characters, lone surrogates and directions do no harm', async () => {
    const text = await textOf(
      'A\u0000c\u202eme',
      paragraph('one\u0007 two\tthree\ud800 four\r\nfive\u00a0six'),
    );
    expect(text).toContain('Acme');
    expect(text.replace(/\s+/g, ' ')).toContain('one two three□ four five six');
    // A lone half of a character is none, and no valid text for those who listen.
    expect(text).toContain('U+FFFD');
  });

  test('a word of 10,000 characters is cut into lines, and none of it is lost', async () => {
    const word = 'x'.repeat(10_000);
    const blocks = [
      paragraph(word),
      table(['A', 'B'], [word, 'b']),
      callout('bad', paragraph(word)),
      facts(['Label', word]),
    ];
    for (const block of blocks) expect(count(await textOf('Acme', block), 'x')).toBe(10_000);
  });

  test('a text of 10,000 characters runs over pages, in a cell as well', async () => {
    const long = Array.from({ length: 1_700 }, (_, index) => `w${index}`).join(' ');
    const blocks = [
      paragraph(long),
      table(['A', 'B'], ['a', long], ['c', 'd']),
      callout('warning', paragraph(long)),
    ];
    for (const block of blocks) {
      const text = (await textOf('Acme', block)).replace(/\s+/g, ' ');
      for (let index = 0; index < 1_700; index += 1) expect(text).toContain(`w${index}`);
    }
  });

  test('a table of 500 rows has its header on every page, read aloud once', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => [
      `Integration ${index}.`,
      status('good', 'Active'),
    ]);
    const pages = await pagesOfReport(reportOf('Acme', [table(['Name of it', 'Status'], ...rows)]));
    expect(pages.length).toBeGreaterThan(10);
    const texts = await Promise.all(pages.map(drawnText));
    for (const text of texts) expect(count(text, 'Nameofit')).toBe(1);
    for (let index = 0; index < 500; index += 1) {
      expect(texts.filter((text) => text.includes(`Integration ${index}.`))).toHaveLength(1);
    }
    const spoken = (await Promise.all(pages.map(spokenText))).flat();
    const titles = spoken.filter(({ role, text }) => role === 'TH' && !text.startsWith('Integration'));
    expect(titles.map(({ text }) => text.trim())).toEqual(['Name of it', 'Status']);
  });

  test('others have their turn while a long report is made', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => [`Integration ${index}`, 'a', 'b', 'c']);
    let [turns, running] = [0, true];
    const take = () => {
      turns += 1;
      if (running) setImmediate(take);
    };
    setImmediate(take);
    await renderPdf(reportOf('Acme', [table(['A', 'B', 'C', 'D'], ...rows)]), { paper: 'A4' });
    running = false;
    expect(turns).toBeGreaterThan(3);
  });

  test('nothing at all is a page as well', async () => {
    const empty: ReportDocument = { ...reportOf('Nobody', []), blocks: [] };
    const [page, ...more] = await pagesOfReport(empty);
    expect(more).toHaveLength(0);
    const text = page ? await drawnText(page) : '';
    expect(text).toContain('Nobody');
    expect(text).toContain('As of Jan 28, 2026, 15:04 UTC');
  });

  test('empty tables, lists, callouts, headings and texts are taken', async () => {
    const text = await textOf(
      'Acme',
      table(['Name', '>Calls']),
      table([]),
      table([], ['without a title']),
      list([]),
      facts(),
      callout('good'),
      heading(2, ''),
      paragraph(),
      paragraph(''),
      paragraph('\n\n'),
      paragraph(
        status('bad'),
        { kind: 'code', text: '' },
        { kind: 'link', text: '', url: 'https://a.example/' },
      ),
    );
    expect(text).toContain('Nothing to show.');
    expect(text).toContain('without a title');
    expect(text).toContain('Problem');
    expect(text).toContain('https://a.example/');
  });

  test('a name of 500 characters does not fill the page', async () => {
    const text = await textOf('Acme and Sons '.repeat(36), paragraph('The first paragraph'));
    expect(count(text, 'AcmeandSons')).toBeLessThan(20);
    expect(text).toContain('…');
    expect(text).toContain('Page 1 of 1');
  });

  test('twenty columns stay within the page', async () => {
    const titles = Array.from({ length: 20 }, (_, index) => `Column ${index}`);
    const [page] = await pagesOfReport(
      reportOf('Acme', [
        table(
          titles,
          titles.map((title) => `${title} value`),
        ),
      ]),
    );
    const items = (await page?.getTextContent())?.items ?? [];
    for (const item of items) {
      if ('str' in item && item.str.trim())
        expect((item.transform[4] as number) + item.width).toBeLessThan(546);
    }
  });
});
