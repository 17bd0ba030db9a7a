import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { JudgingStats } from '../alerts/evaluate.ts';
import type { AlertBacklog } from '../alerts/service.ts';
import type { FeedStats } from '../feed/feed.ts';
import type { Callbacks } from './callback.ts';
import type { Live } from './live/live.ts';

/** What metrics are taken from, each looked at when somebody asks. */
export interface MetricSources {
  readonly feed: () => FeedStats;
  readonly live: () => Live['stats'];
  readonly alerts: (() => Readonly<JudgingStats>) | undefined;
  readonly alertBacklog: (() => Promise<AlertBacklog>) | undefined;
  readonly callbacks: () => Callbacks['stats'];
  readonly doors: Readonly<Record<string, () => { readonly sockets: number; readonly cut: number }>>;
}

/** Figures must not wait for a database that does not answer. */
const PATIENCE_MS = 2_000;
const PREFIX = 'technical_environment_';

/** Serves `/metrics` in the text format of Prometheus: numbers of the whole process, none of a customer's. */
export function serveMetrics(app: FastifyInstance, sources: MetricSources): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const { feed, live, alerts, alertBacklog, callbacks, doors } = sources;
  const registers = [registry];

  /** A figure that goes up and down. */
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name: PREFIX + name,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });
  /** A count since the start. */
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name: PREFIX + name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  const byTransport = (figure: Gauge<'transport'> | Counter<'transport'>, values: Record<string, number>) => {
    figure.reset();
    for (const [transport, value] of Object.entries(values)) figure.inc({ transport }, value);
  };

  counter('feed_events_total', 'Events read from the feed.', () => feed().events);
  counter('feed_read_failures_total', 'Failed reads of the event table.', () => feed().failures);
  counter(
    'feed_overflows_total',
    'Times that a consumer in this process fell so far behind that it was given the rest from the table.',
    () => feed().overflows,
  );
  gauge('feed_lag_seconds', 'From the writing of the last event to its reading.', () => feed().lagSeconds);
  gauge(
    'feed_read_age_seconds',
    'Since the event table was last read with success: well below a second while all is well.',
    () => feed().readAgeSeconds,
  );
  gauge(
    'feed_horizon_age_seconds',
    'For how long a running transaction has kept later events back.',
    () => feed().horizonAgeSeconds,
  );
  gauge('feed_streams', 'Consumers of the feed in this process.', () => feed().streams);
  gauge('feed_queued_events', 'Events that wait for those consumers.', () => feed().queued);
  gauge(
    'subscription_groups',
    'Different subscriptions: each is executed once per event.',
    () => live().groups,
  );
  gauge(
    'subscription_queued_results',
    'Results that wait for subscribers who catch up, and for routers that are called back.',
    () => live().queued + callbacks().queued,
  );
  counter('subscription_deliveries_total', 'Results sent to subscribers.', () => live().deliveries);
  counter('subscription_executions_total', 'Executions for events.', () => live().executions);
  counter('subscription_replays_total', 'Subscriptions that resumed from a cursor.', () => live().replays);
  if (alerts) {
    counter('alert_looks_total', 'Times that the alerts of a customer were judged.', () => alerts().judged);
    counter('alert_look_failures_total', 'Times that they could not be.', () => alerts().failed);
    counter(
      'alert_unread_facts_total',
      'Kinds of facts of a customer that could not be read for a look, so that rules did without.',
      () => alerts().unread,
    );
    counter('alert_rule_failures_total', 'Times that a rule failed.', () => alerts().ruleFailures);
  }
  if (alertBacklog) {
    gauge(
      'alert_deliveries_overdue_seconds',
      'For how long the notification that is due for longest has waited to be tried, by any process.',
      async () => (await inTime(alertBacklog()))?.overdueSeconds ?? Number.NaN,
    );
    gauge(
      'alert_dead_letters',
      'Jobs of alerting that failed until they were given up, in any process.',
      async () => (await inTime(alertBacklog()))?.deadLetters ?? Number.NaN,
    );
  }
  new Gauge({
    name: `${PREFIX}subscribers`,
    help: 'Live subscriptions.',
    labelNames: ['transport'],
    registers,
    collect() {
      byTransport(this, live().subscribers);
    },
  });
  new Gauge({
    name: `${PREFIX}connections`,
    help: 'Open connections that can carry subscriptions.',
    labelNames: ['transport'],
    registers,
    collect() {
      byTransport(
        this,
        mapValues(doors, (stats) => stats().sockets),
      );
    },
  });
  new Counter({
    name: `${PREFIX}cuts_total`,
    help: 'Connections cut off, and subscriptions ended, because the other side did not keep up or answer.',
    labelNames: ['transport'],
    registers,
    collect() {
      const cutOf = (transport: string) =>
        transport === 'callback' ? callbacks().cut : (doors[transport]?.().cut ?? 0);
      byTransport(
        this,
        mapValues(live().tooFarBehind, (ended, transport) => ended + cutOf(transport)),
      );
    },
  });

  app.get('/metrics', { logLevel: 'warn' }, async (_, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  change: (value: In, key: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

/** What comes in time; null for what does not, or fails. */
async function inTime<Value>(asked: Promise<Value>): Promise<Value | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), PATIENCE_MS);
  return Promise.race([asked.catch(() => null), late.promise]).finally(() => clearTimeout(timer));
}
