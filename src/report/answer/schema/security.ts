import { z } from 'zod';
import { date, schemas, score } from './parts.ts';

/** Security settings. */
export const security = z
  .object({
    score: score('Of the security settings'),
    settings: z.array(
      z.object({
        setting: z.enum([
          'sso',
          'mfa',
          'ip_allowlist',
          'api_key_rotation',
          'audit_logging',
          'data_encryption',
        ]),
        state: z.enum([
          'enabled',
          'disabled',
          'enforced',
          'optional',
          'configured',
          'not_configured',
          'unknown',
        ]),
        detail: z.string().nullable(),
        points: z.number().nullable(),
        maxPoints: z.number().nullable(),
        recommendation: z.string().nullable(),
        riskAcceptance: z
          .object({ reason: z.string(), by: z.string().nullable(), until: date.nullable() })
          .nullable()
          .describe("The customer's decision to live with the gap."),
      }),
    ),
    recommendations: z.array(z.string()).describe('The most urgent first.'),
  })
  .register(schemas, { id: 'SecurityConfig', description: 'Security settings and what they are worth.' });

/** Obligations and certificates. */
export const complianceStatus = z
  .object({
    items: z.array(
      z.object({
        aspect: z.string(),
        status: z.enum(['met', 'covered', 'signed', 'gap', 'not_applicable', 'unknown']),
        scope: z.enum(['vendor', 'customer']),
        details: z.string().nullable(),
        since: date.nullable(),
      }),
    ),
    residencyConflicts: z
      .array(z.object({ obligation: z.string(), region: z.string(), explanation: z.string() }))
      .nullable()
      .describe('Null: it is not known where the data is.'),
  })
  .register(schemas, {
    id: 'ComplianceStatus',
    description: 'Obligations, certificates, and the regions that disagree with them.',
  });
