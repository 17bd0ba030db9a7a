import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import WebSocket from 'ws';

type Request = { query: string; variables: Record<string, unknown> };
type Ask = (address: string, request: Request) => { results: AsyncIterator<unknown>; leave: () => void };

/** The ways to subscribe directly. */
export const TRANSPORTS: Readonly<Record<'WebSocket' | 'SSE', Ask>> = {
  WebSocket(address, request) {
    const url = `${address.replace('http', 'ws')}/graphql`;
    const client = createSocketClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
    return { results: client.iterate(request), leave: () => void client.dispose() };
  },
  SSE(address, request) {
    const client = createSseClient({ url: `${address}/graphql/stream`, retryAttempts: 0 });
    return { results: client.iterate(request), leave: () => client.dispose() };
  },
};

/** What a subscription is answered first: an error's code, `event`, `end`, or `silence` when time is up. */
export async function firstAnswer(
  transport: keyof typeof TRANSPORTS,
  address: string,
  request: Request,
  withinMs: number,
): Promise<string> {
  const { results, leave } = TRANSPORTS[transport](address, request);
  const silence = Promise.withResolvers<'silence'>();
  const timer = setTimeout(() => silence.resolve('silence'), withinMs);
  const answer = results.next().then(({ done, value }) => (done ? 'end' : (codeOf(value) ?? 'event')));
  try {
    return await Promise.race([
      answer.catch((error: unknown) => codeOf(error) ?? String(error)),
      silence.promise,
    ]);
  } finally {
    clearTimeout(timer);
    leave();
  }
}

// Errors come alone, as a list, or in the place of an event.
function codeOf(answer: unknown): string | undefined {
  const { errors = answer } = answer as { errors?: unknown };
  return Array.isArray(errors) ? errors.map(({ extensions }) => String(extensions?.code)).join() : undefined;
}
