import type { Block } from '../../blocks.ts';
import type { Place } from '../place.ts';
import type { Strip } from '../strip.ts';
import { tag } from '../tag.ts';
import { linesOf, textStrips } from '../text-strips.ts';

const GAP = 6;

/** Running text. */
export function layParagraph(block: Block & { kind: 'paragraph' }, place: Place): Generator<Strip> {
  const { x, width, styles, setting } = place;
  const lines = linesOf(block.text, styles.body, width, setting);
  return textStrips(lines, { x, tag: tag('P', place.tag), size: styles.body.size, gap: GAP });
}
