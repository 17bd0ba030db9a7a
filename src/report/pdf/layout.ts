import type { Block } from '../blocks.ts';
import { layCallout } from './blocks/callout.ts';
import { layChart } from './blocks/chart.ts';
import { layFacts } from './blocks/facts.ts';
import { layHeading } from './blocks/heading.ts';
import { layList } from './blocks/list.ts';
import { layParagraph } from './blocks/paragraph.ts';
import { layRule } from './blocks/rule.ts';
import { layTable } from './blocks/table.ts';
import type { Place } from './place.ts';
import type { Strip } from './strip.ts';

/** The strips of blocks, one after the other. */
export function* layBlocks(blocks: readonly Block[], place: Place): Generator<Strip> {
  for (const block of blocks) yield* layBlock(block, place);
}

function layBlock(block: Block, place: Place): Iterable<Strip> {
  switch (block.kind) {
    case 'heading':
      return layHeading(block, place);
    case 'paragraph':
      return layParagraph(block, place);
    case 'facts':
      return layFacts(block, place);
    case 'list':
      return layList(block, place);
    case 'table':
      return layTable(block, place);
    case 'chart':
      return layChart(block, place);
    case 'callout':
      return layCallout(block, place, layBlocks);
    case 'rule':
      return layRule(place);
  }
}
