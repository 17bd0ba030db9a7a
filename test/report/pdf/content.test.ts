import { beforeAll, describe, expect, test } from 'vitest';
import type { Block, Inline, Text } from '../../../src/report/blocks.ts';
import { tones } from '../../../src/report/look.ts';
import { renderPdf } from '../../../src/report/pdf/render.ts';
import { drawnText, pagesOf, read, rolesOf, spokenText } from './reading.ts';
import { acme, heading, paragraph, reportOf } from './sample.ts';

let bytes: Buffer;

beforeAll(async () => {
  bytes = await renderPdf(acme(), { paper: 'A4' });
});

const squeeze = (text: string) => text.replace(/\s+/g, '');

/** What a block must say, in its order. */
function words(block: Block): string[] {
  const say = (text: Text) => text.map(sayInline).join('');
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'paragraph':
      return [say(block.text)];
    case 'facts':
      return block.items.flatMap(({ label, value }) => [label, say(value)]);
    case 'list':
      return block.items.flatMap((item, index) => [block.ordered ? `${index + 1}.` : '•', say(item)]);
    case 'table':
      return [...block.columns.map(({ title }) => title), ...block.rows.flat().map(say)];
    case 'callout':
      return block.blocks.flatMap(words);
    default:
      return [];
  }
}

function sayInline(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if (inline.kind !== 'status') return inline.text;
  const { mark, word } = tones[inline.tone];
  return `${mark} ${inline.text || word}`;
}

