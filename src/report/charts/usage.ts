import type { Chart } from '../blocks.ts';
import { colours, tones } from '../look.ts';
import { label, plot, roundTicks } from './plot.ts';
import { line, n, rect, type Scene, type Shape } from './scene.ts';

const WIDTH = 500;
const HEIGHT = 142;
const TOP = 24;
/** A limit that is more times the highest day than this would press the columns flat; it is said in words instead. */
const FARTHEST_LIMIT = 4;

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** A column a day, and the limit as a dashed line; days at or over the limit have a mark as well as a colour. */
export function usage({ days, limit }: Chart & { kind: 'usage' }): Scene {
  const most = Math.max(0, ...days.map(({ calls }) => calls));
  const near = limit !== null && limit > 0 && (most === 0 || limit <= most * FARTHEST_LIMIT);
  const ticks = roundTicks(Math.max(most, near ? limit : 0, 1));
  const area = plot({
    width: WIDTH,
    height: HEIGHT,
    top: TOP,
    days: days.map(({ day }) => day),
    highest: ticks.at(-1) as number,
    ticks,
    format: (value) => compact.format(value),
  });
  const over = (calls: number) => limit !== null && calls >= limit;
  const gap = Math.min(area.slot * 0.28, 6);
  const columns = days.flatMap(({ day, calls }): Shape[] => {
    const [x, y] = [area.x(day) + gap / 2, area.y(Math.max(0, calls))];
    const width = area.slot - gap;
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
    ...(days.length === 0
      ? [label((area.left + area.right) / 2, HEIGHT / 2, 'No usage recorded', 'middle')]
      : []),
  ];
  return { width: WIDTH, height: HEIGHT, shapes };
}

/** The mark over a column that reaches the limit: a triangle pointing up. */
function peak(x: number, y: number): Shape {
  return { kind: 'path', d: `M${n(x - 3)} ${n(y)}h6l-3 -5z`, fill: tones.bad.colour };
}

function legend(limit: number | null, near: boolean, over: boolean): Shape[] {
  const limitText =
    limit === null ? 'No limit' : `Limit ${compact.format(limit)} a day${near ? '' : ' (above this scale)'}`;
  return [
    rect(38, 4, 8, 8, colours.accent),
    label(50, 11, 'Calls per day', 'start'),
    ...(over ? [peak(117, 11), label(124, 11, 'At or over the limit', 'start')] : []),
    ...(near ? [line([WIDTH - 108, 8.5], [WIDTH - 90, 8.5], tones.bad.colour, 1, [4, 3])] : []),
    near ? label(WIDTH - 85, 11, limitText, 'start') : label(WIDTH - 2, 11, limitText, 'end'),
  ];
}
