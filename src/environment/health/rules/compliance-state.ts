import type { Facts } from '../../facts.ts';
import type { SubjectState } from '../issues.ts';

/** Of a compliance item by its aspect; unknown while its status is. */
export function complianceItemState({ complianceItems }: Facts, aspect: string): SubjectState {
  if (complianceItems === null) return 'UNKNOWN';
  const item = complianceItems.find((one) => one.aspect === aspect);
  if (item === undefined) return 'GONE';
  return item.status === 'UNKNOWN' ? 'UNKNOWN' : 'PRESENT';
}
