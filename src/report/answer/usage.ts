import { scoreComponent } from '../../environment/health/component.ts';
import { dayNumber, dayNumberAt } from '../../environment/usage/days.ts';
import type { Quota, UsageDay } from '../../environment/usage/model.ts';
import type { Judged } from '../judged.ts';
import type { Answer } from './schema.ts';
import { isoOrNull, lower, lowerOrNull, rounded } from './values.ts';

type Environment = Answer['environment'];

const DAYS = 30;

/** Use of the API; what could not be read of it is null. */
export function apiUsage(
  { facts, summary, quotas, topEndpoints }: Judged,
  now: Date,
): Environment['apiUsage'] {
  if (!facts.usage || !summary) return null;
  const { reportedDays: _, callsPerDay, ...figures } = summary;
  const first = dayNumberAt(now) - DAYS;
  return {
    ...figures,
    callsPerDay: rounded(callsPerDay),
    endpointsUsed: topEndpoints && figures.endpointsUsed,
    quotas: facts.quotas?.map((quota) => toQuota(quota, quotas)) ?? null,
    topEndpoints: topEndpoints?.map((one) => ({ ...one, callsPerDay: Math.round(one.callsPerDay) })) ?? null,
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

function toQuota(quota: Quota, judged: Judged['quotas']) {
  const { resource, period, used, limit, unit, resetsAt } = quota;
  const one = judged?.find((found) => found.quota === quota);
  return {
    resource: lower(resource),
    period: lower(period),
    used,
    limit,
    unit,
    usedRatio: one?.ratio ?? null,
    status: lowerOrNull(one?.status ?? null),
    resetsAt: isoOrNull(resetsAt),
  };
}

function toDay({ day, calls, clientErrors, serverErrors, rateLimited, latencyTotalMs }: UsageDay) {
  const averageMs = latencyTotalMs === null || calls === 0 ? null : latencyTotalMs / calls;
  return { day, calls, errors: clientErrors + serverErrors, rateLimited, averageMs };
}
