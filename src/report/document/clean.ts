/** The longest text that a report shows; what is longer ends in "…". */
export const LONGEST_TEXT = 500;

// Joiners stay, which letters and emoji are made with. Line ends and controls would break rows and steer terminals; direction overrides would make text read as another.
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** Everything as it is but its texts: each on one line, without what a reader cannot see, and not endless. */
export function clean<Value>(value: Value): Value {
  if (typeof value === 'string') return cleanText(value) as Value;
  if (Array.isArray(value)) return value.map(clean) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)])) as Value;
}

function cleanText(text: string): string {
  const line = text.toWellFormed().replace(BREAKS, ' ').trim();
  return line.length <= LONGEST_TEXT ? line : cut(line);
}

// Between characters, not within one; of a very long text only what can be shown is looked at.
function cut(line: string): string {
  const characters = [...line.slice(0, 2 * LONGEST_TEXT + 2)];
  return characters.length <= LONGEST_TEXT ? line : `${characters.slice(0, LONGEST_TEXT - 1).join('')}…`;
}
