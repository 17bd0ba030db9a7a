import { type Client, createClient } from 'graphql-ws';

/** What a subscriber got: an event, or the errors in its place. */
export interface Message {
  // biome-ignore lint/suspicious/noExplicitAny: what a message holds is what the test asserts
  readonly data?: any;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** One subscription over graphql-transport-ws. */
export interface Subscriber {
  /** All that came, in order. */
  readonly messages: Message[];
  /** The next one that was not taken yet. */
  next(): Promise<Message>;
  /** Hangs up this subscription; the socket stays. */
  stop(): void;
}

/** One socket. */
export interface Socket {
  /** Subscribes; settled once the server listens to the feed for it. */
  subscribe(query: string, variables?: Record<string, unknown>): Promise<Subscriber>;
  close(): Promise<void>;
}

/** Opens a socket to a service's `/graphql`. */
export function openSocket(url: string): Socket {
  const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, retryAttempts: 0 });
  return {
    async subscribe(query, variables = {}) {
      const subscriber = follow(client, query, variables);
      // The server takes messages in order, so when this is answered the one before it has been taken.
      for await (const _ of client.iterate({ query: '{ __typename }' }));
      return subscriber;
    },
    close: async () => client.dispose(),
  };
}

function follow(client: Client, query: string, variables: Record<string, unknown>): Subscriber {
  const messages: Message[] = [];
  let taken = 0;
  let arrived = Promise.withResolvers<void>();
  const add = (message: Message) => {
    messages.push(message);
    arrived.resolve();
    arrived = Promise.withResolvers<void>();
  };
  const stop = client.subscribe(
    { query, variables },
    {
      next: (message) => add(message as Message),
      error: (errors) => add({ errors: errors as NonNullable<Message['errors']> }),
      complete: () => {},
    },
  );
  return {
    messages,
    stop,
    async next() {
      while (messages.length <= taken) await arrived.promise;
      taken += 1;
      return messages[taken - 1] as Message;
    },
  };
}
