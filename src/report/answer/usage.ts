import { scoreComponent } from '../../environment/health/component.ts';
import { dayNumber, dayNumberAt } from '../../environment/usage/days.ts';
import type { UsageDay } from '../../environment/usage/model.ts';
import type { Judged } from '../judged.ts';
import type { Answer } from './schema.ts';
import { isoOrNull, lower, lowerOrNull, rounded } from './values.ts';

type Environment = Answer['environment'];

const DAYS = 30;

/** Use of the API; null where any part of it could not be read. */
export function apiUsage(
  { facts, summary, quotas, topEndpoints }: Judged,
  now: Date,
): Environment['apiUsage'] {
  if (!facts.usage || !summary || !quotas || !topEndpoints) return null;
  const { reportedDays: _, callsPerDay, ...figures } = summary;
  const first = dayNumberAt(now) - DAYS;
  return {
    ...figures,
    callsPerDay: rounded(callsPerDay),
    quotas: quotas.map(({ quota: { resource, period, used, limit, unit, resetsAt }, ratio, status }) => ({
      resource: lower(resource),
      period: lower(period),
      used,
      // judgeQuotas has left out those without one.
      limit: limit ?? 0,
      unit,
      usedRatio: ratio,
      status: lower(status),
      resetsAt: isoOrNull(resetsAt),
    })),
    topEndpoints: topEndpoints.map((one) => ({ ...one, callsPerDay: Math.round(one.callsPerDay) })),
    daily: facts.usage.filter(({ day }) => dayNumber(day) >= first).map(toDay),
  };
}

/** The figures of the API against their benchmarks. */
export function apiHealth({ facts, checks, includeHealth }: Judged, now: Date): Environment['apiHealth'] {
  if (checks === null) return null;
  const { customerId, usage, quotas } = facts;
  const part = includeHealth ? scoreComponent('API', { customerId, usage, quotas }, now) : null;
  return {
    score: part?.score ?? null,
    status: lowerOrNull(part?.status ?? null),
    checks: checks.map(({ metric, value, benchmark, passed }) => ({
      metric: lower(metric),
      value,
      benchmark,
      passed,
    })),
  };
}

function toDay({ day, calls, clientErrors, serverErrors, rateLimited, latencyTotalMs }: UsageDay) {
  const averageMs = latencyTotalMs === null || calls === 0 ? null : latencyTotalMs / calls;
  return { day, calls, errors: clientErrors + serverErrors, rateLimited, averageMs };
}
