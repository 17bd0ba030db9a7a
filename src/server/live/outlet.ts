/** What subscriptions come over. */
export type Transport = 'websocket' | 'sse' | 'callback';

/** The way to one subscriber, whatever the transport. */
export interface Outlet {
  readonly transport: Transport;
  /** What it shares with other subscribers, where it does: it counts how many it carries. */
  readonly connection?: { subscriptions: number };
  /** Sends results, each as JSON text, in order; never waits. False: nobody is there any more, and they are dropped. */
  send(results: readonly string[]): boolean;
  /** Settled once the subscriber has read most of what was sent, or is gone. */
  ready(): Promise<void>;
  /** Says that nothing more will come, or the errors for which the subscription cannot go on. */
  end(...errors: readonly unknown[]): void;
}
