import { describe, expect, test } from 'vitest';
import { tones } from '../../../src/report/look.ts';
import { FontError, loadFonts, readFonts } from '../../../src/report/pdf/fonts.ts';
import { clean } from '../../../src/report/pdf/words.ts';

const files = { regular: 'fonts/Regular.ttf', strong: 'fonts/Strong.ttf' };

describe('Fonts', () => {
  test('a missing file is named', () => {
    const missing = () => {
      throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
    };
    expect(() => readFonts(files, missing)).toThrow(FontError);
    expect(() => readFonts(files, missing)).toThrow(/fonts\/Regular\.ttf .*npm ci/);
  });

  test('a file that is no font is named', () => {
    expect(() => readFonts(files, () => Buffer.from('<html>not found</html>'))).toThrow(
      /fonts\/Regular\.ttf/,
    );
  });

  test('hold the marks and what replaces other characters, in both weights', () => {
    const { regular, strong } = loadFonts();
    for (const face of [regular, strong]) {
      for (const character of [...Object.values(tones).map(({ mark }) => mark), '□', '…', '•']) {
        expect(face.has(character.codePointAt(0) as number), character).toBe(true);
      }
    }
  });

  test('hold the letters of Latin, Greek and Cyrillic', () => {
    const { regular } = loadFonts();
    const letters = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).filter(
        (character) => /\p{L}/u.test(character),
      );
    // Latin-1 to Extended-B and Additional, Greek and its accents, Cyrillic as it is written today.
    for (const [from, to] of [
      [0x20, 0x24f],
      [0x1e00, 0x1e9b],
      [0x1ea0, 0x1ef9],
      [0x386, 0x3ce],
      [0x1f00, 0x1fff],
      [0x400, 0x45f],
      [0x48a, 0x49d],
      [0x4a0, 0x4ff],
    ] as const) {
      const missing = letters(from, to).filter((letter) =>
        [...clean(letter)].some((one) => !regular.has(one.codePointAt(0) as number)),
      );
      expect(missing).toEqual([]);
    }
  });

  test('measure as fontkit sets, with kerning', () => {
    const { regular } = loadFonts();
    const apart = [...'AVATAR'].reduce((sum, letter) => sum + regular.width(letter, 10, false), 0);
    expect(regular.width('AVATAR', 10, false)).toBeLessThan(apart - 0.5);
    for (const text of ['AVATAR', 'Type', '"To"', 'Έργα', 'Туда', 'x̂']) {
      const { advanceWidth } = regular.font.layout(text, { calt: false, liga: false } as never);
      const set = (advanceWidth / regular.font.unitsPerEm) * 10;
      expect(regular.width(text, 10, false), text).toBeCloseTo(set, 5);
    }
  });

  test('give figures in columns one width', () => {
    const { regular } = loadFonts();
    const widths = [...'0123456789'].map((digit) => regular.width(digit, 10, true));
    expect(new Set(widths).size).toBe(1);
    expect(regular.width('1', 10, false)).toBeLessThan(widths[0] as number);
    expect(regular.width('1,111.11', 10, true)).toBe(regular.width('9,876.50', 10, true));
  });
});
