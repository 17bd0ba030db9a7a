import { createRandom } from './random.ts';
import type { DemoRows, UsageRow } from './rows.ts';
import { apportion, completeDays, crossApportion, latencyHistogram, weekday } from './series.ts';

const DAYS = 84;
/** The days that PRD-079 gives figures of. */
const PERIOD = 30;
const CALLS = 25_500_000;
const MEAN_LATENCY_MS = 145;
const PEAK_PER_SECOND = 100;
/** Monday to Friday are a little busier, and no day comes near the quota of a million. */
const WEEKEND = 0.9;
const WORKDAY = 1.04;

/** Calls of the last 30 days by endpoint, summing to CALLS. */
const ENDPOINTS: readonly (readonly [endpoint: string, calls: number])[] = [
  ['/api/v2/data', 13_500_000],
  ['/api/v2/reports', 6_000_000],
  ['/api/v2/users', 3_000_000],
  ['/api/v2/events', 2_400_000],
  ['/api/v2/exports', 280_000],
  ['/api/v2/search', 190_000],
  ['/api/v2/webhooks', 90_000],
  ['/api/v2/audit', 40_000],
];

/** Acme's days, oldest first; the last 30 sum to PRD-079's figures and the earlier ones lead up to them. */
export function acmeUsageRows(customer_id: string, now: Date): UsageRow[] {
  const random = createRandom(79);
  const days = completeDays(now, DAYS).map((day, index) => {
    const busy = weekday(day) % 6 === 0 ? WEEKEND : WORKDAY;
    const trend = 1 + (index - DAYS) * 0.0007;
    return {
      day,
      weight: busy * trend * random.between(0.985, 1.015),
      wobble: random.between(0.98, 1.02),
      luck: random.next(),
    };
  });
  const split = DAYS - PERIOD;
  const weightOf = (list: typeof days) => list.reduce((sum, { weight }) => sum + weight, 0);
  const scale = weightOf(days.slice(0, split)) / weightOf(days.slice(split));
  return [...block(customer_id, days.slice(0, split), scale), ...block(customer_id, days.slice(split), 1)];
}

/** The rows of consecutive days whose totals are `scale` times PRD-079's. */
function block(
  customer_id: string,
  days: readonly { day: string; weight: number; wobble: number; luck: number }[],
  scale: number,
): UsageRow[] {
  const total = Math.round(CALLS * scale);
  const calls = apportion(
    total,
    days.map(({ weight }) => weight),
  );
  const busiest = Math.max(...calls);
  const failures = calls.map((count, index) => count * (days[index]?.luck ?? 1) + count);
  const clientErrors = apportion(Math.round(51_000 * scale), failures);
  const serverErrors = apportion(Math.round(25_500 * scale), failures);
  // Limits are hit on a few days, not a little on each.
  const rateLimited = apportion(
    Math.round(23 * scale),
    days.map(({ luck }) => luck ** 6),
  );
  const latencies = apportion(
    total * MEAN_LATENCY_MS,
    calls.map((count, index) => count * (days[index]?.wobble ?? 1)),
  );
  return days.map(({ day }, index) => {
    const count = calls[index] ?? 0;
    const latency = latencies[index] ?? 0;
    return {
      customer_id,
      day,
      calls: count,
      client_errors: clientErrors[index] ?? 0,
      server_errors: serverErrors[index] ?? 0,
      rate_limited: rateLimited[index] ?? 0,
      latency_total_ms: latency,
      latency_histogram: latencyHistogram(count, latency / count),
      peak_per_second: Math.floor((PEAK_PER_SECOND * count) / busiest),
    };
  });
}

/** The last 30 of the days given by endpoint; each day's rows sum to its calls. */
export function acmeEndpointRows(usage: readonly UsageRow[]): DemoRows['api_endpoint_daily'] {
  const days = usage.slice(-PERIOD);
  const cells = crossApportion(
    days.map(({ calls }) => calls),
    ENDPOINTS.map(([, calls]) => calls),
  );
  return days.flatMap(({ customer_id, day }, row) =>
    ENDPOINTS.map(([endpoint], column) => ({ customer_id, day, endpoint, calls: cells[row]?.[column] ?? 0 })),
  );
}
