import type { Chart } from '../blocks.ts';
import { compact } from '../document/figures.ts';
import { colours, tones } from '../look.ts';
import { emptyPlot, label, plot, roundTicks } from './plot.ts';
import { line, n, rect, type Scene, type Shape } from './scene.ts';

const WIDTH = 500;
const HEIGHT = 142;
const TOP = 24;
/** A limit that is more times the highest day than this would press the columns flat; it is said in words instead. */
const FARTHEST_LIMIT = 4;
/** Calls are whole, and so are the steps of their scale. */
const LEAST_SCALE = 4;
const WIDEST_COLUMN = 40;

/** A column a day, and the limit as a dashed line; days at or over the limit have a mark as well as a colour. */
export function usage({ days, limit }: Chart & { kind: 'usage' }): Scene {
  if (days.length === 0) return emptyPlot(WIDTH, HEIGHT, 'No usage recorded');
  const most = Math.max(0, ...days.map(({ calls }) => calls));
  const near = limit !== null && limit > 0 && (most === 0 || limit <= most * FARTHEST_LIMIT);
  const ticks = roundTicks(Math.max(most, near ? limit : 0, LEAST_SCALE));
  const area = plot({
    width: WIDTH,
    height: HEIGHT,
    top: TOP,
    days: days.map(({ day }) => day),
    highest: ticks.at(-1) as number,
    ticks,
    format: compact,
  });
  const over = (calls: number) => limit !== null && calls >= limit;
  const width = Math.min(area.slot - Math.min(area.slot * 0.28, 6), WIDEST_COLUMN);
  const columns = days.flatMap(({ day, calls }): Shape[] => {
    const [x, y] = [area.x(day) + (area.slot - width) / 2, area.y(Math.max(0, calls))];
    const column = rect(x, y, width, area.bottom - y, over(calls) ? tones.bad.colour : colours.accent);
    return over(calls) ? [column, peak(x + width / 2, y - 3)] : [column];
  });
  const limitLine = near
    ? [line([area.left, area.y(limit)], [area.right, area.y(limit)], tones.bad.colour, 1, [4, 3])]
    : [];
  const shapes = [
    ...area.axes,
    ...columns,
    ...limitLine,
    ...legend(
      limit,
      near,
      days.some(({ calls }) => over(calls)),
    ),
  ];
  return { width: WIDTH, height: HEIGHT, shapes };
}

/** The mark over a column that reaches the limit: a triangle pointing up. */
function peak(x: number, y: number): Shape {
  return { kind: 'path', d: `M${n(x - 3)} ${n(y)}h6l-3 -5z`, fill: tones.bad.colour };
}

function legend(limit: number | null, near: boolean, over: boolean): Shape[] {
  // There may be one of another kind, or one that could not be read: of those the drawing knows nothing.
  const limitText = limit === null ? '' : `Limit ${compact(limit)} a day${near ? '' : ' (above this scale)'}`;
  // Drawings do not measure text; this is about as wide as it is.
  const left = WIDTH - 2 - limitText.length * 3.9;
  return [
    rect(38, 4, 8, 8, colours.accent),
    label(50, 11, 'Calls per day', 'start'),
    ...(over ? [peak(117, 11), label(124, 11, 'At or over the limit', 'start')] : []),
    ...(near ? [line([left - 22, 8.5], [left - 5, 8.5], tones.bad.colour, 1, [4, 3])] : []),
    ...(limit === null ? [] : [label(WIDTH - 2, 11, limitText, 'end')]),
  ];
}
