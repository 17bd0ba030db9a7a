import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { DomainError } from '../errors.ts';
import { type Message, send } from './callback-messages.ts';
import type { CallbackOutlet } from './callback-outlet.ts';
import type { Callback } from './callback-request.ts';
import { asGraphqlError } from './errors.ts';
import type { Member } from './live/member.ts';

/** One subscription whose events are sent to a router. */
export interface CallbackSubscription {
  readonly callback: Callback;
  /** Where its results come. */
  readonly outlet: CallbackOutlet;
  /** The subscription itself, to be returned when the router has no more use for it. */
  readonly member: Pick<Member, 'return'>;
  /** Words an error for the router. */
  readonly present: (error: GraphQLError) => GraphQLFormattedError;
  /** Told why it ended before its time. */
  readonly onLost: (why: string) => void;
}

/** How the process goes: `leave` has every subscription say goodbye, `cutOff` lets them wait for nothing any more. */
export interface Departure {
  readonly leave: AbortSignal;
  readonly cutOff: AbortSignal;
}

// Hive Gateway's patience is exactly the interval that it asks for, so the last moment would be too late.
const BEATS_PER_INTERVAL = 2;
const SHORTEST_BEAT_MS = 250;
const LONGEST_BEAT_MS = 30_000;

const leaving = new DomainError(
  'SERVICE_UNAVAILABLE',
  'This process shuts down. Subscribe again, with `after` set to the last cursor.',
);
const undelivered = new DomainError(
  'SERVICE_UNAVAILABLE',
  'The router did not take an event. Subscribe again, with `after` set to the last cursor.',
);

/**
 * Sends results one after the other until there are no more, the router ends it or cannot be reached, or the process
 * leaves; then says `complete`. Settled, and never rejected, when all that is over.
 */
export async function runCallback(
  { callback, outlet, member, present, onLost }: CallbackSubscription,
  { leave, cutOff }: Departure,
): Promise<void> {
  const over = new AbortController();
  let isLost = false;
  let routerEnded = false;
  let error: unknown;
  const close = () => {
    outlet.end();
    void member.return();
  };
  // What waits by then is still sent.
  const end = () => {
    error ??= leaving;
    close();
  };

  const deliver = async (message: Message, signal: AbortSignal): Promise<boolean> => {
    const outcome = await send(callback, message, signal);
    if (outcome === 'taken' || over.signal.aborted) return true;
    isLost = true;
    if (outcome === 'ended') routerEnded = true;
    else {
      error ??= undelivered;
      onLost(`A subscription by callback ends: the router's answer to ${message.action} is "${outcome}".`);
    }
    close();
    return false;
  };

  leave.addEventListener('abort', end);
  if (leave.aborted) end();
  const beating = beat(callback, over.signal, () => deliver({ action: 'check' }, over.signal));
  try {
    for await (const payload of outlet.take()) {
      if (isLost || !(await deliver({ action: 'next', payload }, cutOff))) break;
    }
  } catch (problem) {
    error ??= problem;
  }
  over.abort();
  leave.removeEventListener('abort', end);
  close();
  await beating;
  if (routerEnded) return;
  const errors = error === undefined ? {} : { errors: [present(asGraphqlError(error))] };
  await send(callback, { action: 'complete', ...errors }, cutOff);
}

// At most at this rate; a slow answer makes it slower.
async function beat({ heartbeatMs }: Callback, over: AbortSignal, check: () => Promise<boolean>) {
  if (heartbeatMs === 0) return;
  const pauseMs = Math.max(SHORTEST_BEAT_MS, Math.min(heartbeatMs / BEATS_PER_INTERVAL, LONGEST_BEAT_MS));
  const pause = () => sleep(pauseMs, undefined, { signal: over });
  try {
    await pause();
    for (let heard = true; heard; ) [heard] = await Promise.all([check(), pause()]);
  } catch {
    // It is over.
  }
}
