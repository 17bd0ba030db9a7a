import type { Chart } from '../blocks.ts';
import { gauge } from './gauge.ts';
import type { Scene } from './scene.ts';
import { toSvg } from './svg.ts';
import { trend } from './trend.ts';
import { usage } from './usage.ts';

/** A chart as shapes, which the PDF draws as they are. */
export function chartScene(chart: Chart): Scene {
  switch (chart.kind) {
    case 'gauge':
      return gauge(chart);
    case 'usage':
      return usage(chart);
    case 'trend':
      return trend(chart);
  }
}

/** The same chart as SVG, for web pages; `alternative` says in words what it shows, for those who do not see it. */
export function drawChart(chart: Chart, alternative = names[chart.kind]): string {
  return toSvg(chartScene(chart), alternative);
}

const names: Readonly<Record<Chart['kind'], string>> = {
  gauge: 'Technical health score',
  usage: 'API calls per day',
  trend: 'Technical health score by day',
};
