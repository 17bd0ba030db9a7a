import type { Font } from 'fontkit';

/** A glyph as pdfkit embeds it; advance in font units. */
interface Glyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

/** What two neighbours change: how far the second moves, and where a combining mark stands. In font units. */
interface Pair {
  readonly kern: number;
  readonly dx: number;
  readonly dy: number;
}

/** What pdfkit asks a font's `layout` for. It scales the positions in place, so that they are never shared. */
interface Run {
  readonly glyphs: readonly Glyph[];
  readonly positions: { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }[];
  readonly advanceWidth: number;
}

const REPLACEMENT = 0x25a1;
const MOST_PAIRS = 50_000;
const still: Pair = { kern: 0, dx: 0, dy: 0 };
// Ligatures and contextual forms would change text ("->", "3x4"), and cost three quarters of the time.
const plain = { liga: false, calt: false, clig: false } as unknown as string[];

/**
 * A font that is parsed once and measured fast: fontkit shapes each pair of neighbours once per process (50 µs), and any
 * text is then a sum of what is known. Text must be cleaned (see words.ts): no control characters, precomposed.
 */
export class Typeface {
  readonly font: Font;
  /** Font units in one font size. */
  readonly unitsPerEm: number;
  readonly #glyphs = new Map<number, Glyph | null>();
  readonly #figures = new Map<number, Glyph>();
  readonly #pairs = new Map<number, Pair>();

  constructor(font: Font) {
    this.font = font;
    this.unitsPerEm = font.unitsPerEm;
  }

  /** True where the font has a glyph for the character. */
  has(codePoint: number): boolean {
    return this.#find(codePoint) !== null;
  }

  /** Width of a text at a font size, in the size's unit; `tabular` gives all digits one width. */
  width(text: string, size: number, tabular: boolean): number {
    let units = 0;
    let previous: Glyph | null = null;
    for (const character of text) {
      const glyph = this.#glyph(character, tabular);
      if (previous !== null) units += this.#pair(previous, glyph).kern;
      units += glyph.advanceWidth;
      previous = glyph;
    }
    return (units / this.unitsPerEm) * size;
  }

  /** The glyphs of a text and where they stand, in font units. */
  layout(text: string, tabular: boolean): Run {
    const glyphs: Glyph[] = [];
    const positions: Run['positions'] = [];
    let advanceWidth = 0;
    for (const character of text) {
      const glyph = this.#glyph(character, tabular);
      const before = glyphs.at(-1);
      const pair = before === undefined ? still : this.#pair(before, glyph);
      const last = positions.at(-1);
      if (last !== undefined) last.xAdvance += pair.kern;
      glyphs.push(glyph);
      positions.push({ xAdvance: glyph.advanceWidth, yAdvance: 0, xOffset: pair.dx, yOffset: pair.dy });
      advanceWidth += pair.kern + glyph.advanceWidth;
    }
    return { glyphs, positions, advanceWidth };
  }

  #glyph(character: string, tabular: boolean): Glyph {
    const codePoint = character.codePointAt(0) as number;
    if (tabular && codePoint >= 0x30 && codePoint <= 0x39) return this.#figure(codePoint);
    return this.#find(codePoint) ?? (this.#find(REPLACEMENT) as Glyph);
  }

  #find(codePoint: number): Glyph | null {
    const known = this.#glyphs.get(codePoint);
    if (known !== undefined) return known;
    const found = this.font.hasGlyphForCodePoint(codePoint)
      ? copy(this.font.glyphForCodePoint(codePoint), codePoint)
      : null;
    // What the font lacks is not remembered: that could be any of a million characters.
    if (found !== null) this.#glyphs.set(codePoint, found);
    return found;
  }

  #figure(codePoint: number): Glyph {
    const known = this.#figures.get(codePoint);
    if (known !== undefined) return known;
    const [glyph] = this.font.layout(String.fromCodePoint(codePoint), ['tnum']).glyphs;
    const figure = copy(glyph as Glyph, codePoint);
    this.#figures.set(codePoint, figure);
    return figure;
  }

  #pair(first: Glyph, second: Glyph): Pair {
    const key = first.id * 65_536 + second.id;
    const known = this.#pairs.get(key);
    if (known !== undefined) return known;
    const pair = this.#shape(first, second);
    if (this.#pairs.size >= MOST_PAIRS) this.#pairs.clear();
    this.#pairs.set(key, pair);
    return pair;
  }

  #shape(first: Glyph, second: Glyph): Pair {
    const codePoints = [first.codePoints[0] as number, second.codePoints[0] as number];
    // Lines are cut and filled word by word: a space must have the same width everywhere.
    if (codePoints.includes(0x20)) return still;
    // The pairs of tabular figures are not those of the usual ones, which fontkit would shape.
    if ([first, second].some((glyph) => this.#figures.get(glyph.codePoints[0] as number) === glyph))
      return still;
    const { glyphs, positions } = this.font.layout(String.fromCodePoint(...codePoints), plain);
    const [left, right] = positions;
    if (glyphs.length !== 2 || left === undefined || right === undefined) return still;
    return { kern: left.xAdvance - first.advanceWidth, dx: right.xOffset, dy: right.yOffset };
  }
}

/** Our own glyph: fontkit's remembers the character of its first use in the process, which another document may share. */
function copy({ id, advanceWidth }: { id: number; advanceWidth: number }, codePoint: number): Glyph {
  return { id, advanceWidth, codePoints: [codePoint] };
}
