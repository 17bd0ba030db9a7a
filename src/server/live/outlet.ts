/** What subscriptions come over, so far as results are shared. */
export type Transport = 'websocket' | 'sse';

/** The way to one subscriber, whatever the transport. */
export interface Outlet {
  readonly transport: Transport;
  /** Sends results, each as JSON text, in order; never waits. What cannot be sent any more is dropped. */
  send(results: readonly string[]): void;
  /** Settled once the subscriber has read most of what was sent, or is gone. */
  ready(): Promise<void>;
  /** Says that nothing more will come, or the errors for which the subscription cannot go on. */
  end(...errors: readonly unknown[]): void;
}
