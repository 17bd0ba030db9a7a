import type {
  ApiQuotaResolvers,
  ApiUsageDayResolvers,
  ApiUsageResolvers,
  TechnicalEnvironmentResolvers,
} from '../../generated/graphql.ts';
import { parseCount } from '../../read/paging.ts';
import { dayNumber, dayNumberAt } from './days.ts';
import { forecastQuota } from './forecast.ts';
import { topEndpoints } from './top-endpoints.ts';
import { limitedQuotas, loadUsage } from './view.ts';

const environment: Pick<TechnicalEnvironmentResolvers, 'apiUsage' | 'apiHealth'> = {
  apiUsage: (parent, _, { loaders }) => loadUsage(parent, loaders),
  apiHealth: (parent, _, { loaders }) => loadUsage(parent, loaders),
};

const whole = (value: number | null) => (value === null ? null : Math.round(value));

const apiUsage: ApiUsageResolvers = {
  callsPerDay: ({ summary }) => whole(summary.callsPerDay),
  totalCalls: ({ summary }) => summary.totalCalls,
  errorRate: ({ summary }) => summary.errorRate,
  averageResponseMs: ({ summary }) => summary.averageResponseMs,
  p50Ms: ({ summary }) => summary.p50Ms,
  p95Ms: ({ summary }) => summary.p95Ms,
  p99Ms: ({ summary }) => summary.p99Ms,
  rateLimitHits: ({ summary }) => summary.rateLimitHits,
  rateLimitHitRate: ({ summary }) => summary.rateLimitHitRate,
  changeFromPreviousPeriod: ({ summary }) => summary.changeFromPreviousPeriod,
  endpointsUsed: ({ summary }) => summary.endpointsUsed,
  quotas: (view) => limitedQuotas(view),
  topEndpoints: ({ endpoints, summary }, { first }) =>
    topEndpoints(endpoints, parseCount(first), summary.reportedDays).map((entry) => ({
      ...entry,
      callsPerDay: Math.round(entry.callsPerDay),
    })),
  daily: ({ days: all }, { days }, { loaders }) => {
    const first = dayNumberAt(loaders.now) - parseCount(days, 'days', 84);
    return all.filter(({ day }) => dayNumber(day) >= first);
  },
};

const apiQuota: ApiQuotaResolvers = {
  usedRatio: ({ ratio }) => ratio,
  forecast: (quota, _, { loaders }) => forecastQuota(quota, quota.days, loaders.now),
};

const apiUsageDay: ApiUsageDayResolvers = {
  errors: ({ clientErrors, serverErrors }) => clientErrors + serverErrors,
  averageMs: ({ latencyTotalMs, calls }) =>
    latencyTotalMs === null || calls === 0 ? null : latencyTotalMs / calls,
};

/** Use of the API against its limits. */
export const resolvers = {
  TechnicalEnvironment: environment,
  ApiUsage: apiUsage,
  ApiQuota: apiQuota,
  ApiUsageDay: apiUsageDay,
};
