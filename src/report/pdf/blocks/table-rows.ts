import { colours } from '../../look.ts';
import type { Line } from '../lines.ts';
import type { Place } from '../place.ts';
import type { Strip } from '../strip.ts';
import type { Surface } from '../surface.ts';
import type { Tag } from '../tag.ts';
import { baselineOf, lineHeight } from '../text-strips.ts';
import type { Style } from '../words.ts';

const GAP = 7;
/** Space in a cell, at its sides and above and below. Points. */
export const PADDING = { x: 7, y: 3.1 };
/** Rows with more lines than this may be cut by a page break, every few lines. */
const MOST_LINES = 10;
const CHUNK = 4;

/** A cell with its text in lines. Points. */
export interface Cell {
  readonly lines: readonly Line[];
  readonly x: number;
  readonly width: number;
  /** Space at the cell's right. */
  readonly after: number;
  readonly right: boolean;
  readonly tag: Tag;
}

/** The header of a table. */
export function layHead(cells: readonly Cell[], style: Style, { x, width }: Place): Strip {
  const height = heightOf(cells, style);
  return {
    height,
    gap: GAP,
    keep: true,
    draw(surface, y) {
      surface.decorate(() => {
        surface.rect(x, y, width, height, colours.ground);
        surface.rect(x, y + height - 0.8, width, 0.8, colours.accent);
      });
      drawCells(surface, cells, style, y, 0, Number.POSITIVE_INFINITY);
    },
  };
}

/** The header on a later page: seen, but not read aloud again. */
export function again(head: Strip): Strip {
  return { ...head, gap: 0, draw: (surface, y) => surface.silently(() => head.draw(surface, y)) };
}

/** A row; one of many lines may be cut by a page break. `index` is its number in the table, from 0. */
export function* layRow(cells: readonly Cell[], style: Style, index: number, place: Place): Generator<Strip> {
  const count = Math.max(1, ...cells.map(({ lines }) => lines.length));
  const chunk = count > MOST_LINES ? CHUNK : count;
  for (let from = 0; from < count; from += chunk) {
    const to = Math.min(count, from + chunk);
    const first = from === 0;
    const last = to === count;
    const above = first ? PADDING.y : 0;
    const height = above + (to - from) * lineHeight(style.size) + (last ? PADDING.y : 0);
    yield {
      height,
      gap: 0,
      keep: false,
      draw(surface, y) {
        surface.decorate(() => {
          if (index % 2 === 1) surface.rect(place.x, y, place.width, height, colours.zebra);
          if (last) surface.rect(place.x, y + height - 0.5, place.width, 0.5, colours.line);
        });
        drawCells(surface, cells, style, y + above - PADDING.y, from, to);
      },
    };
  }
}

function drawCells(
  surface: Surface,
  cells: readonly Cell[],
  { size }: Style,
  y: number,
  from: number,
  to: number,
): void {
  for (const cell of cells) {
    // A cell without text is still a cell when the table is read aloud.
    if (from === 0) surface.open(cell.tag);
    for (const [index, line] of cell.lines.slice(from, to).entries()) {
      const space = cell.right ? cell.width - cell.after - line.width : PADDING.x;
      surface.line(
        cell.tag,
        line,
        cell.x + space,
        y + PADDING.y + index * lineHeight(size) + baselineOf(size),
      );
    }
  }
}

function heightOf(cells: readonly Cell[], { size }: Style): number {
  return Math.max(1, ...cells.map(({ lines }) => lines.length)) * lineHeight(size) + 2 * PADDING.y;
}
