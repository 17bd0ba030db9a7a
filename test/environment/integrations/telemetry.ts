import type {
  Attempt,
  DeliveryTelemetry,
  RunTelemetry,
} from '../../../src/environment/integrations/attempts.ts';
import { NOW } from '../../support/builders.ts';

/** Milliseconds. */
export const SECOND = 1000;
/** Milliseconds. */
export const MINUTE = 60_000;
/** Milliseconds. */
export const HOUR = 3_600_000;

/** The instant so many milliseconds before NOW; after it when negative. */
export function ago(ms: number): string {
  return new Date(NOW.getTime() - ms).toISOString();
}

/** A successful sync a minute ago. */
export function run(over: Partial<RunTelemetry> = {}): RunTelemetry {
  const startedAt = over.startedAt ?? ago(MINUTE);
  const status = over.status ?? 'SUCCEEDED';
  return {
    id: `run ${startedAt}`,
    startedAt,
    finishedAt: status === 'RUNNING' ? null : startedAt,
    status,
    errorClass: status === 'FAILED' ? 'TIMEOUT' : null,
    errorMessage: null,
    ...over,
  };
}

/** A message delivered at first try a minute ago. */
export function delivery(over: Partial<DeliveryTelemetry> = {}): DeliveryTelemetry {
  const createdAt = over.createdAt ?? ago(MINUTE);
  return {
    id: `delivery ${createdAt}`,
    createdAt,
    status: 'SUCCEEDED',
    attempts: 1,
    errorClass: null,
    errorMessage: null,
    ...over,
  };
}

/** Runs as attempts, newest first, from a picture such as "++-": + worked, - failed; one each `stepMs`. */
export function attempts(picture: string, stepMs: number, over: Partial<Attempt> = {}): Attempt[] {
  return [...picture].map((sign, index) => ({
    at: ago((index + 1) * stepMs),
    kind: 'RUN',
    outcome: sign === '+' ? 'SUCCEEDED' : 'FAILED',
    errorClass: sign === '+' ? null : 'RATE_LIMITED',
    errorMessage: null,
    ...over,
  }));
}
