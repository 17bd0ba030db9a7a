/** Upper bounds in milliseconds of the first 13 latency buckets; the 14th holds everything slower. */
export const LATENCY_BOUNDS_MS = [10, 25, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 2000, 5000] as const;

/** One day (UTC) of a customer's API calls. */
export interface UsageDay {
  readonly customerId: string;
  /** YYYY-MM-DD, UTC. */
  readonly day: string;
  readonly calls: number;
  /** 4xx answers but 429. */
  readonly clientErrors: number;
  readonly serverErrors: number;
  /** 429 answers. */
  readonly rateLimited: number;
  /** Sum over all calls; null where latency was not measured. */
  readonly latencyTotalMs: number | null;
  /** Calls by latency bucket (see LATENCY_BOUNDS_MS); empty where not measured. */
  readonly latencyHistogram: readonly number[];
  readonly peakPerSecond: number | null;
}

/** Calls of one endpoint over the last 30 complete days (UTC). */
export interface EndpointUsage {
  readonly customerId: string;
  readonly endpoint: string;
  readonly calls: number;
}

export type QuotaResource = 'API_CALLS' | 'RATE_LIMIT' | 'STORAGE' | 'WEBHOOKS';
export type QuotaPeriod = 'SECOND' | 'DAY' | 'MONTH' | 'NONE';

/** What a customer has used of what it may use. */
export interface Quota {
  readonly customerId: string;
  readonly resource: QuotaResource;
  readonly period: QuotaPeriod;
  readonly used: number;
  /** Null: unlimited. */
  readonly limit: number | null;
  readonly unit: string;
  readonly resetsAt: string | null;
  readonly updatedAt: string;
}
