import type { Rule } from '../issues.ts';
import { sentence } from '../wording.ts';
import { complianceItemState } from './compliance-state.ts';

/** MEDIUM: an obligation applies and is not fulfilled. */
export const complianceGap: Rule = {
  id: 'compliance-gap',
  find: ({ complianceItems }) =>
    (complianceItems ?? [])
      .filter(({ status }) => status === 'GAP')
      .map(({ aspect, details, scope }) => ({
        subjectId: aspect,
        integrationId: null,
        title: `${aspect}: gap`,
        description: `${aspect} applies and is not fulfilled${details === null ? '.' : `: ${sentence(details)}`}`,
        severity: 'MEDIUM',
        suggestedAction:
          scope === 'VENDOR'
            ? 'Take it up with our compliance team'
            : 'Go through what is missing with the customer',
      })),
  subjectState: complianceItemState,
};
