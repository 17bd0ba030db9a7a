import { describe, expect, test } from 'vitest';
import type { Chart } from '../../../src/report/blocks.ts';
import { chartScene, drawChart } from '../../../src/report/charts/draw.ts';
import { roundTicks } from '../../../src/report/charts/plot.ts';
import type { Shape } from '../../../src/report/charts/scene.ts';
import { colours, tones } from '../../../src/report/look.ts';

const dayAt = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
const usage = (calls: readonly number[], limit: number | null): Chart => ({
  kind: 'usage',
  days: calls.map((number, index) => ({ day: dayAt(index), calls: number })),
  limit,
});
const trend = (scores: readonly (number | null)[]): Chart => ({
  kind: 'trend',
  days: scores.map((score, index) => ({ day: dayAt(index), score })),
});
const gauge = (score: number | null, tone: keyof typeof tones = 'good', label = 'Good'): Chart => ({
  kind: 'gauge',
  score,
  label,
  tone,
});

const shapes = (chart: Chart) => chartScene(chart).shapes;
const texts = (chart: Chart) => shapes(chart).flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
const filled = (chart: Chart, colour: string) =>
  shapes(chart).filter(
    (shape): shape is Shape & { kind: 'path' } => shape.kind === 'path' && shape.fill === colour,
  );
/** Left edge, top and height of a column. */
const box = ({ d }: Shape & { kind: 'path' }) => {
  const [, x, y, width, height] = /^M([\d.-]+) ([\d.-]+)h([\d.-]+)v([\d.-]+)/.exec(d)?.map(Number) ?? [];
  return { x: x as number, y: y as number, width: width as number, height: height as number };
};
const columns = (chart: Chart) =>
  [...filled(chart, colours.accent), ...filled(chart, tones.bad.colour)]
    .filter(({ d }) => d.includes('v'))
    .map(box)
    .filter(({ y }) => y > 12);

describe('The gauge', () => {
  test('is filled as far as the score goes', () => {
    const reach = (score: number) => {
      const [arc] = filled(gauge(score), tones.good.colour);
      const [, , x] = /A65.5 65.5 0 0 1 (([\d.]+) )/.exec(arc?.d ?? '') ?? [];
      return Number(x);
    };
    expect(reach(50)).toBeCloseTo(75, 0);
    expect(reach(25)).toBeLessThan(reach(50));
    expect(reach(100)).toBeCloseTo(75 + 65.5, 0);
    expect(filled(gauge(0), tones.good.colour)).toHaveLength(0);
  });

  test('says the score, a mark and a word, so that its colour is not needed', () => {
    expect(texts(gauge(85.4))).toEqual(['85', 'of 100', '✓ Good']);
    expect(texts(gauge(30, 'bad', 'Critical'))).toEqual(['30', 'of 100', '✗ Critical']);
  });

  test('of an unknown score says so, and is neither 0 nor filled', () => {
    const unknown = gauge(null, 'unknown', 'Unknown');
    expect(texts(unknown)).toEqual(['–', 'of 100, not known', '? Unknown']);
    expect(texts(unknown)).not.toContain('0');
    for (const { colour } of Object.values(tones)) expect(filled(unknown, colour)).toHaveLength(0);
    // Whatever tone comes with it.
    expect(filled(gauge(null), tones.good.colour)).toHaveLength(0);
    expect(texts(gauge(null)).join()).not.toContain(tones.good.mark);
  });
});

describe('The usage chart', () => {
  test('has a column a day, as high as its calls', () => {
    const all = columns(usage([100, 200, 400], null));
    expect(all).toHaveLength(3);
    const [one, two, four] = all.map(({ height }) => height) as [number, number, number];
    expect(two / one).toBeCloseTo(2, 1);
    expect(four / one).toBeCloseTo(4, 1);
    expect(new Set(all.map(({ y, height }) => Math.round(y + height))).size).toBe(1);
  });

  test('leaves room for days without a figure', () => {
    const chart: Chart = {
      ...usage([], null),
      days: [0, 1, 4].map((index) => ({ day: dayAt(index), calls: 9 })),
    } as Chart;
    const [first, second, third] = columns(chart).map(({ x }) => x) as [number, number, number];
    expect((third - second) / (second - first)).toBeCloseTo(3, 1);
  });

  test('marks days at or over the limit by more than their colour', () => {
    const chart = usage([90, 100, 110], 100);
    const red = filled(chart, tones.bad.colour);
    expect(red.filter(({ d }) => d.includes('v'))).toHaveLength(2);
    // A triangle over each, and one in the legend.
    expect(red.filter(({ d }) => d.includes('l-3'))).toHaveLength(3);
    expect(texts(chart)).toContain('At or over the limit');
    expect(texts(usage([90, 95], 100))).not.toContain('At or over the limit');
  });

  test('shows the limit as a dashed line in the scale, or in words when it is far above', () => {
    const dashes = (chart: Chart) =>
      shapes(chart).filter((shape) => shape.kind === 'path' && shape.stroke?.dashes);
    expect(dashes(usage([900], 1_000))).toHaveLength(2);
    expect(texts(usage([900], 1_000))).toContain('Limit 1K a day');
    expect(dashes(usage([900], 1_000_000))).toHaveLength(0);
    expect(texts(usage([900], 1_000_000))).toContain('Limit 1M a day (above this scale)');
    expect(texts(usage([900], null)).join()).not.toMatch(/limit/i);
  });

  test('of no days says so', () => {
    expect(texts(usage([], 100))).toEqual(['No usage recorded']);
    expect(texts(usage([0, 0], null))).toContain('0');
  });
});

