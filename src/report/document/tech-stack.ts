import type { JudgedTechnology } from '../../environment/tech-stack/relevance.ts';
import type { Block } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import { type Cell, heading, list, paragraph, status, strong, table, unreadable } from './parts.ts';

/** Categories in the order in which they are shown; others come after them, by name. */
const ORDER = [
  'CRM',
  'Marketing',
  'Analytics',
  'Cloud',
  'Communication',
  'Support',
  'SSO/Identity',
  'Automation',
];

/** What the customer uses beside us, and what could be connected. */
export function techStack({ technologies, opportunities }: Judged): Block[] {
  const title = heading(2, 'Customer Tech Stack (External Intelligence)');
  if (technologies === null) return [title, unreadable('The tech stack')];
  if (technologies.length === 0) return [title, paragraph('No technologies are known.')];
  const best = opportunities?.[0]?.technology;
  const rows = technologies
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((one): Cell[] => [one.category, one.name, relevance(one, best)]);
  const blocks: Block[] = [
    title,
    paragraph(strong('Detected Technologies'), ' (via technographics):'),
    table(['Category', 'Technology', 'Relevance'], rows),
  ];
  if (opportunities === null) blocks.push(unreadable('What is asked for already'));
  else if (opportunities.length > 0) {
    blocks.push(
      paragraph(strong('Integration Opportunities'), ':'),
      list(opportunities.map(({ technology, benefit }) => `${technology}: ${benefit}`)),
    );
  }
  return blocks;
}

function placeOf({ category }: JudgedTechnology): number {
  const place = ORDER.indexOf(category);
  return place === -1 ? ORDER.length : place;
}

// The best opportunity is the one that is recommended, so of that we say that it is missing.
function relevance({ relevance: word, name }: JudgedTechnology, best: string | undefined): Cell {
  switch (word) {
    case 'INTEGRATED':
      return status('good', 'Integrated');
    case 'OPPORTUNITY':
      return name === best ? 'Not yet integrated' : 'Potential integration';
    case 'SAME_AS_OURS':
      return 'Same as ours';
    case 'UNSUPPORTED':
      return 'No integration available';
    case 'STALE':
      return 'Not seen for over a year';
  }
}
