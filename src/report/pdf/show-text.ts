import type { EmbeddedFont } from './pdf.ts';
import type { Typeface } from './typeface.ts';

/**
 * The operand of PDF's TJ operator for a text: the document's numbers of its glyphs, and between them the kerning in
 * thousandths of the font size. Null for a text whose marks stand elsewhere than one after the other.
 */
export function showText(text: string, face: Typeface, font: EmbeddedFont, tabular: boolean): string | null {
  const { glyphs, positions } = face.layout(text, tabular);
  const scale = 1_000 / face.unitsPerEm;
  let shown = '[<';
  for (const [index, { id, advanceWidth, codePoints }] of glyphs.entries()) {
    const { xAdvance, xOffset, yOffset } = positions[index] as (typeof positions)[number];
    if (xOffset !== 0 || yOffset !== 0) return null;
    const number = font.subset.includeGlyph(id);
    font.widths[number] ??= advanceWidth * scale;
    font.unicode[number] ??= codePoints;
    shown += number.toString(16).padStart(4, '0');
    if (xAdvance !== advanceWidth)
      shown += `> ${Math.round((advanceWidth - xAdvance) * scale * 100) / 100} <`;
  }
  return `${shown}>]`;
}
