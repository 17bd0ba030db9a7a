/** How a channel is reached. */
export type ChannelKind = 'WEBHOOK' | 'SLACK' | 'EMAIL';

/** Somewhere that notifications go to. */
export interface Channel {
  readonly id: string;
  readonly kind: ChannelKind;
  /** A URL, or for EMAIL one mail address. */
  readonly target: string;
  /** Signing keys of a WEBHOOK (`whsec_…`): the first signs, a second one also signs during rotation. */
  readonly secrets: readonly string[];
}

/** An alert as a notification tells of it; times are ISO 8601. */
export interface NotifiedAlert {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: 'HIGH' | 'MEDIUM' | 'LOW';
  /** What it is about, such as an integration's name. */
  readonly subject: string;
  readonly description: string;
  readonly since: string;
  readonly resolvedAt: string | null;
}

/** One message to one channel. Names and texts may come from customers and hold anything. */
export interface Notification {
  /** Constant over retries: `webhook-id` and `Message-ID` are made from it. */
  readonly id: string;
  readonly at: string;
  readonly kind: 'FIRING' | 'RESOLVED' | 'TEST' | 'CUSTOMER_MESSAGE';
  /** Null: it is about no single one. */
  readonly customer: { readonly id: string; readonly name: string } | null;
  readonly alerts: readonly NotifiedAlert[];
  /** Of a CUSTOMER_MESSAGE. */
  readonly subject?: string;
  /** Of a CUSTOMER_MESSAGE. */
  readonly text?: string;
  /** Of a CUSTOMER_MESSAGE: the mail address that answers go to; null: nobody is known. */
  readonly replyTo?: string | null;
}

/** What became of one attempt; reasons are sentences for the person who looks after the channel. */
export type Outcome =
  | { readonly kind: 'DELIVERED'; readonly detail: string }
  /** Try again: not before `afterMs` where the receiver or our own guard asks for that. */
  | { readonly kind: 'RETRY'; readonly reason: string; readonly afterMs: number | null }
  /** Only a change of the channel or the settings can help. */
  | { readonly kind: 'FAILED'; readonly reason: string }
  /** The receiver wants nothing more: the channel gets disabled. */
  | { readonly kind: 'GONE'; readonly reason: string };

/** Makes one attempt at a time; whoever calls it retries. */
export interface Deliverer {
  /** Rejects only for a defect of ours; every trouble with the outside is an outcome. */
  deliver(channel: Channel, notification: Notification, signal: AbortSignal): Promise<Outcome>;
  /** Cuts attempts short, as RETRY, and closes every socket. */
  close(): Promise<void>;
}
