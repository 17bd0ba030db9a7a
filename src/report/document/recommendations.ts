import type { Block } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import { words } from './figures.ts';
import { heading, paragraph, table, unreadable } from './parts.ts';

/** What to do next, the most urgent first. */
export function recommendations({ recommendations: all }: Judged): Block[] {
  const title = heading(3, 'Recommendations');
  if (all === null) return [title, unreadable('What there is to recommend')];
  if (all.length === 0) return [title, paragraph('There is nothing to recommend.')];
  const rows = all.map(({ title: what, priority, impact }) => [what, words(priority), impact]);
  return [title, table(['Recommendation', 'Priority', 'Impact'], rows)];
}
