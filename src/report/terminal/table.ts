import stringWidth from 'string-width';

/** A cell as it is measured, and as it is written once it is as wide as its column. */
export interface Cell {
  readonly text: string;
  readonly paint: (line: string) => string;
}

const GAP = '  ';
const NARROWEST = 8;

/**
 * Rows as lines in columns that together are at most `width` wide, as far as columns of 8 allow: the widest give way
 * first, and what does not fit in a cell goes on in the next line. Wide characters count as two.
 */
export function layOut(
  rows: readonly (readonly Cell[])[],
  aligns: readonly ('left' | 'right')[],
  width: number,
): string[] {
  const widths = squeeze(
    aligns.map((_, column) => Math.max(0, ...rows.map((row) => stringWidth(row[column]?.text ?? '')))),
    width - GAP.length * (aligns.length - 1),
  );
  return rows.flatMap((row) => {
    const cells = aligns.map((_, column) => wrap(row[column]?.text ?? '', widths[column] ?? 0));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, index) =>
      cells
        .map((lines, column) => {
          const line = lines[index] ?? '';
          const space = ' '.repeat((widths[column] ?? 0) - stringWidth(line));
          const painted = row[column]?.paint(line) ?? line;
          return aligns[column] === 'right' ? space + painted : painted + space;
        })
        .join(GAP)
        .trimEnd(),
    );
  });
}

/** A text as lines of at most this width, broken between words, and within a word that is longer. */
export function wrap(text: string, width: number): string[] {
  if (stringWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (stringWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const { segment } of CHARACTERS.segment(word)) {
      if (line !== '' && stringWidth(line + segment) > width) {
        lines.push(line);
        line = '';
      }
      line += segment;
    }
  }
  return [...lines, line];
}
const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

function squeeze(wanted: readonly number[], width: number): number[] {
  const widths = [...wanted];
  const sum = () => widths.reduce((total, one) => total + one, 0);
  while (sum() > width) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) break;
    const next = Math.max(NARROWEST, ...widths.filter((one) => one < widest));
    const share = Math.ceil((sum() - width) / widths.filter((one) => one === widest).length);
    for (const [column, one] of widths.entries()) {
      if (one === widest) widths[column] = Math.max(next, widest - share);
    }
  }
  return widths;
}
