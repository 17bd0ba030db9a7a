import type { Advice } from '../recommendations.ts';

// Rules whose issues take an agreement, with what to do and what for.
const REMEDIES = {
  'compliance-gap': { title: 'Close compliance gap', priority: 'MEDIUM', impact: 'Compliance' },
  'residency-conflict': { title: 'Settle data residency', priority: 'HIGH', impact: 'Compliance' },
} as const;

/** An agreement where an obligation is not fulfilled (MEDIUM) or data is where it must not be (HIGH). */
export const settleCompliance: Advice = {
  id: 'settle-compliance',
  suggest: ({ issues }) =>
    Object.entries(REMEDIES).flatMap(([ruleId, { title, priority, impact }]) =>
      issues
        .filter((issue) => issue.ruleId === ruleId)
        .map((issue) => ({
          subjectId: `${ruleId}/${issue.subjectId}`,
          title: `${title}: ${issue.subjectId.replace('/', ', ')}`,
          priority,
          impact,
          rationale: issue.description,
          issue,
          // Compliance is no part of the score.
          changes: [],
        })),
    ),
};
