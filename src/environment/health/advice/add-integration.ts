import type { Advice } from '../recommendations.ts';

/** The best integration that could be proposed. What it gains is unknown: nobody knows yet how well it will work. */
export const addIntegration: Advice = {
  id: 'add-integration',
  suggest: ({ opportunities }) =>
    opportunities.slice(0, 1).map(({ technology, impact, benefit, reasons }) => ({
      subjectId: technology,
      title: `Add ${technology} integration`,
      priority: 'LOW',
      impact,
      rationale: `${benefit}. ${reasons.join(' ')}`,
      issue: null,
      changes: null,
    })),
};
