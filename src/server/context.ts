import type { FastifyBaseLogger } from 'fastify';
import type { JudgingStats } from '../alerts/evaluate.ts';
import type { AlertBacklog } from '../alerts/service.ts';
import type { Database, Transaction } from '../db/client.ts';
import type { AlertDesk } from '../environment/alerts/desk.ts';
import type { Context } from '../environment/context.ts';
import type { EnvironmentLister } from '../environment/list/lister.ts';
import type { Feed } from '../feed/feed.ts';
import type { Identity } from '../read/gate.ts';
import { Loaders } from '../read/loaders.ts';
import type { Reader } from '../read/reader.ts';
import { orUnavailable } from '../read/unavailable.ts';
import type { Signer } from '../report/signature.ts';
import { createLogError, type OutageJudge } from './log-error.ts';
import type { ReportLinks } from './rest/links.ts';

/** What the service is made of, as far as requests need it. */
export interface Services {
  readonly db: Database;
  /** A connection that requests cannot use up. */
  readonly probe: Database;
  readonly reader: Reader;
  readonly feed: Feed;
  readonly listEnvironments: EnvironmentLister;
  readonly alerts: AlertDesk;
  /** What judging alerts has done; where this process does not, there are no figures of it. */
  readonly alertStats?: () => Readonly<JudgingStats>;
  /** What alerting has left undone. */
  readonly alertBacklog?: () => Promise<AlertBacklog>;
  /** Keeps what requests meet while the database is away out of the log; where nobody watches, all is logged. */
  readonly outages?: OutageJudge;
  readonly reportLinks: ReportLinks;
  /** Signs reports; null where no key is set. */
  readonly signReport: Signer | null;
  /** The clock; only tests have another. */
  readonly now: () => Date;
}

/** What is known of a request before it is looked at. */
export interface RequestFacts {
  readonly identity: Identity;
  readonly requestId: string;
  readonly log: FastifyBaseLogger;
}

/**
 * A context: one for each request, for each operation on a socket, and for what is executed together for an event. Its fields
 * are not private to the language, since Apollo Server works on a copy that would be without them.
 */
export class RequestContext implements Context {
  readonly identity: Identity;
  readonly requestId: string;
  private readonly services: Services;
  private readonly log: FastifyBaseLogger;
  // Made when first asked for: thousands of idle subscriptions have a context each.
  private madeLoaders: Loaders | null = null;

  constructor(services: Services, { identity, requestId, log }: RequestFacts) {
    this.services = services;
    this.identity = identity;
    this.requestId = requestId;
    this.log = log;
  }

  get feed(): Feed {
    return this.services.feed;
  }

  get listEnvironments(): EnvironmentLister {
    return this.services.listEnvironments;
  }

  get alerts(): AlertDesk {
    return this.services.alerts;
  }

  get loaders(): Loaders {
    const { reader, now } = this.services;
    this.madeLoaders ??= new Loaders(reader, this.identity, now());
    return this.madeLoaders;
  }

  renewLoaders(): void {
    this.madeLoaders = null;
  }

  async write(work: (tx: Transaction) => Promise<void>): Promise<void> {
    const { db, feed } = this.services;
    const writing = db.tx(async (tx) => {
      await tx.any("select set_config('app.actor', $1, true)", [this.identity.subject]);
      await work(tx);
    });
    await orUnavailable(writing);
    this.renewLoaders();
    feed.wake();
  }

  linkReport(customerId: string, includeHealth: boolean) {
    const { reportLinks, now } = this.services;
    return reportLinks.make({ customerId, includeHealth }, now());
  }

  // Handed on by itself.
  readonly logError = (error: unknown, message: string): void => {
    createLogError(this.log, this.requestId, this.services.outages)(error, message);
  };
}

/** A context for all events that are executed together: their loaders are new once, and shared. */
export class EventContext extends RequestContext {
  override renewLoaders(): void {}
}