describe('A report as PDF, read by another program', () => {
  test('says every word of the document, in its order', async () => {
    const pages = await pagesOf(await read(bytes));
    const spoken = (await Promise.all(pages.map(spokenText))).flat();
    const { blocks } = acme();
    // The first heading is set as what the report is and whose it is; charts speak by their alternative.
    const expected = ['Technical Environment', 'Acme Corp', ...blocks.slice(1).flatMap(words)];
    const charts = /0?255075100|not known/;
    const said = spoken.filter(({ role }) => role !== 'Figure').map(({ text }) => text);
    expect(said.join('')).not.toMatch(charts);
    expect(squeeze(said.join(''))).toBe(squeeze(expected.join('')));
  });

  test('draws in the order in which it is read', async () => {
    const text = squeeze((await Promise.all((await pagesOf(await read(bytes))).map(drawnText))).join(''));
    const headings = acme().blocks.flatMap((block) =>
      block.kind === 'heading' && block.level > 1 ? [block.text] : [],
    );
    let from = 0;
    for (const title of headings) {
      from = text.indexOf(squeeze(title), from);
      expect(from, title).toBeGreaterThan(-1);
    }
  });

  test('has five pages, each with its number, and the name on all but the first', async () => {
    const pages = await pagesOf(await read(bytes));
    expect(pages).toHaveLength(5);
    for (const [index, page] of pages.entries()) {
      expect(await drawnText(page)).toContain(`Page ${index + 1} of 5`);
      const spoken = (await spokenText(page)).map(({ text }) => text);
      expect(spoken.join('')).not.toContain(`Page ${index + 1}`);
      if (index > 0) expect(spoken).not.toContain('Acme Corp');
      if (index > 0) expect(await drawnText(page)).toMatch(/^Acme Corp|Acme Corp/);
    }
  });

  test('is tagged: headings, tables with their titles, lists, links, and pictures with words in their place', async () => {
    const pdf = await read(bytes);
    const info = (await pdf.getMarkInfo()) as unknown as Map<string, boolean>;
    expect(info.get('Marked')).toBe(true);
    const roles = (await Promise.all((await pagesOf(pdf)).map(rolesOf))).flat();
    const count = (wanted: string) => roles.filter(({ role }) => role === wanted).length;
    const all = acme().blocks.flatMap((block) => (block.kind === 'callout' ? block.blocks : [block]));
    const tables = all.filter((block) => block.kind === 'table');
    expect(count('H1')).toBe(1);
    for (const level of [2, 3, 4] as const) {
      expect(count(`H${level}`)).toBe(
        all.filter((block) => block.kind === 'heading' && block.level === level).length,
      );
    }
    expect(count('Table')).toBe(tables.length);
    const rows = tables.flatMap((one) => one.rows);
    // The first cell of a row is its header.
    expect(count('TH')).toBe(tables.flatMap(({ columns }) => columns).length + rows.length);
    expect(count('TD')).toBe(rows.flat().length - rows.length);
    expect(count('Link')).toBe(2);
    const alternatives = acme().blocks.flatMap((block) =>
      block.kind === 'chart'
        ? [block.alternative]
        : // The mark of a callout says how things stand.
          block.kind === 'callout'
          ? [tones[block.tone].word]
          : [],
    );
    expect(roles.flatMap(({ role, alt }) => (role === 'Figure' ? [alt] : []))).toEqual(alternatives);
  });

  test('has metadata, a language, and a name in whatever script', async () => {
    const { info } = await (await read(bytes)).getMetadata();
    expect(info).toMatchObject({
      Title: 'Technical Environment: Acme Corp',
      Subject: 'Technical environment of Acme Corp',
      Author: 'Technical environment',
      CreationDate: 'D:20260128150405Z',
      Language: 'en',
    });
    const hostile = '<script>&"株式会社';
    const { info: other, metadata } = await (
      await read(await renderPdf(reportOf(hostile, []), { paper: 'A4' }))
    ).getMetadata();
    expect(other).toMatchObject({ Title: `Technical Environment: ${hostile}` });
    // XMP is XML; it is read only where the name is escaped in it.
    expect(metadata?.get('dc:title')).toBe(`Technical Environment: ${hostile}`);
  });

  test('has bookmarks that lead to each heading', async () => {
    const pdf = await read(bytes);
    const flatten = (
      items: Awaited<ReturnType<typeof pdf.getOutline>>,
      level: number,
    ): [number, string, unknown][] =>
      items.flatMap(({ title, dest, items }) => [[level, title, dest], ...flatten(items, level + 1)]);
    const bookmarks = flatten(await pdf.getOutline(), 1);
    const inside = acme().blocks.flatMap((block) => (block.kind === 'callout' ? block.blocks : [block]));
    const headings = inside.flatMap((block) => (block.kind === 'heading' ? [[block.level, block.text]] : []));
    expect(bookmarks.map(([level, title]) => [level, title])).toEqual([
      [1, 'Acme Corp'],
      ...headings.slice(1),
    ]);
    for (const [, title, dest] of bookmarks) {
      const [page, kind, left, top] = dest as [
        { num: number; gen: number },
        { name: string },
        number,
        number,
      ];
      const target = await pdf.getPage((await pdf.getPageIndex(page)) + 1);
      expect(kind.name).toBe('XYZ');
      expect(left).toBe(0);
      const { items } = await target.getTextContent();
      const line = items.find((item) => 'str' in item && item.str === title) as
        | { transform: number[] }
        | undefined;
      // The heading stands just below the place that the bookmark leads to.
      if (title !== 'Acme Corp') expect(top - (line?.transform[5] as number)).toBeLessThan(25);
    }
  });

  test('links only to what may be linked to', async () => {
    const link = (url: string): Inline => ({ kind: 'link', text: `to ${url}`, url });
    const good = ['https://example.com/a?b=1', 'http://example.com/', 'mailto:mike.lee@acme.com'];
    const bad = [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'data:text/html,x',
      'ftp://example.com/',
      '//x',
      '',
    ];
    const blocks = [...good, ...bad].map((url) => paragraph(link(url)));
    const pdf = await renderPdf(reportOf('Acme Corp', blocks), { paper: 'A4' });
    const [page] = await pagesOf(await read(pdf));
    if (page === undefined) throw new Error('There is no page.');
    const annotations = await page.getAnnotations();
    expect(annotations.map(({ url }) => url)).toEqual(good);
    expect(pdf.includes('javascript:')).toBe(false);
    const text = await drawnText(page);
    for (const url of bad) expect(text).toContain(`to ${url}`);
  });

  test('ties each link that is read aloud to the page it is on', async () => {
    const link: Inline = { kind: 'link', text: 'A page of theirs', url: 'https://example.com/' };
    const lines = Array.from({ length: 120 }, (_, index) =>
      paragraph(index % 50 === 0 ? link : `Line ${index}`),
    );
    const source = (await renderPdf(reportOf('Acme Corp', lines), { paper: 'A4' })).toString('latin1');
    const ties = [...source.matchAll(/\/Type \/OBJR\s+\/Obj (\d+) 0 R\s+\/Pg (\d+) 0 R/g)];
    expect(new Set(ties.map(([, , page]) => page)).size).toBe(3);
    for (const [, annotation, page] of ties) {
      const [, annotations] = new RegExp(`\\n${page} 0 obj[^]*?/Annots \\[([^\\]]*)\\]`).exec(source) ?? [];
      expect(annotations?.split(' 0 R').map((one) => one.trim())).toContain(annotation);
    }
  });

  test('brings all its fonts along', async () => {
    const source = bytes.toString('latin1');
    expect(source.match(/\/FontFile2 /g)).toHaveLength(2);
    expect(source).not.toMatch(/\/Subtype \/(Type1|TrueType)\b/);
    expect(source).toMatch(/\/BaseFont \/[A-Z]{6}\+Inter-Regular/);
  });

  test('fits both papers', async () => {
    for (const [paper, width, height] of [
      ['A4', 595.28, 841.89],
      ['LETTER', 612, 792],
    ] as const) {
      const pages = await pagesOf(await read(await renderPdf(acme(), { paper })));
      for (const page of pages) {
        expect(page.view).toEqual([0, 0, width, height]);
        for (const item of (await page.getTextContent()).items) {
          if (!('str' in item) || item.str.trim() === '') continue;
          const [x, y] = [item.transform[4] as number, item.transform[5] as number];
          expect(x, item.str).toBeGreaterThanOrEqual(49);
          expect(x + item.width, item.str).toBeLessThanOrEqual(width - 49);
          expect(y).toBeGreaterThanOrEqual(24);
          expect(y).toBeLessThanOrEqual(height - 24);
        }
      }
    }
  });

  test('has a heading on the page of what it stands above', async () => {
    // A table moved down the page line by line: wherever the break falls, the heading goes along.
    for (let lines = 0; lines < 60; lines += 1) {
      const filler = Array.from({ length: lines }, (_, index) => paragraph(`Line ${index}`));
      const blocks = [...filler, heading(2, 'The heading'), paragraph('What it stands above')];
      const pages = await pagesOf(
        await read(await renderPdf(reportOf('Acme Corp', blocks), { paper: 'A4' })),
      );
      const texts = await Promise.all(pages.map(drawnText));
      const page = texts.find((text) => text.includes('The heading'));
      expect(page, `after ${lines} lines`).toContain('What it stands above');
    }
  });
});
