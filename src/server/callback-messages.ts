import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLFormattedError } from 'graphql';
import { Agent, request } from 'undici';
import type { Callback } from './callback-request.ts';

/** What a router is told. */
export type Message =
  | { readonly action: 'check' }
  /** With a result as JSON text. */
  | { readonly action: 'next'; readonly payload: string }
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
// Thousands of subscriptions of one router share these.
const dispatcher = new Agent({ connections: 64 });
const VERSION = { 'subscription-protocol': 'callback/1.0' };

/**
 * Sends one message, several times where the router does not answer or has a trouble of its own, so it may arrive twice.
 * Gives up when the router must have done so too: after as long as it waits for a heartbeat, within bounds.
 */
export async function send(callback: Callback, message: Message, cutOff: AbortSignal): Promise<Outcome> {
  const { url, id, verifier, heartbeatMs } = callback;
  const body = write(message, { id, verifier });
  const patienceMs = Math.max(SHORTEST_MS, Math.min(heartbeatMs || LONGEST_MS, LONGEST_MS));
  // Not AbortSignal.any: it leaves something behind in a signal that lives as long as the process.
  const giveUp = new AbortController();
  const abort = () => giveUp.abort();
  const timer = setTimeout(abort, patienceMs);
  cutOff.addEventListener('abort', abort);
  if (cutOff.aborted) abort();
  try {
    return await tryOn(url, body, message.action === 'check', patienceMs / 2, giveUp.signal);
  } finally {
    clearTimeout(timer);
    cutOff.removeEventListener('abort', abort);
  }
}

// The payload is text already, the same for all who are told it.
function write(message: Message, whose: Pick<Callback, 'id' | 'verifier'>): string {
  const { payload, ...rest } = { payload: undefined, ...message };
  const text = JSON.stringify({ kind: 'subscription', ...rest, ...whose });
  return payload === undefined ? text : `${text.slice(0, -1)},"payload":${payload}}`;
}

async function tryOn(
  url: string,
  body: string,
  isCheck: boolean,
  attemptMs: number,
  giveUp: AbortSignal,
): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    // An attempt that hangs leaves time for another.
    const status = await post(url, body, AbortSignal.any([AbortSignal.timeout(attemptMs), giveUp]));
    if (status === 404) return 'ended';
    // The protocol has 204 mean that a check is right; whatever else answers is not a router.
    if (isCheck ? status === 204 : status >= 200 && status < 300) return 'taken';
    if (status !== 0 && status !== 429 && status < 500) return 'refused';
    if (attempt === ATTEMPTS) return 'unreachable';
    try {
      await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1), undefined, { signal: giveUp });
    } catch {
      return 'unreachable';
    }
  }
}

// The status, or 0 where there was no answer.
async function post(url: string, body: string, signal: AbortSignal): Promise<number> {
  const headers = { 'content-type': 'application/json', ...VERSION };
  try {
    // Unlike fetch it follows no redirect, which may lead to an origin that nobody allowed, and costs half.
    const response = await request(url, { dispatcher, method: 'POST', headers, body, signal });
    response.body.dump().catch(() => {});
    return response.statusCode;
  } catch {
    return 0;
  }
}