describe('The trend', () => {
  /** Without the one in the legend. */
  const lines = (chart: Chart) =>
    shapes(chart).filter(
      (shape) => shape.kind === 'path' && shape.stroke?.width === 1.8 && !shape.d.startsWith('M38 '),
    ) as (Shape & {
      kind: 'path';
    })[];

  test('is one line, higher for a higher score', () => {
    const [line, ...more] = lines(trend([0, 50, 100]));
    expect(more).toHaveLength(0);
    const ys = line?.d.match(/[ML][\d.]+ [\d.]+/g)?.map((point) => Number(point.split(' ')[1])) as [
      number,
      number,
      number,
    ];
    expect(ys[0] - ys[1]).toBeCloseTo(ys[1] - ys[2], 1);
    expect(ys[0]).toBeGreaterThan(ys[2]);
  });

  test('has a hole where the score is not known, and never goes to 0 there', () => {
    const chart = trend([80, 81, null, null, null, null, null, 82, 83]);
    expect(lines(chart)).toHaveLength(2);
    expect(filled(chart, colours.ground)).toHaveLength(1);
    expect(texts(chart)).toContain('not known');
    const bottom = Math.max(
      ...lines(trend([0, 0])).flatMap(({ d }) => d.match(/ [\d.]+/g)?.map(Number) ?? []),
    );
    for (const { d } of lines(chart))
      for (const y of d.match(/ [\d.]+/g) ?? []) expect(Number(y)).toBeLessThan(bottom - 20);
  });

  test('shows a score alone between unknown ones as a dot, and the last one in figures', () => {
    const chart = trend([null, 70, null]);
    expect(lines(chart)).toHaveLength(0);
    expect(texts(chart)).toContain('70');
    expect(texts(trend([null, null]))).not.toContain('0%');
    expect(texts(trend([]))).toEqual(['No scores recorded']);
  });
});

describe('As SVG', () => {
  const all = [gauge(85), usage([1, 2, 3], 2), trend([1, null, 3]), usage([], null)];

  test('a chart is the same text each time, without scripts, styles, ids or anything from elsewhere', () => {
    for (const chart of all) {
      const svg = drawChart(chart, 'In words');
      expect(drawChart(structuredClone(chart), 'In words')).toBe(svg);
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 [\d.]+ [\d.]+"/);
      expect(svg).toContain('role="img" aria-label="In words"');
      expect(svg).not.toMatch(/<script|<style|\bid=|href|url\(|NaN|Infinity|undefined/);
    }
  });

  test('its shapes are those that the PDF draws', () => {
    for (const chart of all) {
      const svg = drawChart(chart);
      for (const shape of shapes(chart))
        expect(svg).toContain(shape.kind === 'text' ? `>${shape.text}</text>` : `d="${shape.d}"`);
    }
  });

  test('hostile text stays text', () => {
    const svg = drawChart(gauge(1, 'bad', '</text><script>alert("1")</script>&\u0000\ud800'), '"><script>');
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('\u0000');
    expect(svg).toContain('&#60;script&#62;');
  });
});

test('ticks are round, rise from 0, and reach the highest value', () => {
  expect(roundTicks(1_000_000)).toEqual([0, 250_000, 500_000, 750_000, 1_000_000]);
  expect(roundTicks(4)).toEqual([0, 1, 2, 3, 4]);
  for (let highest = 4; highest < 5e9; highest = Math.ceil(highest * 1.37)) {
    const ticks = roundTicks(highest);
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect(ticks[0]).toBe(0);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest * (1 - 1e-9));
  }
});
