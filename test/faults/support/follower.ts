import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { monotonicMs } from './clock.ts';

/** An event as it came to a follower. */
export interface Heard {
  readonly number: number;
  readonly cursor: string;
  readonly previousCursor: string;
  /** On the monotonic clock. */
  readonly at: number;
}

/** A client that does what the documentation asks of one: it remembers the last cursor, and resumes after it. */
export interface Follower {
  readonly heard: readonly Heard[];
  /** When each gap showed, on the monotonic clock, and after which event. */
  readonly gaps: readonly { readonly at: number; readonly after: string }[];
  /** With which codes its sockets were closed by the other side. */
  readonly closes: readonly number[];
  /** The codes of errors that it was told. */
  readonly errors: readonly string[];
  stop(): Promise<void>;
}

/** How a client may be careless, to show that a test would notice. */
export interface Carelessness {
  /** Subscribes anew without `after`. */
  readonly forgets?: boolean;
  /** Takes what comes without a look at `previousCursor`. */
  readonly trusts?: boolean;
}

/** All that a follower asks for. */
export const QUERY = `subscription ($after: String) {
  integrationStatusChanged(after: $after) { cursor previousCursor reason }
}`;

const LONGEST_PAUSE_MS = 100;
/** Long enough for something to be missed, also where the feed is read late on a busy machine. */
const FORGETFUL_PAUSE_MS = 1_000;

/** Follows all status changes after a cursor, or from now on where it is null, at whatever address there is to be had each time it connects. */
export function follow(
  address: () => string,
  start: string | null,
  { forgets = false, trusts = false }: Carelessness = {},
): Follower {
  const heard: Heard[] = [];
  const gaps: { at: number; after: string }[] = [];
  const closes: number[] = [];
  const errors: string[] = [];
  let last = start;
  let stopped = false;
  let hangUp = () => {};

  const listen = async () => {
    const client = createClient({
      url: `${address().replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      on: { closed: (event) => !stopped && closes.push((event as { code: number }).code) },
    });
    hangUp = () => client.terminate();
    const variables = { after: forgets && heard.length > 0 ? null : last };
    for await (const { data } of client.iterate<Record<string, Heard & { reason: string }>>({
      query: QUERY,
      variables,
    })) {
      const { cursor, previousCursor, reason } = data?.integrationStatusChanged ?? lacking();
      if (last !== null && previousCursor !== last && !forgets) {
        gaps.push({ at: monotonicMs(), after: last });
        if (!trusts) break;
      }
      last = cursor;
      heard.push({ number: Number(reason), cursor, previousCursor, at: monotonicMs() });
    }
    client.terminate();
  };
  const running = (async () => {
    while (!stopped && !(start && errors.includes('CURSOR_EXPIRED'))) {
      await listen().catch((error: unknown) => stopped || errors.push(...codesOf(error)));
      // Nothing is missed by who asked for no place.
      if (!start && errors.includes('CURSOR_EXPIRED')) last = null;
      if (!stopped) await sleep(forgets ? FORGETFUL_PAUSE_MS : Math.random() * LONGEST_PAUSE_MS);
    }
  })();
  return {
    heard,
    gaps,
    closes,
    errors,
    async stop() {
      stopped = true;
      hangUp();
      await running;
    },
  };
}

function lacking(): never {
  throw new Error('An event came without its data.');
}

// A socket that is closed is no error: that is what resuming is for.
function codesOf(error: unknown): string[] {
  if (error instanceof Error) return [error.message];
  return Array.isArray(error) ? error.map(({ extensions }) => String(extensions?.code)) : [];
}
