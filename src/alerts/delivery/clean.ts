// What could end a line, hide, or turn the text around it: control characters, line and paragraph separators, byte
// order marks, zero-width spaces, and the controls of writing direction.
const MARKED = /[\p{Cc}\u2028\u2029\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/**
 * Text of any origin on one line, harmless and still true: what cannot be seen is shown by a sign (`␍`, `[U+202E]`),
 * and what is too long is cut, saying so.
 */
export function shown(text: string, maximum: number): string {
  const characters = [...text.toWellFormed()];
  const length = characters.length.toLocaleString('en-US');
  const cut =
    characters.length > maximum ? [...characters.slice(0, maximum), `… (${length} characters)`] : characters;
  return cut.join('').replace(MARKED, sign);
}

/** Like `shown`, of text that may have several lines. */
export function shownLines(text: string, maximum: number): string[] {
  const characters = [...text];
  const lines = characters
    .slice(0, maximum)
    .join('')
    .split(/\r\n|\r|\n/);
  const rest = characters.length - maximum;
  const more = rest > 0 ? [`… (${rest.toLocaleString('en-US')} more characters)`] : [];
  return [...lines.map((line) => shown(line, maximum)), ...more];
}

function sign(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
