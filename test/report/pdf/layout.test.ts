import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnWidths } from '../../../src/report/pdf/blocks/table-columns.ts';
import { Coverage } from '../../../src/report/pdf/coverage.ts';
import { loadFonts } from '../../../src/report/pdf/fonts.ts';
import { toLines } from '../../../src/report/pdf/lines.ts';
import { makeStyles } from '../../../src/report/pdf/place.ts';
import { paginate, type Strip } from '../../../src/report/pdf/strip.ts';
import { toWords } from '../../../src/report/pdf/words.ts';

const frame = { first: 40, top: 10, bottom: 110 };
const strip = (height: number, rest: Partial<Strip> = {}): Strip => ({
  height,
  gap: 0,
  keep: false,
  draw: () => {},
  ...rest,
});

describe('Pages', () => {
  const anyStrip = fc.record({
    height: fc.integer({ min: 1, max: 90 }),
    gap: fc.integer({ min: 0, max: 20 }),
    keep: fc.boolean(),
  });

  test('hold every strip once, in order, within the page and without overlap', () => {
    fc.assert(
      fc.property(fc.array(anyStrip, { maxLength: 40 }), (all) => {
        const strips = all.map(({ height, ...rest }) => strip(height, rest));
        const pages = paginate(strips, frame);
        expect(pages.flat().map((placed) => placed.strip)).toEqual(strips);
        for (const [index, page] of pages.entries()) {
          let bottom: number = index === 0 ? frame.first : frame.top;
          for (const placed of page) {
            expect(placed.y).toBeGreaterThanOrEqual(bottom);
            bottom = placed.y + placed.strip.height;
          }
          // Only what is alone on the first page, below the band, may not fit.
          if (page.length > 1 || index > 0) expect(bottom).toBeLessThanOrEqual(frame.bottom);
        }
      }),
    );
  });

  test('keep together what wants to stay together, if it fits on one', () => {
    fc.assert(
      fc.property(fc.array(anyStrip, { maxLength: 40 }), (all) => {
        const strips = all.map(({ height, ...rest }) => strip(height, rest));
        const pages = paginate(strips, frame);
        const pageOf = (one: Strip | undefined) =>
          pages.findIndex((page) => page.some((placed) => placed.strip === one));
        for (let from = 0; from < strips.length; from += 1) {
          let to = from;
          while (strips[to]?.keep && to < strips.length - 1) to += 1;
          const group = strips.slice(from, to + 1);
          const height = group.reduce((sum, one) => sum + one.gap + one.height, 0) - (group[0]?.gap ?? 0);
          const begins = from === 0 || !strips[from - 1]?.keep;
          // At the very beginning there is no page to turn to.
          if (begins && height <= frame.bottom - frame.top && from > 0)
            expect(pageOf(group[0])).toBe(pageOf(group.at(-1)));
        }
      }),
    );
  });

  test('begin with what repeats, and without gaps and rules', () => {
    const header = strip(10);
    const rows = Array.from({ length: 9 }, () => strip(20, { repeat: header, gap: 2 }));
    const pages = paginate([header, ...rows], frame);
    for (const page of pages.slice(1)) expect(page[0]).toEqual({ strip: header, y: frame.top });
    const rule = strip(1, { optional: true, gap: 5 });
    const [, second] = paginate([strip(70), rule, strip(90, { gap: 7 })], frame);
    expect(second?.map(({ y }) => y)).toEqual([frame.top]);
  });
});

describe('Lines', () => {
  const fonts = loadFonts();
  const style = makeStyles(fonts).body;
  const lay = (text: string, width: number) =>
    toLines(toWords([text], style, { fonts, coverage: new Coverage() }), width);
  const textOf = (line: ReturnType<typeof lay>[number]) => line.pieces.map(({ text }) => text).join('');

  test('are no wider than their place, and lose nothing but the spaces at their ends', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 20, max: 200 }),
        (text, width) => {
          const lines = lay(text, width);
          for (const line of lines) expect(line.width).toBeLessThanOrEqual(width + 0.5);
          const words = toWords([text], style, { fonts, coverage: new Coverage() });
          const said = words.flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join('');
          expect(lines.map(textOf).join('').replaceAll(' ', '')).toBe(said.replaceAll(' ', ''));
        },
      ),
    );
  });

  test('break between words, after signs in an address, and else anywhere', () => {
    expect(lay('one two three', 45).map(textOf)).toEqual(['one two', 'three']);
    expect(lay('https://example.com/a/path', 75).map(textOf)).toEqual(['https://example.', 'com/a/path']);
    expect(lay('one\ntwo\n\nthree', 200).map(textOf)).toEqual(['one', 'two', '', 'three']);
  });
});

describe('Columns', () => {
  const wish = fc
    .tuple(fc.integer({ min: 5, max: 600 }), fc.integer({ min: 0, max: 600 }))
    .map(([least, more]) => ({ least, natural: least + more }));

  test('fill the table exactly, none of them empty', () => {
    fc.assert(
      fc.property(fc.array(wish, { minLength: 1, maxLength: 20 }), (wishes) => {
        const widths = columnWidths(wishes, 495);
        expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(495, 6);
        for (const width of widths) expect(width).toBeGreaterThan(0);
      }),
    );
  });

  test('have their longest word whole while there is room for that', () => {
    const [short, long] = columnWidths(
      [
        { least: 60, natural: 60 },
        { least: 80, natural: 5_000 },
      ],
      300,
    ) as [number, number];
    expect(short).toBeGreaterThanOrEqual(60);
    expect(long).toBeGreaterThan(200);
  });
});
