import type { HealthStatus, Integration } from './model.ts';

/** How many integrations are in which state. Those that are switched off are in no health. */
export interface HealthCounts {
  readonly connected: number;
  readonly healthy: number;
  readonly degraded: number;
  readonly down: number;
  readonly unknown: number;
  readonly inactive: number;
}

/** Counts a customer's integrations. */
export function countByHealth(integrations: readonly Integration[]): HealthCounts {
  const connected = integrations.filter(({ status }) => status !== 'INACTIVE');
  const count = (health: HealthStatus) =>
    connected.filter(({ healthStatus }) => healthStatus === health).length;
  return {
    connected: connected.length,
    healthy: count('HEALTHY'),
    degraded: count('DEGRADED'),
    down: count('DOWN'),
    unknown: count('UNKNOWN'),
    inactive: integrations.length - connected.length,
  };
}
