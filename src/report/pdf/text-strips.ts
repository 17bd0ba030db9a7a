import type { Text } from '../blocks.ts';
import { type Line, toLines } from './lines.ts';
import { measures } from './measures.ts';
import type { Strip } from './strip.ts';
import type { Tag } from './tag.ts';
import { type Setting, type Style, toWords } from './words.ts';

/** Height of one line at a font size. */
export function lineHeight(size: number): number {
  return size * measures.leading;
}

/** Where the baseline lies below the top of a line, so that capitals stand in its middle. */
export function baselineOf(size: number): number {
  return (lineHeight(size) + size * 0.72) / 2;
}

/** The lines of a text in a column. */
export function linesOf(text: Text, style: Style, width: number, setting: Setting): Line[] {
  return toLines(toWords(text, style, setting), width);
}

interface Look {
  readonly x: number;
  readonly tag: Tag;
  readonly size: number;
  readonly gap: number;
  readonly keep?: boolean;
}

/** One strip a line. The first two and the last two stay together, so that none is left alone on a page. */
export function* textStrips(
  lines: readonly Line[],
  { x, tag, size, gap, keep = false }: Look,
): Generator<Strip> {
  for (const [index, line] of lines.entries()) {
    const last = index === lines.length - 1;
    yield {
      height: lineHeight(size),
      gap: index === 0 ? gap : 0,
      keep: last ? keep : keep || index === 0 || index === lines.length - 2,
      draw: (surface, y) => surface.line(tag, line, x, y + baselineOf(size)),
    };
  }
}
