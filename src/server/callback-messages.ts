import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Callback } from './callback-request.ts';

/** What a router is told. */
export type Message =
  | { readonly action: 'check' }
  | { readonly action: 'next'; readonly payload: Omit<ExecutionResult, 'errors'> }
  | { readonly action: 'complete'; readonly errors?: readonly GraphQLFormattedError[] };

/**
 * What became of a message: the router took it, has ended the subscription (404), wants nothing of it (another answer
 * than success), or could not be reached in time.
 */
export type Outcome = 'taken' | 'ended' | 'refused' | 'unreachable';

const FIRST_PAUSE_MS = 100;
const ATTEMPTS = 5;
const SHORTEST_MS = 1_000;
const LONGEST_MS = 15_000;
const VERSION = { 'subscription-protocol': 'callback/1.0' };

/**
 * Sends one message, several times where the router does not answer or has a trouble of its own, so it may arrive twice.
 * Gives up when the router must have done so too: after as long as it waits for a heartbeat, within bounds.
 */
export async function send(callback: Callback, message: Message, cutOff: AbortSignal): Promise<Outcome> {
  const { url, id, verifier, heartbeatMs } = callback;
  const body = JSON.stringify({ kind: 'subscription', ...message, id, verifier });
  const patienceMs = Math.max(SHORTEST_MS, Math.min(heartbeatMs || LONGEST_MS, LONGEST_MS));
  const signal = AbortSignal.any([AbortSignal.timeout(patienceMs), cutOff]);
  for (let attempt = 1; ; attempt += 1) {
    // An attempt that hangs leaves time for another.
    const status = await post(url, body, AbortSignal.any([AbortSignal.timeout(patienceMs / 2), signal]));
    if (status === 404) return 'ended';
    // The protocol has 204 mean that a check is right; whatever else answers is not a router.
    if (message.action === 'check' ? status === 204 : status >= 200 && status < 300) return 'taken';
    if (status !== 0 && status !== 429 && status < 500) return 'refused';
    if (attempt === ATTEMPTS) return 'unreachable';
    try {
      await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1), undefined, { signal });
    } catch {
      return 'unreachable';
    }
  }
}

// The status, or 0 where there was no answer.
async function post(url: string, body: string, signal: AbortSignal): Promise<number> {
  const headers = { 'content-type': 'application/json', ...VERSION };
  try {
    // A redirect may lead to an origin that nobody allowed.
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
