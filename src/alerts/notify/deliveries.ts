import type { Queryable } from '../../db/client.ts';
import { loadSql } from '../../db/sql.ts';
import type { Notification } from '../delivery/channel.ts';
import type { JobSender } from '../jobs/queue.ts';

const insertSql = loadSql(new URL('./insert-delivery.sql', import.meta.url));

/** How long a delivery is retried before it is given up, milliseconds. */
export const RETRY_MS = 3 * 86_400_000;

/** A notification and where it goes: to a channel, or as a message to the customer. */
export interface NewDelivery {
  readonly notification: Notification;
  readonly channelId: string | null;
  readonly messageId: string | null;
}

/** Stores a delivery and queues its first attempt, both in the caller's transaction. */
export async function startDelivery(
  tx: Queryable,
  jobs: Pick<JobSender, 'deliver'>,
  { notification, channelId, messageId }: NewDelivery,
  now: Date,
): Promise<void> {
  const { id, kind, customer } = notification;
  await tx.none(insertSql, {
    id,
    customerId: customer?.id ?? null,
    channelId,
    messageId,
    kind,
    notification: JSON.stringify(notification),
    retryMs: RETRY_MS,
    now,
  });
  await jobs.deliver(tx, id, now);
}
