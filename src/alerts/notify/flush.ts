import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/client.ts';
import { databaseNow } from '../../db/clock.ts';
import { loadSql } from '../../db/sql.ts';
import type { FlushJob, JobSender } from '../jobs/queue.ts';
import { startDelivery } from './deliveries.ts';
import { dueNotices } from './due.ts';
import { toNotification } from './notification.ts';

const noticesSql = loadSql(new URL('./insert-notices.sql', import.meta.url));

/**
 * Puts together all that a channel is yet to be told of a customer and starts its delivery: one notification, what it
 * tells, and the job that sends it commit together. Where there is nothing to tell any more, nothing happens.
 */
export async function flush(
  db: Database,
  jobs: JobSender,
  { customerId, channelId }: FlushJob,
): Promise<void> {
  await db.tx(async (tx) => {
    // Before the channel, as whoever deletes a customer does, so that the two do not wait for each other.
    const customer = await tx.oneOrNone<{ id: string; name: string }>(
      'select id, name from customers where id = $1 for key share',
      [customerId],
    );
    // Two at once take turns, and the second finds that all is told.
    const channel = await tx.oneOrNone('select from notification_channels where id = $1 for update', [
      channelId,
    ]);
    if (!channel || (customerId !== null && !customer)) return;
    const now = await databaseNow(tx);
    const due = await dueNotices(tx, { customerIds: [customerId], channelId }, now);
    if (due.length === 0) return;
    const notification = toNotification(randomUUID(), customer, due, now);
    await startDelivery(tx, jobs, { notification, channelId, messageId: null }, now);
    const notices = JSON.stringify(due.map(({ alertId, phase }) => ({ alertId, phase })));
    await tx.none(noticesSql, { channelId, deliveryId: notification.id, notices });
  });
}
