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
export function createGuard(restMs: number, turnMs: number, now = () => new Date()): Guard {
  const isSilent = handleWhenResult((result) => !(result as Attempt).isAnswered);
  const make = () => ({
    turns: bulkhead(AT_ONCE, WAITING),
    breaker: circuitBreaker(isSilent, {
      halfOpenAfter: restMs,
      breaker: new ConsecutiveBreaker(SILENT_IN_A_ROW),
    }),
  });
  type Endpoint = ReturnType<typeof make> & { silence?: { readonly reason: string; readonly at: number } };
  const endpoints = new LRUCache<string, Endpoint>({ max: MOST_ENDPOINTS });
  return async (endpoint, attempt, signal) => {
    const known = getOrMake<string, Endpoint>(endpoints, endpoint, make);
    const { turns, breaker } = known;
    const until = performance.now() + turnMs;
    try {
      return await turns.execute(async () => {
        if (performance.now() > until) return retry('Others to the same receiver took too long.');
        const { outcome, isAnswered } = await breaker.execute(attempt, signal);
        if (!isAnswered && outcome.kind === 'RETRY')
          known.silence = { reason: outcome.reason, at: now().getTime() };
        return outcome;
      }, signal);
    } catch (error) {
      if (error instanceof TaskCancelledError) return CANCELLED;
      if (!(error instanceof BrokenCircuitError)) throw error;
      const { reason = 'The receiver gave no answer.', at = now().getTime() } = known.silence ?? {};
      const rest = `After ${SILENT_IN_A_ROW} such attempts in a row it is left alone until ${minute(at + restMs)}.`;
      return { kind: 'RETRY', reason: `${reason} ${rest}`, afterMs: restMs };
    }
  };
}

// "09:31 UTC": the first whole minute that is not before it.
function minute(ms: number): string {
  return `${new Date(Math.ceil(ms / 60_000) * 60_000).toISOString().slice(11, 16)} UTC`;
}
