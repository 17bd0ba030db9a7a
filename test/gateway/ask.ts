import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWebsocketClient } from 'graphql-ws';

/** What came back for a request, or as one event of a subscription. */
export interface GatewayAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test asserts
  readonly data?: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly errors?: readonly any[];
}

/** Asks as any GraphQL client does. */
export async function ask(url: string, query: string, variables: object = {}): Promise<GatewayAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as GatewayAnswer;
}

/** What a subscriber hears; `stop` hangs up, whether or not the subscription is over. */
export interface Subscription {
  next(): Promise<IteratorResult<GatewayAnswer>>;
  stop(): Promise<void>;
}

/** Subscribes by server-sent events, which gateways offer on the address of queries. */
export function subscribeBySse(url: string, query: string, variables: Record<string, unknown>): Subscription {
  const client = createSseClient({ url, retryAttempts: 0 });
  const events = client.iterate({ query, variables });
  return {
    next: () => events.next() as never,
    async stop() {
      client.dispose();
    },
  };
}

/** Subscribes by graphql-transport-ws. */
export function subscribeByWebsocket(
  url: string,
  query: string,
  variables: Record<string, unknown>,
  connectionParams: Record<string, unknown> = {},
): Subscription {
  const client = createWebsocketClient({
    url: url.replace('http', 'ws'),
    connectionParams,
    retryAttempts: 0,
  });
  const events = client.iterate({ query, variables });
  return {
    next: () => events.next() as never,
    async stop() {
      await client.dispose();
    },
  };
}
