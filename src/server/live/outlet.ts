/** With less than this before it, a subscriber reads well enough to be sent more. */
export const READY_BYTES = 65_536;

/** What subscriptions come over. */
export type Transport = 'websocket' | 'sse' | 'callback';

/** The way to one subscriber, whatever the transport. */
export interface Outlet {
  readonly transport: Transport;
  /** What it shares with other subscribers, where it does: it counts how many it carries. */
  readonly connection?: { subscriptions: number };
  /** Sends results, each as JSON text, in order; never waits. False: nobody is there any more, and they are dropped. */
  send(results: readonly string[]): boolean;
  /** Whether the subscriber has read most of what was sent over its connection, or is gone. */
  readonly isReady: boolean;
  /** Settled once that may be so. */
  ready(): Promise<void>;
  /** Says that nothing more will come, or the errors for which the subscription cannot go on. */
  end(...errors: readonly unknown[]): void;
}
