import type { Block } from '../../blocks.ts';
import type { Place } from '../place.ts';
import type { Strip } from '../strip.ts';
import { layLabelled } from './labelled.ts';

/** A list with bullets or numbers. */
export function layList(block: Block & { kind: 'list' }, place: Place): Generator<Strip> {
  const { label } = place.styles;
  const indent = block.ordered ? label.face.width(`${block.items.length}.`, label.size, false) + 7 : 13;
  const items = block.items.map((body, index) => ({ label: [block.ordered ? `${index + 1}.` : '•'], body }));
  return layLabelled(items, { indent, gap: 5, between: 2, label }, place);
}
