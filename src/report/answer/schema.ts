import { z } from 'zod';
import { health, issue, recommendation } from './schema/health.ts';
import { integration, integrationHealth } from './schema/integrations.ts';
import { instant, schemas, score } from './schema/parts.ts';
import { complianceStatus, security } from './schema/security.ts';
import { contact, deployment, techStack } from './schema/surroundings.ts';
import { apiHealth, apiUsage } from './schema/usage.ts';

export { schemas } from './schema/parts.ts';

/*
 * The answers of the REST endpoint, described once: TypeScript's types and the OpenAPI document both come from here.
 * Names are those that the product's interface gives; values of enumerations are the graph's in lower case.
 */

const integrations = z.array(integration).nullable();
const recommendations = z.array(recommendation).nullable();

const environment = z
  .object({
    customerId: z.guid(),
    lastUpdated: instant,
    integrations,
    pendingIntegrations: z.array(z.string()).nullable(),
    integrationHealth: integrationHealth.nullable(),
    apiUsage: apiUsage.nullable(),
    apiHealth: apiHealth.nullable(),
    securityConfig: security.nullable(),
    complianceStatus: complianceStatus.nullable(),
    deployment: deployment.nullable(),
    dataResidency: z.string().nullable(),
    techStack: techStack.nullable(),
    technicalHealthScore: score('The overall technical health'),
    health: health.nullable(),
    issues: z.array(issue).nullable(),
    recommendations,
    contacts: z.array(contact).nullable(),
    unavailable: z
      .array(z.string())
      .describe(
        'Names of the fields, or of their parts (apiUsage.quotas), that are null because they could not be read just now. Any other null: it is not known.',
      ),
    incomplete: z
      .array(z.string())
      .describe(
        'Names of the fields that are judged from less than they follow from, since the rest could not be read just now.',
      ),
  })
  .register(schemas, { id: 'TechnicalEnvironment', description: "A customer's technical environment." });

/** What GET /api/intelligence/technical/{customerId} answers. */
export const answerSchema = z
  .object({
    environment,
    integrations,
    apiUsage: apiUsage.nullable(),
    security: security.nullable(),
    recommendations,
  })
  .register(schemas, {
    id: 'TechnicalAnswer',
    description: 'The environment, and beside it the parts that are asked for most.',
  });

/** The answer as TypeScript sees it. */
export type Answer = z.infer<typeof answerSchema>;
