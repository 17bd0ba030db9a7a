import type { Inline, Text } from '../blocks.ts';
import { colours, tones } from '../look.ts';
import { safeUrl } from '../safe-url.ts';
import type { Coverage } from './coverage.ts';
import type { Fonts } from './fonts.ts';
import type { Typeface } from './typeface.ts';

/** How text is set. Sizes in points. */
export interface Style {
  readonly face: Typeface;
  readonly size: number;
  readonly colour: string;
  /** All digits as wide as each other, and all marks too, so that what stands in a column stands in line. */
  readonly tabular: boolean;
  readonly link?: string;
  /** Is at least so wide. */
  readonly least?: number;
  /** Stands on a grey ground, as code does. */
  readonly ground?: boolean;
}

/** Characters of one style. Width in points. */
export interface Piece {
  readonly text: string;
  readonly style: Style;
  readonly width: number;
}

/** What a line is not cut within, if it fits on one. `space` is the width of the space before it, 0 where there is none. */
export interface Word {
  readonly pieces: readonly Piece[];
  readonly width: number;
  readonly space: number;
  /** Begins a line of its own. */
  readonly newline: boolean;
}

/** What measuring needs: the fonts, and where to note characters that they lack. */
export interface Setting {
  readonly fonts: Fonts;
  readonly coverage: Coverage;
}

/** Cuts a text into measured words. */
export function toWords(text: Text, base: Style, { fonts, coverage }: Setting): Word[] {
  const words: Word[] = [];
  let pieces: Piece[] = [];
  let space = 0;
  let newline = false;
  const close = () => {
    if (pieces.length > 0 || newline) {
      words.push({ pieces, width: pieces.reduce((sum, { width }) => sum + width, 0), space, newline });
    }
    pieces = [];
    space = 0;
    newline = false;
  };
  for (const { text: run, style } of text.flatMap((inline) => dress(inline, base, fonts))) {
    for (const part of clean(run).split(/( +|\n)/)) {
      if (part === '') continue;
      if (part === '\n') {
        close();
        newline = true;
      } else if (part.startsWith(' ')) {
        if (pieces.length > 0) close();
        if (!newline) space = style.face.width(' ', style.size, style.tabular);
      } else {
        coverage.note(part, style.face);
        const width = style.face.width(part, style.size, style.tabular);
        pieces.push({ text: part, style, width: Math.max(width, style.least ?? 0) });
      }
    }
  }
  if (pieces.length > 0) close();
  return words;
}

/** Of the widest mark, in shares of the font size. */
const MARK_WIDTH = 1.1;

/** The pieces of text that an inline is made of, each with its style. */
function dress(inline: Inline, base: Style, fonts: Fonts): { text: string; style: Style }[] {
  if (typeof inline === 'string') return [{ text: inline, style: base }];
  const { text } = inline;
  switch (inline.kind) {
    case 'strong':
      return [{ text, style: { ...base, face: fonts.strong } }];
    case 'code':
      return [{ text, style: { ...base, size: base.size * 0.95, ground: true } }];
    case 'link': {
      const link = safeUrl(inline.url);
      return [
        { text: text || inline.url, style: link === null ? base : { ...base, colour: colours.link, link } },
      ];
    }
    case 'status': {
      const { mark, word, colour } = tones[inline.tone];
      return [
        {
          text: mark,
          style: { ...base, face: fonts.strong, colour, least: base.tabular ? base.size * MARK_WIDTH : 0 },
        },
        // A no-break space: the mark stays with its word.
        { text: `\u00a0${text || word}`, style: base },
      ];
    }
  }
}

/**
 * Text as it can be set: precomposed, without control characters, and with no white space but spaces and line ends.
 */
export function clean(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return (
    text
      .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
      .replace(/[\t\u1680\u2000-\u200a\u205f\u3000]/g, ' ')
      .replace(/\u202f/g, '\u00a0')
      // Control and formatting characters (joiners, directions, variation selectors) have no look of their own.
      .replace(/(?!\n)\p{Cc}|\p{Cf}|[\ufe00-\ufe0f]/gu, '')
      .toWellFormed()
      .normalize('NFC')
      // Letters for two letters, and those as wide as a Chinese character, which our fonts lack.
      .replace(/[\u0149\u01c4-\u01cc\u01f1-\u01f3\ufb00-\ufb06\uff01-\uff5e]/g, (one) =>
        one.normalize('NFKC'),
      )
  );
}
