import { randomUUID } from 'node:crypto';
import type { Channel, Deliverer, Notification, Outcome } from '../../src/alerts/delivery/channel.ts';
import type { Pace } from '../../src/alerts/notify/deliver.ts';
import { AlertService } from '../../src/alerts/service.ts';
import { closeDatabase, openDatabase, type Queryable } from '../../src/db/client.ts';
import { openFeed } from '../../src/feed/open.ts';
import { createReader } from '../../src/read/reader.ts';
import type { TestDatabase } from '../support/database.ts';

/** One call of a deliverer. */
export interface Sent {
  readonly channel: Channel;
  readonly notification: Notification;
}

/** A deliverer that keeps what it is given, and says what the test wants said. */
export class RecordingDeliverer implements Deliverer {
  readonly sent: Sent[] = [];
  answer: (sent: Sent) => Outcome | Promise<Outcome> = () => ({ kind: 'DELIVERED', detail: '204' });

  async deliver(channel: Channel, notification: Notification): Promise<Outcome> {
    const sent = { channel, notification };
    this.sent.push(sent);
    return this.answer(sent);
  }

  async close(): Promise<void> {}
}

/** Alerting as one process of several would run it. */
export interface AlertProcess {
  readonly service: AlertService;
  readonly logged: string[];
  stop(): Promise<void>;
}

/** Starts alerting on connections of its own, with hardly any grouping. */
export async function startAlerting(
  { connection }: TestDatabase,
  deliverer: Deliverer,
  grouping = { waitMs: 0, intervalMs: 0 },
  pace?: Pace,
): Promise<AlertProcess> {
  const db = openDatabase(connection, { poolSize: 3 });
  const { feed, close } = await openFeed(connection, () => {});
  const logged: string[] = [];
  const log = (_: string, message: string, error?: unknown) => logged.push(`${message} ${error ?? ''}`);
  const service = new AlertService({
    db,
    reader: createReader(db),
    feed,
    createDeliverer: async () => deliverer,
    grouping,
    retentionDays: 400,
    log,
    ...(pace && { pace }),
  });
  service.start();
  return {
    service,
    logged,
    async stop() {
      await service.stop();
      await close();
      await closeDatabase(db);
    },
  };
}

/** Adds a channel; gives its id. Without a customer it is for all. */
export async function addChannel(
  db: Queryable,
  over: Partial<{
    customerId: string | null;
    role: string;
    kind: string;
    target: string;
    enabled: boolean;
  }> = {},
): Promise<string> {
  const {
    customerId = null,
    role = 'TECH',
    kind = 'WEBHOOK',
    target = `https://hooks.example.com/${randomUUID()}`,
    enabled = true,
  } = over;
  const id = randomUUID();
  await db.none(
    `insert into notification_channels (id, customer_id, role, kind, name, target, secrets, enabled)
     values ($1, $2, $3, $4, $1::text, $5, '{whsec_dGVzdHMgbmVlZCBhIHNlY3JldCBvZiAyNCBieXRlcw==}', $6)`,
    [id, customerId, role, kind, target, enabled],
  );
  return id;
}
