import type { Database } from '../../db/client.ts';
import { databaseNow } from '../../db/clock.ts';
import { loadSql } from '../../db/sql.ts';
import type { JobSender } from '../jobs/queue.ts';
import { type Grouping, queueFlushes } from './due.ts';

const overdueSql = loadSql(new URL('./overdue.sql', import.meta.url));

/**
 * Queues again what is due and has no job: a silence that ended, a channel that was switched on, jobs that were lost.
 * What has one keeps it. Of what is over it looks at the last day's, or thoroughly at all that may still be news, which takes
 * about a second for 40,000 alerts of a month.
 */
export async function sweep(
  db: Database,
  jobs: JobSender,
  grouping: Grouping,
  isThorough: boolean,
): Promise<void> {
  await db.tx(async (tx) => {
    const now = await databaseNow(tx);
    await queueFlushes(tx, jobs, null, grouping, now, isThorough ? undefined : 1);
    const overdue = await tx.any<{ id: string; nextAttemptAt: string }>(overdueSql, { now });
    for (const { id, nextAttemptAt } of overdue) await jobs.deliver(tx, id, new Date(nextAttemptAt));
  });
}
