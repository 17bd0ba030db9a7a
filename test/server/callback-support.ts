import { vi } from 'vitest';
import { LiveFeed } from '../../src/feed/feed.ts';
import type { RouterSubscription } from '../gateway/callback-double.ts';
import type { TestService } from '../support/service.ts';

/** Status changes of one customer, with what a client resumes by. */
export const CHANGES = `subscription ($id: ID, $after: String) {
  integrationStatusChanged(customerId: $id, after: $after) { cursor previousCursor status integration { name status } }
}`;

/** What the router was answered. */
export interface Answered {
  readonly status: number;
  readonly type: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test asserts
  readonly body: any;
}

/** Asks as a router does: POST, with the media type of the protocol. */
export async function askForCallback(
  { url }: Pick<TestService, 'url'>,
  extension: unknown,
  request: { readonly query?: string; readonly variables?: object } = {},
  headers: Record<string, string> = {},
): Promise<Answered> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json;callbackSpec=1.0', ...headers },
    body: JSON.stringify({ query: CHANGES, ...request, extensions: { subscription: extension } }),
  });
  const type = response.headers.get('content-type');
  return { status: response.status, type, body: await response.json() };
}

/** The actions that came, in order. */
export const actionsOf = ({ messages }: RouterSubscription) => messages.map(({ action }) => action);

/** The events that came, each as the field holds it. */
export const eventsOf = ({ messages }: RouterSubscription) =>
  messages.flatMap(({ payload }) => payload?.data?.integrationStatusChanged ?? []);

/** Counts the feed's streams that are open, from now on; `restore` in `afterAll`. */
export function countStreams() {
  const open = new Set<object>();
  const follow = LiveFeed.prototype.follow;
  const spy = vi.spyOn(LiveFeed.prototype, 'follow').mockImplementation(function (this: LiveFeed, ...of) {
    const stream = follow.apply(this, of);
    const { next, return: close } = stream;
    open.add(stream);
    const watch = <T extends IteratorResult<unknown>>(result: T): T => {
      if (result.done) open.delete(stream);
      return result;
    };
    stream.next = async () => watch(await next.call(stream));
    stream.return = async () => watch(await close.call(stream));
    return stream as never;
  });
  return { count: () => open.size, restore: () => spy.mockRestore() };
}
