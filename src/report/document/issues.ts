import type { Block } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import { day } from './clock.ts';
import { words } from './figures.ts';
import { heading, paragraph, table, unreadable } from './parts.ts';

/** The issues that are not resolved, the most severe first. */
export function issues({ issues: open }: Judged, now: Date): Block[] {
  const title = heading(3, 'Active Issues');
  if (open === null) return [title, unreadable('The issues')];
  if (open.length === 0) return [title, paragraph('No issue is open.')];
  const rows = open.map(({ title: what, severity, firstDetectedAt, status }) => [
    what,
    words(severity),
    day(firstDetectedAt, now),
    words(status),
  ]);
  return [title, table(['Issue', 'Severity', 'First Detected', 'Status'], rows)];
}
