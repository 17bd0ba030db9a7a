import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '../db/client.ts';
import type { AlertDesk } from '../environment/alerts/desk.ts';
import type { Context } from '../environment/context.ts';
import type { EnvironmentLister } from '../environment/list/lister.ts';
import type { Feed } from '../feed/feed.ts';
import type { Identity } from '../read/gate.ts';
import { Loaders } from '../read/loaders.ts';
import type { Reader } from '../read/reader.ts';
import { orUnavailable } from '../read/unavailable.ts';

/** What the service is made of, as far as requests need it. */
export interface Services {
  readonly db: Database;
  /** A connection that requests cannot use up. */
  readonly probe: Database;
  readonly reader: Reader;
  readonly feed: Feed;
  readonly listEnvironments: EnvironmentLister;
  readonly alerts: AlertDesk;
  /** The clock; only tests have another. */
  readonly now: () => Date;
}

/** What is known of a request before it is looked at. */
export interface RequestFacts {
  readonly identity: Identity;
  readonly requestId: string;
  readonly log: FastifyBaseLogger;
}

/** A fresh context: one for each request, or for each operation on a socket. */
export function createContext(
  { db, reader, feed, listEnvironments, alerts, now }: Services,
  { identity, requestId, log }: RequestFacts,
): Context {
  const newLoaders = () => new Loaders(reader, identity, now());
  return {
    identity,
    requestId,
    feed,
    listEnvironments,
    alerts,
    loaders: newLoaders(),
    renewLoaders() {
      this.loaders = newLoaders();
    },
    async write(work) {
      const writing = db.tx(async (tx) => {
        await tx.any("select set_config('app.actor', $1, true)", [identity.subject]);
        await work(tx);
      });
      await orUnavailable(writing);
      this.renewLoaders();
      feed.wake();
    },
    logError: (error, message) => log.error({ err: error, requestId }, message),
  };
}
