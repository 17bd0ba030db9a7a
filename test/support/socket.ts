import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** A subscription as a client holds it. */
export interface TestSubscription {
  /** What comes next. Rejects when the subscription ends first, or when nothing comes in time. */
  // biome-ignore lint/suspicious/noExplicitAny: what comes is what the test asserts
  next(withinMs?: number): Promise<any>;
}

/** A client's socket to the service, over graphql-transport-ws. */
export interface TestSocket {
  /** Settled when the server has taken us in; rejects with the close event when it has not. */
  readonly open: Promise<void>;
  /** How the server closed it. */
  readonly closed: Promise<{ code: number; reason: string }>;
  subscribe(query: string, variables?: Record<string, unknown>): TestSubscription;
  /** Leaves; call it in `afterEach` for what the server has not closed. */
  close(): Promise<void>;
}

/** Opens a socket to the service at this HTTP address. */
export function openSocket(url: string, connectionParams: Record<string, unknown> = {}): TestSocket {
  const open = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  open.promise.catch(() => {});
  const client: Client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams,
    lazy: false,
    retryAttempts: 0,
    onNonLazyError: () => {},
    on: {
      connected: () => open.resolve(),
      closed(event) {
        const { code, reason } = event as { code: number; reason: string };
        open.reject(new Error(`The socket was closed with ${code} ${reason}.`));
        closed.resolve({ code, reason });
      },
    },
  });
  return {
    open: open.promise,
    closed: closed.promise,
    subscribe: (query, variables = {}) => subscribeOn(client, query, variables),
    close: async () => client.dispose(),
  };
}

function subscribeOn(client: Client, query: string, variables: Record<string, unknown>): TestSubscription {
  const results = client.iterate({ query, variables });
  let pending: Promise<IteratorResult<unknown>> | undefined;
  return {
    async next(withinMs = 5_000) {
      // One that nothing came for in time is still the next.
      pending ??= results.next();
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => late.reject(new Error(`Nothing came in ${withinMs} ms.`)), withinMs);
      try {
        const { done, value } = await Promise.race([pending, late.promise]);
        pending = undefined;
        if (done) throw new Error('The subscription has ended.');
        return value;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
