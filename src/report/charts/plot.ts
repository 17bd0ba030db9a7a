import { shortDay } from '../document/clock.ts';
import { colours } from '../look.ts';
import { line, rect, type Scene, type Shape } from './scene.ts';

const DAY_MS = 86_400_000;
const MOST_LABELS = 7;

/** The area of a chart over days, and how values become places in it. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Number of days from the first to the last, both counted. */
  readonly count: number;
  /** Where a day's slot begins, and how wide each is. */
  x(day: string): number;
  readonly slot: number;
  y(value: number): number;
  /** Days under the area, and a line with a figure at each tick. */
  readonly axes: readonly Shape[];
}

interface Options {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly days: readonly string[];
  readonly highest: number;
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

/** The frame of a chart: days from left to right, values from 0 at the bottom to the highest. `days` are in order, and at least one. */
export function plot({ width, height, top, days, highest, ticks, format }: Options): Plot {
  const [left, right, bottom] = [38, width - 2, height - 20];
  const first = indexOf(days[0] as string);
  const count = indexOf(days.at(-1) as string) - first + 1;
  const slot = (right - left) / count;
  const x = (day: string) => left + (indexOf(day) - first) * slot;
  const y = (value: number) => bottom - (value / highest) * (bottom - top);
  const step = Math.max(1, Math.ceil(count / MOST_LABELS));
  const labelled = Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
  const axes: Shape[] = [
    ...ticks.flatMap((value): Shape[] => [
      line([left, y(value)], [right, y(value)], value === 0 ? colours.muted : colours.line),
      label(left - 5, y(value) + 2.6, format(value), 'end'),
    ]),
    ...labelled.map((index) =>
      label(left + (index + 0.5) * slot, bottom + 13, dayName(first + index), anchorOf(index, count)),
    ),
  ];
  return { left, right, top, bottom, count, x, slot, y, axes };
}

/** What stands where there is nothing to plot. */
export function emptyPlot(width: number, height: number, text: string): Scene {
  const shapes = [rect(0, 0, width, height, colours.zebra), label(width / 2, height / 2 + 3, text, 'middle')];
  return { width, height, shapes };
}

/** Small writing in a chart. */
export function label(
  x: number,
  y: number,
  text: string,
  anchor: 'start' | 'middle' | 'end',
  colour: string = colours.muted,
  strong = false,
): Shape {
  return { kind: 'text', x, y, text, size: 7.5, anchor, colour, strong };
}

/** Ticks at round distances (1, 2, 2.5 or 5 times a power of ten) from 0 up to the highest value, or just above it. */
export function roundTicks(highest: number): number[] {
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const count = Math.ceil(highest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

function anchorOf(index: number, count: number): 'start' | 'middle' {
  return index === 0 && count > 12 ? 'start' : 'middle';
}

function indexOf(day: string): number {
  return Math.round(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / DAY_MS);
}

function dayName(index: number): string {
  return shortDay(new Date(index * DAY_MS).toISOString());
}
