import type { Block, Column, Text } from '../../blocks.ts';
import { toLines } from '../lines.ts';
import type { Place } from '../place.ts';
import type { Strip } from '../strip.ts';
import { type Role, type Tag, tag } from '../tag.ts';
import { toWords, type Word } from '../words.ts';
import { columnWidths, type Wish } from './table-columns.ts';
import { again, type Cell, layHead, layRow, PADDING } from './table-rows.ts';

/** Between a column of figures and what stands right of it. */
const BESIDE_FIGURES = 22;
/** A table no higher than this stays whole. */
const MOST_KEPT = 190;

/** A table as wide as its place, with its header repeated on each page. */
export function* layTable(block: Block & { kind: 'table' }, place: Place): Generator<Strip> {
  const count = Math.max(block.columns.length, ...block.rows.map((row) => row.length));
  if (count === 0) return;
  const columns = Array.from({ length: count }, (_, at): Column => block.columns[at] ?? untitled);
  const { styles, setting } = place;
  const titles = columns.map(({ title }) => toWords([title], styles.columnTitle, setting));
  const rows = block.rows.map((row) => columns.map((_, at) => toWords(row[at] ?? [], styles.cell, setting)));
  const afters = columns.map(({ align }, at) =>
    align === 'right' && columns[at + 1]?.align === 'left' ? BESIDE_FIGURES : PADDING.x,
  );
  const wishes = columns.map((_, at) =>
    wishOf([titles[at] ?? [], ...rows.map((row) => row[at] ?? [])], PADDING.x + (afters[at] as number)),
  );
  const widths = columnWidths(wishes, place.width);
  const table = tag('Table', place.tag);
  const toCells = (words: readonly (readonly Word[])[], role: Role, row: Tag): Cell[] => {
    let x = place.x;
    return words.map((content, at) => {
      const width = widths[at] as number;
      const after = afters[at] as number;
      const cell = {
        lines: toLines(content, width - PADDING.x - after),
        x,
        width,
        after,
        // What the row is about.
        tag: tag(at === 0 ? 'TH' : role, row),
      };
      x += width;
      return { ...cell, right: columns[at]?.align === 'right' };
    });
  };
  const head = layHead(toCells(titles, 'TH', tag('TR', tag('THead', table))), styles.columnTitle, place);
  yield head;
  if (rows.length === 0) {
    yield* layRow(nothing(place, tag('TD', tag('TR', tag('TBody', table)))), styles.empty, 0, place);
    return;
  }
  const body = tag('TBody', table);
  const strips = rows.map((row, index) => [
    ...layRow(toCells(row, 'TD', tag('TR', body)), styles.cell, index, place),
  ]);
  const whole = strips.flat().reduce((height, strip) => height + strip.height, 0) < MOST_KEPT;
  for (const [index, row] of strips.entries()) {
    const last = index === strips.length - 1;
    // No row stands alone under a header, on the first page or on the last.
    const keep = !last && (whole || index === 0 || index === strips.length - 2);
    for (const strip of row) yield { ...strip, keep: keep && row.length === 1, repeat: again(head) };
  }
}

const untitled: Column = { title: '', align: 'left' };

function wishOf(cells: readonly (readonly Word[])[], padding: number): Wish {
  let least = 0;
  let natural = 0;
  for (const words of cells) {
    let line = 0;
    for (const word of words) {
      line = word.newline ? word.width : line + word.space + word.width;
      natural = Math.max(natural, line);
      least = Math.max(least, word.width);
    }
  }
  return { least: least + padding, natural: natural + padding + 0.01 };
}

function nothing({ x, width, styles, setting }: Place, cell: Tag): Cell[] {
  const text: Text = ['Nothing to show.'];
  const lines = toLines(toWords(text, styles.empty, setting), width - 2 * PADDING.x);
  return [{ lines, x, width, after: PADDING.x, right: false, tag: cell }];
}
