import { z } from 'zod';

/**
 * The answers of the REST endpoint, described once: TypeScript's types and the OpenAPI document both come from here.
 * Names are those that the product's interface gives; values of enumerations are the graph's in lower case.
 */

/** The answer's parts by name, for the OpenAPI document. */
export const schemas = z.registry<{ id: string; description: string }>();

const instant = z.iso.datetime().describe('A moment, RFC 3339 in UTC.');
const date = z.iso.date().describe('A day, YYYY-MM-DD.');
const share = (what: string) => z.number().min(0).describe(`${what}, as a share: 0.01 is 1 %.`);
const score = (of: string) =>
  z
    .int()
    .min(0)
    .max(100)
    .nullable()
    .describe(`${of}, 0–100; null: too little is known, or left out by includeHealth=false.`);
const count = z.int().min(0);

const integration = z
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

const integrationHealth = z
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

const apiUsage = z
  .object({
    callsPerDay: count.nullable(),
    totalCalls: count.nullable(),
    errorRate: share('Failed calls').nullable(),
    averageResponseMs: z.number().nullable(),
    p50Ms: z.number().nullable(),
    p95Ms: z.number().nullable(),
    p99Ms: z.number().nullable(),
    rateLimitHits: count.nullable(),
    rateLimitHitRate: share('Calls that hit the rate limit').nullable(),
    changeFromPreviousPeriod: z
      .number()
      .nullable()
      .describe('0.12: 12 % more calls a day than in the 30 days before.'),
    endpointsUsed: count.nullable(),
    quotas: z.array(
      z.object({
        resource: z.enum(['api_calls', 'rate_limit', 'storage', 'webhooks']),
        period: z.enum(['second', 'day', 'month', 'none']),
        used: z.number(),
        limit: z.number(),
        unit: z.string(),
        usedRatio: share('Used of the limit'),
        status: z.enum(['ok', 'warning', 'critical', 'exceeded']),
        resetsAt: instant.nullable(),
      }),
    ),
    topEndpoints: z.array(
      z.object({ endpoint: z.string(), callsPerDay: count, share: share('Of all calls') }),
    ),
    daily: z.array(
      z.object({
        day: date,
        calls: count,
        errors: count,
        rateLimited: count,
        averageMs: z.number().nullable(),
      }),
    ),
  })
  .register(schemas, {
    id: 'APIUsage',
    description: 'Use of the API over the last 30 complete UTC days, and against its limits.',
  });

const componentStatus = z.enum(['healthy', 'ok', 'review', 'at_risk', 'unknown']);

const apiHealth = z
  .object({
    score: score("Of the API's use"),
    status: componentStatus.nullable(),
    checks: z.array(
      z.object({
        metric: z.enum(['quota', 'error_rate', 'response_time', 'rate_limit_hits']),
        value: z.number().nullable(),
        benchmark: z.number().nullable(),
        passed: z.boolean().nullable(),
      }),
    ),
  })
  .register(schemas, {
    id: 'APIHealth',
    description:
      'Figures of the API against what each has to stay below: shares, but response_time in milliseconds.',
  });

const security = z
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

const complianceStatus = z
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
    residencyConflicts: z.array(
      z.object({ obligation: z.string(), region: z.string(), explanation: z.string() }),
    ),
  })
  .register(schemas, {
    id: 'ComplianceStatus',
    description: 'Obligations, certificates, and the regions that disagree with them.',
  });

const deployment = z
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

const techStack = z
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

const health = z
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

const issue = z
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

const recommendation = z
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

const contact = z
  .object({
    id: z.guid(),
    name: z.string(),
    role: z.string().nullable(),
    technicalLevel: z.enum(['high', 'medium', 'low']).nullable(),
    email: z.string().nullable(),
    primary: z.boolean(),
  })
  .register(schemas, { id: 'TechnicalContact', description: 'A person to talk technology with.' });

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
        'Names of the fields that are null because they could not be read just now. Any other null: it is not known.',
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
