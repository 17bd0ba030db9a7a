import type { Chart } from '../blocks.ts';
import { colours } from '../look.ts';
import { emptyPlot, label, type Plot, plot } from './plot.ts';
import { dot, line, n, rect, type Scene, type Shape } from './scene.ts';

const WIDTH = 500;
const HEIGHT = 116;
const TOP = 22;
const TICKS = [0, 25, 50, 75, 100];

interface Known {
  readonly x: number;
  readonly score: number;
}

/** The score day by day as a line; where it is not known the line has a hole on a grey ground that says so. */
export function trend({ days }: Chart & { kind: 'trend' }): Scene {
  if (days.length === 0) return emptyPlot(WIDTH, HEIGHT, 'No scores recorded');
  const area = plot({
    width: WIDTH,
    height: HEIGHT,
    top: TOP,
    days: days.map(({ day }) => day),
    highest: 100,
    ticks: TICKS,
    format: String,
  });
  const runs = toRuns(days, area);
  const last = runs.at(-1)?.at(-1);
  const shapes: Shape[] = [
    ...holes(days, area),
    ...area.axes,
    line([38, 8.5], [48, 8.5], colours.accent, 1.8),
    label(52, 11, 'Score by day', 'start'),
    ...runs.flatMap((run) => toPath(run, area)),
    ...(last === undefined ? [] : end(last, area)),
  ];
  return { width: WIDTH, height: HEIGHT, shapes };
}

/** The scores of days that follow each other, cut where one is not known. */
function toRuns(
  days: readonly { readonly day: string; readonly score: number | null }[],
  area: Plot,
): Known[][] {
  const runs: Known[][] = [[]];
  for (const { day, score } of days) {
    const x = area.x(day) + area.slot / 2;
    const run = runs.at(-1) as Known[];
    const before = run.at(-1);
    const follows = before === undefined || x - before.x < area.slot * 1.5;
    if (score === null) runs.push([]);
    else if (follows) run.push({ x, score });
    else runs.push([{ x, score }]);
  }
  return runs.filter((run) => run.length > 0);
}

function toPath(run: readonly Known[], area: Plot): Shape[] {
  const [only] = run;
  if (run.length === 1 && only !== undefined) return [dot(only.x, area.y(only.score), 1.6, colours.accent)];
  const d = run
    .map(({ x, score }, index) => `${index === 0 ? 'M' : 'L'}${n(x)} ${n(area.y(score))}`)
    .join('');
  return [{ kind: 'path', d, stroke: { colour: colours.accent, width: 1.8 } }];
}

function end({ x, score }: Known, area: Plot): Shape[] {
  const y = area.y(score);
  const text = String(Math.round(score));
  return [
    dot(x, y, 3.2, colours.white),
    dot(x, y, 2.4, colours.accent),
    label(
      Math.min(x, area.right),
      y < TOP + 14 ? y + 13 : y - 7,
      text,
      x > area.right - 12 ? 'end' : 'middle',
      colours.ink,
      true,
    ),
  ];
}

/** Stretches of days without a score. */
function holes(
  days: readonly { readonly day: string; readonly score: number | null }[],
  area: Plot,
): Shape[] {
  const stretches: { from: number; to: number }[] = [];
  for (const { day, score } of days) {
    if (score !== null) continue;
    const from = area.x(day);
    const before = stretches.at(-1);
    if (before !== undefined && from - before.to < 0.01) before.to = from + area.slot;
    else stretches.push({ from, to: from + area.slot });
  }
  // Between two lines of the grid.
  const y = area.y(37.5) + 2.5;
  return stretches.flatMap(({ from, to }): Shape[] => [
    rect(from, area.top, to - from, area.bottom - area.top, colours.ground),
    ...(to - from > 44 ? [label((from + to) / 2, y, 'not known', 'middle')] : []),
  ]);
}
