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

/** What words just above it lead up to. */
const LED_UP_TO: readonly (Block['kind'] | undefined)[] = ['table', 'list', 'chart'];
const MOST_LEADING = 4;
/** What has edges wants air below. */
const EDGED: readonly (Block['kind'] | undefined)[] = ['table', 'callout', 'chart'];
const BELOW_EDGE = 10;

/** The strips of blocks, one after the other. */
export function* layBlocks(blocks: readonly Block[], place: Place): Generator<Strip> {
  for (const [index, block] of blocks.entries()) {
    const [before, after] = [blocks[index - 1], blocks[index + 1]];
    let first = true;
    for (const strip of leading(block, after) ? keepAll(layBlock(block, place)) : layBlock(block, place)) {
      yield first ? { ...strip, gap: gapBetween(before, block, strip.gap) } : strip;
      first = false;
    }
  }
}

function gapBetween(before: Block | undefined, { kind }: Block, gap: number): number {
  if (before?.kind === 'heading' && kind === 'heading') return gap / 2;
  return EDGED.includes(before?.kind) ? Math.max(gap, BELOW_EDGE) : gap;
}

function leading({ kind }: Block, after: Block | undefined): boolean {
  return (kind === 'facts' || kind === 'paragraph') && LED_UP_TO.includes(after?.kind);
}

/** A few lines that stay with what follows them; many lines may be left behind. */
function keepAll(strips: Iterable<Strip>): Strip[] {
  const all = [...strips];
  return all.length > MOST_LEADING ? all : all.map((strip) => ({ ...strip, keep: true }));
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
