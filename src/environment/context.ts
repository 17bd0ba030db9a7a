import type { Transaction } from '../db/client.ts';
import type { Feed } from '../feed/feed.ts';
import type { Identity } from '../read/gate.ts';
import type { Loaders } from '../read/loaders.ts';
import type { AlertDesk } from './alerts/desk.ts';
import type { EnvironmentLister } from './list/lister.ts';

/** An address that opens something until its time is over. */
export interface ReportLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/** What every resolver is given: one for each request, and for each event of a subscription new loaders. */
export interface Context {
  readonly identity: Identity;
  readonly requestId: string;
  readonly feed: Feed;
  readonly listEnvironments: EnvironmentLister;
  readonly alerts: AlertDesk;
  readonly loaders: Loaders;
  /** Replaces the loaders, so that what they remember is as new as the event at hand. */
  renewLoaders(): void;
  /**
   * Runs work in a transaction whose histories name the caller; once it is committed, the loaders are new and the feed is
   * looked at.
   */
  write(work: (tx: Transaction) => Promise<void>): Promise<void>;
  /** A link to the PDF of a customer's report that opens without credentials, for a short time. */
  linkReport(customerId: string, includeHealth: boolean): ReportLink;
  /** Writes an error that the client is not shown to the log, under the request's id. */
  logError(error: unknown, message: string): void;
}
