import { z } from 'zod';
import { count, date, instant, schemas, score } from './parts.ts';

/** A connection between the customer's account and another system. */
export const integration = z
  .object({
    id: z.guid(),
    name: z.string(),
    type: z.enum([
      'crm',
      'communication',
      'analytics',
      'support',
      'identity',
      'storage',
      'automation',
      'custom',
      'other',
    ]),
    status: z.enum(['active', 'inactive', 'error']),
    healthStatus: z.enum(['healthy', 'degraded', 'down', 'unknown']),
    healthReason: z.string().nullable().describe('Why it is not healthy, a sentence.'),
    dataFlowDirection: z.enum(['inbound', 'outbound', 'bidirectional']),
    setupDate: date,
    syncMode: z.enum(['scheduled', 'realtime', 'manual']),
    syncIntervalSeconds: z.int().nullable().describe('Between scheduled syncs; null for any other mode.'),
    lastAttemptAt: instant.nullable(),
    lastSyncAt: instant.nullable().describe('The last success.'),
    objectsSynced: z.array(z.string()),
    configuration: z
      .record(z.string(), z.string().nullable())
      .describe('Settings by name; null: a secret, whose value is never shown.'),
    endpoint: z.string().nullable().describe('Where it sends to, without query and credentials.'),
  })
  .register(schemas, {
    id: 'Integration',
    description: "A connection between the customer's account and another system.",
  });

/** How many are in which health. */
export const integrationHealth = z
  .object({
    connected: count,
    healthy: count,
    degraded: count,
    down: count,
    unknown: count,
    inactive: count,
    score: score('Of all integrations'),
  })
  .register(schemas, { id: 'IntegrationHealth', description: 'How many integrations are in which health.' });
