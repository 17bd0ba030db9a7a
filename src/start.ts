import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { AlertService } from './alerts/service.ts';
import type { Config } from './config.ts';
import { waitForDatabase } from './db/availability.ts';
import { type Connection, closeDatabase, openDatabase } from './db/client.ts';
import { databaseNow } from './db/clock.ts';
import { probeDatabase } from './db/connection.ts';
import { migrate } from './db/migrate.ts';
import { Outages, type Say } from './db/outages.ts';
import type { ProvidedDatabase } from './db/provide.ts';
import { keepDemoCurrent } from './demo/keep.ts';
import { createAlertDesk } from './environment/alerts/desk.ts';
import { createLister } from './environment/list/lister.ts';
import { Evaluator } from './evaluation/evaluator.ts';
import type { LiveFeed } from './feed/feed.ts';
import { openFeed } from './feed/open.ts';
import { keepPruned } from './feed/prune.ts';
import { createReader, type Reader } from './read/reader.ts';
import { type RunningServer, startServer } from './server/http.ts';

/** The whole service while it runs. */
export interface RunningService {
  readonly url: string;
  /** Where its database is. */
  readonly connection: string | Connection;
  /** Goes on for as long as the settings say, with /readyz at 503, and then ends everything. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 3_000;
/** What it takes to cut notifications short and to note that they are to be tried again. */
const ALERTING_PATIENCE_MS = 6_000;

/** Steps to undo, the last first. One that fails or hangs does not keep the others from being taken. */
class WayDown {
  readonly #steps: { name: string; undo: () => Promise<unknown>; patienceMs: number }[] = [];
  readonly #log: FastifyBaseLogger;

  constructor(log: FastifyBaseLogger) {
    this.#log = log;
  }

  add(name: string, undo: () => Promise<unknown>, patienceMs = PATIENCE_MS): void {
    this.#steps.unshift({ name, undo, patienceMs });
  }

  async take(): Promise<void> {
    for (const { name, undo, patienceMs } of this.#steps.splice(0)) {
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => late.reject(new Error(`It took over ${patienceMs} ms.`)), patienceMs);
      await Promise.race([undo(), late.promise])
        .catch((err: unknown) => this.#log.error({ err }, `The ${name} did not stop cleanly.`))
        .finally(() => clearTimeout(timer));
    }
  }
}

/**
 * Starts everything in order: database, migrations, demo data, feed, server. A step that fails takes down what was
 * started before it, and so does the signal, with its reason, when it comes before the end.
 */
export async function startService(
  config: Config,
  log: FastifyBaseLogger,
  database: Promise<ProvidedDatabase>,
  signal: AbortSignal,
): Promise<RunningService> {
  const way = new WayDown(log);
  try {
    const { connection, release } = await database;
    // An embedded one has deadlines of its own, and only then the data are safe.
    way.add('database', release, 60_000);
    signal.throwIfAborted();
    const db = openDatabase(connection, {
      poolSize: config.databasePoolSize,
      statementTimeoutMs: config.statementTimeoutMs,
    });
    way.add('database pool', () => closeDatabase(db));
    await waitForDatabase(db, {
      timeoutMs: config.databaseWaitMs,
      onWaiting: (message) => log.warn(message),
      signal,
    });
    await migrate(db);
    const probe = openDatabase(connection, {
      poolSize: 1,
      applicationName: 'technical-environment probe',
      statementTimeoutMs: config.statementTimeoutMs,
    });
    way.add('probe connection', () => closeDatabase(probe));
    const outages = new Outages({
      probe: () => probeDatabase(probe),
      write: (level, message, err) => log[level]({ err }, message),
    });
    way.add('watch for outages', () => outages.stop());
    const reader = createReader(db);
    if (config.demoData) way.add('demo data', await keepDemoCurrent(db, reader, outages.logOfOne()));
    signal.throwIfAborted();

    const feed = await startFeed(connection, config, outages.logOfOne(), way);
    const now = () => new Date();
    const evaluator = new Evaluator({
      db,
      reader,
      feed,
      // Alerts count from when a state began, by the same clock.
      now: () => databaseNow(db),
      log: outages.logOfOne(),
    });
    evaluator.start();
    way.add('evaluation', () => evaluator.stop());
    const alerting = prepareAlerting(connection, config, { reader, feed }, outages.logOfOne(), way);
    const alerts = createAlertDesk(db, {
      mailFrom: config.smtpFrom,
      send: (tx, id) => alerting.send(tx, id),
      tell: (tx, customerId) => alerting.tell(tx, customerId),
      async refusalOf(channel) {
        // Seldom needed, so not read at the start.
        const { refusalOfChannel } = await import('./alerts/delivery/check-channel.ts');
        const { createPermits } = await import('./alerts/delivery/addresses.ts');
        const permits = createPermits(config.egressAllow);
        return refusalOfChannel(channel, { permits, hasMail: config.smtpUrl !== null });
      },
    });
    const services = {
      db,
      probe,
      reader,
      feed,
      outages,
      listEnvironments: createLister(db),
      alerts,
      alertStats: () => alerting.stats,
      alertBacklog: () => alerting.backlog(),
      now,
    };
    const server: RunningServer = await startServer({ config, services, log });
    way.add('server', () => server.stop(), config.shutdownGraceMs + PATIENCE_MS);
    signal.throwIfAborted();
    // Nobody waits for it, while somebody may wait for the first answer.
    alerting.start();
    way.add('alerting', () => alerting.stop(), ALERTING_PATIENCE_MS);
    return {
      url: server.url,
      connection,
      async stop() {
        server.announceStop();
        await sleep(config.shutdownDelayMs);
        await way.take();
      },
    };
  } catch (error) {
    await way.take();
    throw error;
  }
}

async function startFeed(
  connection: string | Connection,
  { feedRetentionHours }: Config,
  say: Say,
  way: WayDown,
): Promise<LiveFeed> {
  const { feed, db, close } = await openFeed(connection, say);
  way.add('feed', close);
  way.add('pruning', keepPruned(db, feedRetentionHours, say));
  return feed;
}

// Alerts have connections of their own, so that requests that use up the pool cannot hold them back.
function prepareAlerting(
  connection: string | Connection,
  config: Config,
  { reader, feed }: { reader: Reader; feed: LiveFeed },
  log: Say,
  way: WayDown,
): AlertService {
  const db = openDatabase(connection, {
    poolSize: 3,
    applicationName: 'technical-environment alerts',
    statementTimeoutMs: config.statementTimeoutMs,
  });
  way.add('alerting connections', () => closeDatabase(db));
  return new AlertService({
    db,
    reader,
    feed,
    createDeliverer: async () => {
      // Not needed to answer requests, so not read before the first of them.
      const { createDeliverer } = await import('./alerts/delivery/deliverer.ts');
      const { egressAllow, smtpUrl, smtpFrom, deliveryTimeoutMs: timeoutMs } = config;
      return createDeliverer({ egressAllow, smtpUrl, smtpFrom, timeoutMs });
    },
    retentionDays: config.alertRetentionDays,
    grouping: { waitMs: config.alertGroupWaitMs, intervalMs: config.alertGroupIntervalMs },
    log,
  });
}
