import type { Block } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import { compact, wholePercent } from './figures.ts';
import { heading, paragraph, table, unreadable } from './parts.ts';

/** The endpoints that are called most. */
export function endpoints({ topEndpoints }: Judged): Block[] {
  const title = heading(3, 'Most Used Endpoints');
  if (topEndpoints === null) return [title, unreadable('The use of endpoints')];
  if (topEndpoints.length === 0) return [title, paragraph('No calls were reported by endpoint.')];
  const rows = topEndpoints.map(({ endpoint, callsPerDay, share }) => [
    endpoint,
    compact(callsPerDay),
    wholePercent(share),
  ]);
  return [title, table(['Endpoint', '>Calls/Day', '>% of Total'], rows)];
}
