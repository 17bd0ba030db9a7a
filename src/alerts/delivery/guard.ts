import {
  BrokenCircuitError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
  TaskCancelledError,
} from 'cockatiel';
import { LRUCache } from 'lru-cache';
import { getOrMake } from '../../read/get-or-make.ts';
import { type Attempt, CANCELLED, retry } from './attempt.ts';
import type { Outcome } from './channel.ts';

const AT_ONCE = 4;
const WAITING = 10_000;
const SILENT_IN_A_ROW = 5;
const MOST_ENDPOINTS = 1_000;

/** Runs an attempt on an endpoint, unless that is to be left alone for now. */
export type Guard = (
  endpoint: string,
  attempt: () => Promise<Attempt>,
  signal: AbortSignal,
) => Promise<Outcome>;

/**
 * Keeps an endpoint that does not answer from holding up the notifications of others: four attempts at once each, and
 * after five in a row without an answer none for `restMs`, then a single one to see. Answers of any status count as
 * answers, since they cost no time. What has not had its turn within `turnMs` is tried later. Each process counts for itself.
 */
export function createGuard(restMs: number, turnMs: number): Guard {
  const isSilent = handleWhenResult((result) => !(result as Attempt).isAnswered);
  const make = () => ({
    turns: bulkhead(AT_ONCE, WAITING),
    breaker: circuitBreaker(isSilent, {
      halfOpenAfter: restMs,
      breaker: new ConsecutiveBreaker(SILENT_IN_A_ROW),
    }),
  });
  type Endpoint = ReturnType<typeof make>;
  const endpoints = new LRUCache<string, Endpoint>({ max: MOST_ENDPOINTS });
  return async (endpoint, attempt, signal) => {
    const { turns, breaker } = getOrMake<string, Endpoint>(endpoints, endpoint, make);
    const until = performance.now() + turnMs;
    try {
      return await turns.execute(async () => {
        if (performance.now() > until) return retry('Others to the same receiver took too long.');
        return (await breaker.execute(attempt, signal)).outcome;
      }, signal);
    } catch (error) {
      if (error instanceof TaskCancelledError) return CANCELLED;
      if (!(error instanceof BrokenCircuitError)) throw error;
      const reason = `The receiver gave no answer ${SILENT_IN_A_ROW} times in a row, so it is left alone for a while.`;
      return { kind: 'RETRY', reason, afterMs: restMs };
    }
  };
}
