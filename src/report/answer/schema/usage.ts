import { z } from 'zod';
import { componentStatus, count, date, instant, schemas, score, share } from './parts.ts';

/** Use of the API. */
export const apiUsage = z
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
    quotas: z
      .array(
        z.object({
          resource: z.enum(['api_calls', 'rate_limit', 'storage', 'webhooks']),
          period: z.enum(['second', 'day', 'month', 'none']),
          used: z.number(),
          limit: z.number().nullable().describe('Null: unlimited.'),
          unit: z.string(),
          usedRatio: share('Used of the limit').nullable(),
          status: z.enum(['ok', 'warning', 'critical', 'exceeded']).nullable(),
          resetsAt: instant.nullable(),
        }),
      )
      .nullable(),
    topEndpoints: z
      .array(z.object({ endpoint: z.string(), callsPerDay: count, share: share('Of all calls') }))
      .nullable(),
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

/** Figures of the API against their benchmarks. */
export const apiHealth = z
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
