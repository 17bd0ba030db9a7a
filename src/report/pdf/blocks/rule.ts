import { colours } from '../../look.ts';
import type { Place } from '../place.ts';
import type { Strip } from '../strip.ts';

/** A hairline between two parts; a page's edge does as well. */
export function* layRule({ x, width }: Place): Generator<Strip> {
  yield {
    height: 0.75,
    gap: 15,
    keep: true,
    optional: true,
    draw: (surface, y) => surface.decorate(() => surface.rect(x, y, width, 0.75, colours.line)),
  };
}
