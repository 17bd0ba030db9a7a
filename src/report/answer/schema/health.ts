import { z } from 'zod';
import { componentStatus, instant, schemas, score } from './parts.ts';

/** How the overall score comes about. */
export const health = z
  .object({
    band: z.enum(['excellent', 'good', 'fair', 'poor', 'critical']).nullable(),
    coverage: z.number().min(0).max(1).describe('The share of what the score is made of that is known.'),
    components: z.array(
      z.object({
        component: z.enum(['integrations', 'api', 'security']),
        score: score('Of this part'),
        status: componentStatus,
        weight: z.number(),
      }),
    ),
    cappedBy: z.guid().nullable().describe('The open issue of high severity that holds the score down.'),
    policyVersion: z.string(),
  })
  .register(schemas, { id: 'TechnicalHealth', description: 'How the overall score comes about.' });

/** Something wrong, or about to be. */
export const issue = z
  .object({
    id: z.guid(),
    title: z.string(),
    description: z.string(),
    severity: z.enum(['low', 'medium', 'high']),
    status: z.enum(['open', 'investigating', 'monitoring', 'acknowledged', 'snoozed', 'resolved']),
    firstDetectedAt: instant,
    lastDetectedAt: instant,
    suggestedAction: z.string().nullable(),
    owner: z.string().nullable(),
    integrationId: z.guid().nullable(),
  })
  .register(schemas, {
    id: 'TechnicalIssue',
    description: 'Something wrong, or about to be. Only those that are not resolved are listed.',
  });

/** What to do next. */
export const recommendation = z
  .object({
    id: z.guid(),
    title: z.string(),
    priority: z.enum(['high', 'medium', 'low']),
    impact: z.string(),
    rationale: z.string(),
    issueId: z.guid().nullable(),
    scoreGain: z.number().nullable().describe('Points of the overall score.'),
  })
  .register(schemas, {
    id: 'TechnicalRecommendation',
    description: 'What to do next, the most urgent first.',
  });
