import type { Block } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import { words } from './figures.ts';
import { heading, paragraph, partial, table, unreadable } from './parts.ts';

const PARTIAL = 'Part of what recommendations follow from could not be read when this report was made';
const NONE = 'There is nothing to recommend.';
const BLANK = 'Nothing follows from what is known.';

/** What to do next, the most urgent first. */
export function recommendations({ recommendations: all, incomplete, isBlank }: Judged): Block[] {
  const title = heading(3, 'Recommendations');
  if (all === null) return [title, unreadable('What there is to recommend')];
  const isPartial = incomplete.includes('recommendations');
  if (all.length === 0)
    return [title, isPartial ? partial(`${PARTIAL}.`) : paragraph(isBlank ? BLANK : NONE)];
  const rows = all.map(({ title: what, priority, impact }) => [what, words(priority), impact]);
  const blocks = isPartial ? [partial(`${PARTIAL}; these follow from the rest.`)] : [];
  return [title, ...blocks, table(['Recommendation', 'Priority', 'Impact'], rows)];
}
