import { z } from 'zod';
import { instant, schemas } from './parts.ts';

/** Where and in which form the product runs. */
export const deployment = z
  .object({
    model: z.enum(['multi_tenant', 'single_tenant', 'hybrid', 'on_premises']),
    region: z.string(),
    backupRegion: z.string().nullable(),
    version: z.string().nullable(),
    plan: z.string().nullable(),
  })
  .register(schemas, {
    id: 'DeploymentInfo',
    description: 'Where and in which form the product runs for the customer.',
  });

/** What the customer uses beside us. */
export const techStack = z
  .object({
    technologies: z.array(
      z.object({
        category: z.string(),
        name: z.string(),
        confidence: z.number().min(0).max(1).describe('How sure it is now, to two decimals.'),
        firstSeenAt: instant.nullable(),
        lastSeenAt: instant.nullable(),
        source: z.string(),
        relevance: z.enum(['integrated', 'opportunity', 'same_as_ours', 'unsupported', 'stale']),
      }),
    ),
    opportunities: z.array(
      z.object({
        technology: z.string(),
        category: z.string(),
        benefit: z.string(),
        score: z.number().min(0).max(1).nullable().describe('For comparison, to two decimals.'),
        reasons: z.array(z.string()),
      }),
    ),
  })
  .register(schemas, {
    id: 'TechStackInfo',
    description: 'What the customer uses beside us, and what could be connected.',
  });

/** A person to talk technology with. */
export const contact = z
  .object({
    id: z.guid(),
    name: z.string(),
    role: z.string().nullable(),
    technicalLevel: z.enum(['high', 'medium', 'low']).nullable(),
    email: z.string().nullable(),
    primary: z.boolean(),
  })
  .register(schemas, { id: 'TechnicalContact', description: 'A person to talk technology with.' });
