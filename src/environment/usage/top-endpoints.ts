import type { EndpointUsage } from './model.ts';

/** One line of "most used endpoints". Nothing is rounded. */
export interface TopEndpoint {
  /** A path, or `Other` for the sum of all that are not named. */
  readonly endpoint: string;
  readonly callsPerDay: number;
  /** Of all calls with a known endpoint, 0–1. */
  readonly share: number;
}

/** The name of the entry that stands for the rest; no path, so it cannot be taken for one. */
export const OTHER_ENDPOINTS = 'Other';

/**
 * The busiest endpoints of the last 30 complete days, at most `first` entries. When there are more endpoints, the last
 * entry is `Other`, the sum of the rest, so that the shares always add up to 1. Endpoints without calls are left out.
 * `reportedDays` is the summary's; 30 where it is not known.
 */
export function topEndpoints(
  endpoints: readonly EndpointUsage[],
  first: number,
  reportedDays: number = 30,
): TopEndpoint[] {
  const busiest = endpoints
    .filter(({ calls }) => calls > 0)
    .sort((a, b) => b.calls - a.calls || (a.endpoint < b.endpoint ? -1 : 1));
  const all = sum(busiest);
  const named = busiest.length > first ? busiest.slice(0, first - 1) : busiest;
  const rest = busiest.slice(named.length);
  const lines = rest.length > 0 ? [...named, { endpoint: OTHER_ENDPOINTS, calls: sum(rest) }] : named;
  return lines.map(({ endpoint, calls }) => ({
    endpoint,
    callsPerDay: calls / (reportedDays > 0 ? reportedDays : 30),
    share: calls / all,
  }));
}

function sum(endpoints: readonly EndpointUsage[]): number {
  return endpoints.reduce((total, { calls }) => total + calls, 0);
}
