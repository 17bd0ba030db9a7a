import type { Database } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import type { JobSender } from './jobs/queue.ts';
import type { AlertJudgement, AlertWrite } from './judge.ts';
import { type Grouping, queueFlushes } from './notify/due.ts';

const insertSql = loadSql(new URL('./insert-alerts.sql', import.meta.url));
const updateSql = loadSql(new URL('./update-alerts.sql', import.meta.url));

/** Somebody who holds a customer's rows for longer keeps only that customer's alerts waiting. */
const LOCK_MS = 2_000;

/** What was really written. */
interface Stored {
  readonly id: string;
  readonly ruleId: string;
  readonly subjectId: string;
}

/**
 * Writes what a judgement changes; the rows, their history, the feed's events and the jobs that tell people commit
 * together. What another process has opened or moved on since it was read stays as it is: it has judged the same.
 */
export async function storeJudgement(
  db: Database,
  jobs: JobSender,
  { customerId, writes }: AlertJudgement,
  grouping: Grouping,
  now: Date,
): Promise<void> {
  if (writes.length === 0) return;
  await db.tx(async (tx) => {
    // One at a time for each customer, so that two do not wait for each other's rows; nor long for anybody else's.
    await tx.multi(
      `set local lock_timeout = $2;
       select pg_advisory_xact_lock(hashtext('technical-environment alerts'), hashtext($1))`,
      [customerId ?? 'of none', LOCK_MS],
    );
    const write = async (sql: string, alerts: readonly AlertWrite[]) =>
      alerts.length === 0 ? [] : tx.any<Stored>(sql, { alerts: JSON.stringify(alerts) });
    const opened = writes.filter(({ id }) => id === null);
    const moved = writes.filter(({ id }) => id !== null);
    const stored = [...(await write(insertSql, opened)), ...(await write(updateSql, moved))];
    const isNews = stored.some(({ ruleId, subjectId }) =>
      writes.some((write) => write.isNews && write.ruleId === ruleId && write.subjectId === subjectId),
    );
    if (isNews) await queueFlushes(tx, jobs, [customerId], grouping, now);
  });
}
