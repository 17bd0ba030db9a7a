import { expect, vi } from 'vitest';
import { LiveFeed } from '../../src/feed/feed.ts';
import type { Topic } from '../../src/feed/topic.ts';
import { addCustomer, addIntegration, settled } from '../feed/support.ts';
import type { CallbackDouble, RouterSubscription } from '../gateway/callback-double.ts';
import { startTestService, type TestService } from '../support/service.ts';

/** Status changes of one customer, with what a client resumes by. */
export const CHANGES = `subscription ($id: ID, $after: String) {
  integrationStatusChanged(customerId: $id, after: $after) { cursor previousCursor status reason integration { name status } }
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

/** A subscription of the router's to a customer's changes, that stands. */
export async function subscribe(
  router: CallbackDouble,
  service: TestService,
  { id, heartbeatMs, after }: { id: string; heartbeatMs?: number; after?: string },
): Promise<RouterSubscription> {
  const subscription = router.open(heartbeatMs);
  const { status, body } = await askForCallback(service, subscription.extension, {
    variables: { id, after },
  });
  expect({ status, body }).toEqual({ status: 200, body: { data: null } });
  return subscription;
}

/** The actions that came, in order. */
export const actionsOf = ({ messages }: RouterSubscription) => messages.map(({ action }) => action);

/** The events that came, each as the field holds it. */
export const eventsOf = ({ messages }: RouterSubscription) =>
  messages.flatMap(({ payload }) => payload?.data?.integrationStatusChanged ?? []);

/** The feed's streams that are being read, from now on; call `restore` in `afterAll`. */
export function watchStreams() {
  const open = new Map<object, Topic['customers']>();
  const { follow } = LiveFeed.prototype;
  const spy = vi.spyOn(LiveFeed.prototype, 'follow').mockImplementation(function (
    this: LiveFeed,
    topic,
    after,
  ) {
    const stream = follow.call(this, topic, after);
    const { batches } = stream;
    stream.batches = async function* () {
      open.set(stream, topic.customers);
      try {
        yield* batches.call(stream);
      } finally {
        open.delete(stream);
      }
    };
    return stream as never;
  });
  return {
    /** How many are open: of this customer, or all. Subscriptions that are told the same share one. */
    count: (customer?: string) =>
      [...open.values()].filter((of) => customer === undefined || (of !== 'all' && of.has(customer))).length,
    restore: () => spy.mockRestore(),
  };
}

/** A service on an empty database, which calls these routers back. */
export function startCallingService(
  routers: readonly CallbackDouble[],
  variables: Record<string, string> = {},
): Promise<TestService> {
  const origins = routers.map(({ origin }) => origin).join(', ');
  return startTestService({ variables: { CALLBACK_ORIGINS: origins, ...variables } });
}

/** A customer with one integration. */
export async function addWatched({ db }: TestService) {
  const id = await addCustomer(db);
  const integration = await addIntegration(db, id);
  await settled(db);
  return {
    id,
    async setStatus(status: string) {
      await db.none('update integrations set status = $2 where id = $1', [integration, status]);
    },
  };
}
