import type { Piece, Style, Word } from './words.ts';

/** Characters of one style in a line; `x` from the line's beginning, in points. */
export interface Placed extends Piece {
  readonly x: number;
}

/** A line of text. Width in points. */
export interface Line {
  readonly pieces: readonly Placed[];
  readonly width: number;
}

/** Fills lines of at most a width; a word that fits on none is cut. No words give no line. */
export function toLines(words: readonly Word[], width: number): Line[] {
  const lines: Line[] = [];
  let line: Word[] = [];
  let used = 0;
  const close = () => {
    lines.push(place(line));
    line = [];
    used = 0;
  };
  for (const word of words) {
    if (word.newline && lines.length + line.length > 0) close();
    for (const part of word.width > width ? cut(word, width) : [word]) {
      if (line.length > 0 && used + part.space + part.width > width) close();
      used += (line.length > 0 ? part.space : 0) + part.width;
      line.push(part);
    }
  }
  if (line.length > 0) close();
  return lines;
}

/** The line's pieces, those of one style joined, so that each is drawn and read at once. */
function place(words: readonly Word[]): Line {
  const pieces: Placed[] = [];
  let x = 0;
  for (const [index, word] of words.entries()) {
    const space = index > 0 ? word.space : 0;
    for (const [at, { text, style, width }] of word.pieces.entries()) {
      const before = at === 0 ? space : 0;
      const last = pieces.at(-1);
      if (last !== undefined && last.style === style) {
        const joined = `${last.text}${before > 0 ? ' ' : ''}${text}`;
        pieces[pieces.length - 1] = { ...last, text: joined, width: last.width + before + width };
      } else {
        pieces.push({ text, style, width, x: x + before });
      }
      x += before + width;
    }
  }
  return { pieces, width: x };
}

/** Cuts a long word after a sign such as "/", or else between any two characters, so that each part fits. */
function* cut(word: Word, width: number): Generator<Word> {
  let space = word.space;
  let newline = word.newline;
  let done: Piece[] = [];
  let used = 0;
  const close = (): Word => {
    const part = { pieces: done, width: used, space, newline };
    [done, used, space, newline] = [[], 0, 0, false];
    return part;
  };
  for (const { text, style } of word.pieces) {
    let from = 0;
    while (from < text.length) {
      const end = from + fitting(text.slice(from), style, width - used);
      if (end === from && used > 0) {
        yield close();
        continue;
      }
      // At least one character, however narrow the column.
      const part = text.slice(from, Math.max(end, from + firstLength(text, from)));
      const partWidth = style.face.width(part, style.size, style.tabular);
      done.push({ text: part, style, width: partWidth });
      used += partWidth;
      from += part.length;
      if (from < text.length) yield close();
    }
  }
  if (done.length > 0) yield close();
}

/** How much of a text's beginning fits, in UTF-16 units, up to the best place to cut. */
function fitting(text: string, style: Style, width: number): number {
  let used = 0;
  let length = 0;
  let sign = 0;
  for (const character of text) {
    const wide = style.face.width(character, style.size, style.tabular);
    used += wide;
    // What has no width of its own, such as an accent, stays with what it stands on.
    if (used > width && wide > 0) return sign > length / 2 ? sign : length;
    length += character.length;
    if (/[-/_.,:;?&=@]/.test(character)) sign = length;
  }
  return length;
}

function firstLength(text: string, from: number): number {
  return String.fromCodePoint(text.codePointAt(from) as number).length;
}
