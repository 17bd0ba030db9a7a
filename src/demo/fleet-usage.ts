import type { Random } from './random.ts';
import type { EndpointPlan, UsageRow } from './rows.ts';
import { completeDays, latencyHistogram, weekday } from './series.ts';

/** How a customer of the fleet uses the API. */
export type UsageShape = 'none' | 'short' | 'zero' | 'steady' | 'growing' | 'step';

const ENDPOINTS = ['/api/v2/data', '/api/v2/users', '/api/v2/reports', '/api/v2/events', '/api/v2/search'];

/** Days of usage of one shape around `level` calls a day, oldest first, ending yesterday. */
export function fleetUsage(
  customer_id: string,
  shape: UsageShape,
  level: number,
  count: number,
  random: Random,
  now: Date,
): UsageRow[] {
  if (shape === 'none') return [];
  const errorShare = random.weighted([
    [0.002, 6],
    [0.015, 2],
    [0.06, 1],
  ]);
  const limitShare = random.weighted([
    [0, 6],
    [0.0004, 3],
    [0.005, 1],
  ]);
  const latency = random.weighted([
    [90, 3],
    [150, 4],
    [320, 2],
    [1_100, 1],
  ]);
  return completeDays(now, shape === 'short' ? 5 : count).map((day, index, days) => {
    const trend = shape === 'growing' ? 0.7 + (0.3 * index) / days.length : 1;
    const step = shape === 'step' && index < days.length / 2 ? 0.6 : 1;
    const rest = weekday(day) % 6 === 0 ? 0.5 : 1;
    const calls = shape === 'zero' ? 0 : Math.round(level * trend * step * rest * random.between(0.93, 1.07));
    return {
      customer_id,
      day,
      calls,
      client_errors: Math.floor(calls * errorShare * 0.7),
      server_errors: Math.floor(calls * errorShare * 0.3),
      rate_limited: Math.floor(calls * limitShare),
      latency_total_ms: calls * latency,
      latency_histogram: latencyHistogram(calls, latency),
      peak_per_second: Math.ceil(calls / 20_000),
    };
  });
}

/** How those calls divide among endpoints. */
export function fleetEndpoints(customer_id: string, random: Random): EndpointPlan[] {
  const names = random.sample(ENDPOINTS, random.integer(3, 5));
  const weights = names.map(() => random.between(0.2, 1));
  const sum = weights.reduce((left, right) => left + right, 0);
  let from = 0;
  return names.map((endpoint, index) => {
    const share_from = from;
    from = index === names.length - 1 ? 1 : from + (weights[index] ?? 0) / sum;
    return { customer_id, endpoint, share_from, share_to: from };
  });
}
