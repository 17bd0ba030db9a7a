import type { Block, Inline } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import { words } from './figures.ts';
import { facts, heading, paragraph, table, unreadable } from './parts.ts';

const MOST_LISTED = 50;

/** The people to talk technology with. */
export function contacts({ contacts: all }: Judged): Block[] {
  const title = heading(2, 'Technical Contacts');
  if (all === null) return [title, unreadable('The contacts')];
  if (all.length === 0) return [title, paragraph('No technical contact is known.')];
  const rows = all
    .slice(0, MOST_LISTED)
    .map(({ name, role, technicalLevel }) => [
      name,
      role ?? '-',
      technicalLevel === null ? '-' : words(technicalLevel),
    ]);
  const blocks: Block[] = [title, table(['Contact', 'Role', 'Technical Level'], rows)];
  if (all.length > MOST_LISTED) blocks.push(paragraph(`${all.length - MOST_LISTED} more are left out.`));
  const primary = all.find((one) => one.primary);
  if (primary) {
    const { name, email } = primary;
    const address: Inline[] = email ? [' (', { kind: 'link', text: email, url: `mailto:${email}` }, ')'] : [];
    blocks.push(facts(['Primary Technical Contact', [name, ...address]]));
  }
  return blocks;
}
