import type { Block } from '../../blocks.ts';
import { headings } from '../measures.ts';
import type { Place } from '../place.ts';
import type { Strip } from '../strip.ts';
import { type Role, tag } from '../tag.ts';
import { linesOf, textStrips } from '../text-strips.ts';

/** A heading, its bookmark, and the wish to stand above what follows. */
export function* layHeading(block: Block & { kind: 'heading' }, place: Place): Generator<Strip> {
  const { size, above, below } = headings[block.level];
  const lines = linesOf([block.text], place.styles.heading(size), place.width, place.setting);
  const look = { x: place.x, tag: tag(`H${block.level}` as Role, place.tag), size, gap: above, keep: true };
  let index = 0;
  for (const strip of textStrips(lines, look)) {
    index += 1;
    const first = index === 1;
    yield {
      ...strip,
      height: strip.height + (index === lines.length ? below : 0),
      draw(surface, y) {
        if (first) surface.bookmark(block.level, block.text, y);
        strip.draw(surface, y);
      },
    };
  }
}
