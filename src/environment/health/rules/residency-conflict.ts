import { residencyConflicts } from '../../compliance/residency.ts';
import type { Rule } from '../issues.ts';
import { complianceItemState } from './compliance-state.ts';

/** What tells conflicts apart. Regions have no slash, aspects may. */
const subjectOf = (obligation: string, region: string) => `${obligation}/${region}`;

/**
 * MEDIUM: data is in a region that an obligation does not allow. Not HIGH, which would hold the score: it follows from
 * what was recorded of regions and transfers, and whether that is a breach is for a person to say.
 */
export const residencyConflict: Rule = {
  id: 'residency-conflict',
  find: ({ complianceItems, deployment }) =>
    (residencyConflicts(complianceItems, deployment) ?? []).map(({ obligation, region, explanation }) => ({
      subjectId: subjectOf(obligation, region),
      integrationId: null,
      title: `${obligation} conflicts with ${region}`,
      description: explanation,
      severity: 'MEDIUM',
      suggestedAction: 'Move the data or record what allows the transfer',
    })),
  subjectState: (facts, subject) => {
    if (facts.deployment === null) return 'UNKNOWN';
    return complianceItemState(facts, subject.slice(0, subject.lastIndexOf('/')));
  },
};
