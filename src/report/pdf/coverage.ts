import type { Block } from '../blocks.ts';
import type { Typeface } from './typeface.ts';

// Scripts that names and messages come in, most used first; a character of none of them counts as a symbol.
const scripts = [
  'Han Hiragana Katakana Hangul Arabic Hebrew Devanagari Bengali Thai Tamil Telugu Gujarati Gurmukhi Kannada Malayalam',
  'Sinhala Khmer Lao Myanmar Georgian Armenian Ethiopic Tibetan Mongolian Cherokee Latin Greek Cyrillic',
]
  .join(' ')
  .split(' ')
  .map((name) => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, 'u') }));

const MOST_NAMED = 12;

/** The characters of a document that its fonts cannot show. */
export class Coverage {
  readonly #missing = new Set<number>();

  /** Remembers the characters of a text that the font lacks. */
  note(text: string, face: Typeface): void {
    if (/^[\x20-\x7e]*$/.test(text)) return;
    for (const character of text) {
      const codePoint = character.codePointAt(0) as number;
      if (!face.has(codePoint)) this.#missing.add(codePoint);
    }
  }

  /** What to say at the document's end; nothing when everything could be shown. */
  notes(): Block[] {
    if (this.#missing.size === 0) return [];
    const byScript = Map.groupBy(this.#missing, scriptOf);
    return [
      { kind: 'heading', level: 3, text: 'Characters that could not be shown' },
      {
        kind: 'paragraph',
        text: [
          'The fonts of this document hold Latin, Greek and Cyrillic. Other characters stand as □; the report’s other forms show them.',
        ],
      },
      {
        kind: 'list',
        ordered: false,
        items: [...byScript].map(([script, points]) => [describe(script, points)]),
      },
    ];
  }
}

function scriptOf(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}/u.test(character)) return 'Emoji';
  return scripts.find(({ pattern }) => pattern.test(character))?.name ?? 'Other symbols';
}

function describe(script: string, codePoints: readonly number[]): string {
  const named = codePoints
    .toSorted((a, b) => a - b)
    .slice(0, MOST_NAMED)
    .map((codePoint) => `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`);
  const more = codePoints.length - named.length;
  return `${script}: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
