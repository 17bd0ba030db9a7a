import { parseCount } from '../../read/paging.ts';
import { defineRead } from '../../read/read.ts';
import type { IntegrationMetrics } from './model.ts';

/** Runs, failures and the last error of each integration of a customer, over a number of hours that end now. */
export const metrics = defineRead<IntegrationMetrics, { hours: number }>(
  'metrics',
  new URL('./read-metrics.sql', import.meta.url),
);

/** The longest window, in hours: 30 days, which is how long telemetry is kept. */
export const LONGEST_HOURS = 720;

/**
 * The checked `hours` argument of `Integration.metrics`.
 * @throws {BadUserInput} outside 1–720.
 */
export function hoursOf({ hours }: { hours?: unknown }): number {
  return parseCount(hours as number, 'hours', LONGEST_HOURS);
}
