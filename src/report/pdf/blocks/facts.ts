import type { Block } from '../../blocks.ts';
import type { Place } from '../place.ts';
import type { Strip } from '../strip.ts';
import { clean } from '../words.ts';
import { layLabelled } from './labelled.ts';

const MOST_LABEL = 0.4;

/** Labelled values, the values in one column. */
export function layFacts(block: Block & { kind: 'facts' }, place: Place): Generator<Strip> {
  const { label } = place.styles;
  const widest = Math.max(
    0,
    ...block.items.map((item) => label.face.width(clean(item.label), label.size, false)),
  );
  const indent = Math.min(widest + 18, place.width * MOST_LABEL);
  const items = block.items.map((item) => ({ label: [item.label], body: item.value }));
  return layLabelled(items, { indent, gap: 5, between: 1, label }, place);
}
