import type { Block } from '../../blocks.ts';
import { chartScene } from '../../charts/draw.ts';
import { drawScene } from '../draw-scene.ts';
import type { Place } from '../place.ts';
import type { Strip } from '../strip.ts';
import { tag } from '../tag.ts';

/** A chart at its natural size, or smaller where its place is narrower. */
export function* layChart({ chart, alternative }: Block & { kind: 'chart' }, place: Place): Generator<Strip> {
  const scene = chartScene(chart);
  const scale = chart.kind === 'gauge' ? Math.min(1, place.width / scene.width) : place.width / scene.width;
  const figure = tag('Figure', place.tag, alternative);
  yield {
    height: scene.height * scale,
    gap: 9,
    keep: false,
    draw: (surface, y) => surface.mark(figure, () => drawScene(surface, scene, place.x, y, scale)),
  };
}
