import type { Block } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import { day } from './clock.ts';
import { words } from './figures.ts';
import { heading, paragraph, partial, table, unreadable } from './parts.ts';

const PARTIAL = 'Part of what issues follow from could not be read when this report was made';

/** The issues that are not resolved, the most severe first. */
export function issues({ issues: open, incomplete }: Judged, now: Date): Block[] {
  const title = heading(3, 'Active Issues');
  if (open === null) return [title, unreadable('The issues')];
  const isPartial = incomplete.includes('issues');
  if (open.length === 0) return [title, isPartial ? partial(`${PARTIAL}.`) : paragraph('No issue is open.')];
  const rows = open.map(({ title: what, severity, firstDetectedAt, status }) => [
    what,
    words(severity),
    day(firstDetectedAt, now),
    words(status),
  ]);
  const blocks = isPartial ? [partial(`${PARTIAL}; these follow from the rest.`)] : [];
  return [title, ...blocks, table(['Issue', 'Severity', 'First Detected', 'Status'], rows)];
}
