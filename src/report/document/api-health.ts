import { count, percent } from '../../environment/health/wording.ts';
import { roundHalfUp } from '../../environment/rounding.ts';
import type { ApiFactor, ApiHealthMetric } from '../../environment/usage/api-health.ts';
import { dayNumber, dayNumberAt } from '../../environment/usage/days.ts';
import type { Block } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import { compact } from './figures.ts';
import { type Cell, heading, paragraph, status, table, unreadable } from './parts.ts';

const CHART_DAYS = 30;

/** How calls went over 30 days, each figure against its benchmark, and how many there were on each day. */
export function apiHealth(report: Judged, now: Date): Block[] {
  const { summary, facts, checks } = report;
  const title = heading(3, 'API Health Metrics (Last 30 Days)');
  if (summary === null) return [title, unreadable('The use of the API')];
  if (summary.reportedDays === 0) return [title, paragraph('No calls were reported for the last 30 days.')];
  const { totalCalls, callsPerDay, errorRate, averageResponseMs, rateLimitHits } = summary;
  const row = (metric: ApiHealthMetric, label: string, value: string | null): Cell[] => {
    const check = checks?.find((one) => one.metric === metric);
    return [label, value ?? '-', check ? benchmark(check) : '-', check ? mark(check) : ''];
  };
  const ms = averageResponseMs === null ? null : `${count(roundHalfUp(averageResponseMs))}ms`;
  return [
    title,
    table(
      ['Metric', '>Value', '>Benchmark', 'Status'],
      [
        ['Total Calls', totalCalls === null ? '-' : compact(totalCalls), '-', ''],
        ['Avg Calls/Day', callsPerDay === null ? '-' : compact(callsPerDay), '-', ''],
        row('ERROR_RATE', 'Error Rate', errorRate === null ? null : percent(errorRate)),
        row('RESPONSE_TIME', 'Avg Response Time', ms),
        row('RATE_LIMIT_HITS', 'Rate Limit Hits', rateLimitHits === null ? null : count(rateLimitHits)),
      ],
    ),
    ...chart(facts, now),
  ];
}

// The number of limit hits means nothing without that of the calls, so its benchmark is a share.
function benchmark({ metric, benchmark: value }: ApiFactor): string {
  if (value === null) return '-';
  if (metric === 'RESPONSE_TIME') return `< ${count(value)}ms`;
  return `< ${percent(value)}${metric === 'RATE_LIMIT_HITS' ? ' of calls' : ''}`;
}

function mark({ passed }: ApiFactor): Cell {
  return passed === null ? '' : status(passed ? 'good' : 'warning');
}

function chart({ usage, quotas }: Judged['facts'], now: Date): Block[] {
  const today = dayNumberAt(now);
  const days = (usage ?? [])
    .filter(({ day }) => dayNumber(day) >= today - CHART_DAYS && dayNumber(day) < today)
    .map(({ day, calls }) => ({ day, calls }));
  if (days.length < 2) return [];
  const limit =
    quotas?.find(({ resource, period }) => resource === 'API_CALLS' && period === 'DAY')?.limit ?? null;
  const calls = days.map((one) => one.calls);
  const range = `between ${compact(Math.min(...calls))} and ${compact(Math.max(...calls))} calls a day`;
  const against = limit === null ? '' : `; the limit is ${compact(limit)}`;
  return [
    {
      kind: 'chart',
      chart: { kind: 'usage', days, limit },
      alternative: `API usage over ${days.length} days: ${range}${against}.`,
    },
  ];
}
