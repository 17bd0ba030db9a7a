import type { Queryable } from '../../db/client.ts';
import { loadSql } from '../../db/sql.ts';
import type { AlertState } from '../../environment/alerts/model.ts';
import type { IssueSeverity } from '../../environment/health/model.ts';
import type { JobSender } from '../jobs/queue.ts';

const dueSql = loadSql(new URL('./due-notices.sql', import.meta.url));
const lastToldSql = loadSql(new URL('./last-told.sql', import.meta.url));

/** One thing that a channel is yet to be told of an alert. */
export interface DueNotice {
  readonly channelId: string;
  readonly customerId: string | null;
  readonly alertId: string;
  readonly phase: 'FIRING' | 'WORSE_MEDIUM' | 'WORSE_HIGH' | 'NO_DATA' | 'RESOLVED';
  readonly ruleId: string;
  /** What it is about, for people: an integration's name, a quota's. */
  readonly subject: string;
  readonly state: AlertState;
  readonly stateSince: string;
  readonly severity: IssueSeverity;
  readonly title: string;
  readonly description: string;
  readonly conditionSince: string | null;
  readonly firedAt: string;
  readonly resolvedAt: string | null;
}

/** How long news waits for company, milliseconds. */
export interface Grouping {
  /** Before the first message about a customer. */
  readonly waitMs: number;
  /** Between two messages about one. */
  readonly intervalMs: number;
}

/** Whose news: a customer's, or (null) what is about no single one. */
type Whose = readonly (string | null)[];

/** For how long after its end an alert may still be news to somebody: a channel that was off that long was given up. */
const NEWS_DAYS = 30;

/** What is yet to be told; of all customers, or to all channels, where none is named. */
export function dueNotices(
  db: Queryable,
  {
    customerIds = null,
    channelId = null,
    endedDays = NEWS_DAYS,
  }: {
    customerIds?: Whose | null;
    channelId?: string | null;
    endedDays?: number;
  },
  now: Date,
): Promise<DueNotice[]> {
  return db.any(dueSql, { customerIds, channelId, endedDays, now });
}

/** Queues a flush for each channel that something is to be told to: so that news come in groups, not one by one. */
export async function queueFlushes(
  tx: Queryable,
  jobs: JobSender,
  customerIds: Whose | null,
  { waitMs, intervalMs }: Grouping,
  now: Date,
  endedDays = NEWS_DAYS,
): Promise<void> {
  const due = await dueNotices(tx, { customerIds, endedDays }, now);
  const groups = new Map(due.map((one) => [`${one.customerId}/${one.channelId}`, one]));
  if (groups.size === 0) return;
  const last = await tx.any<{ channelId: string; customerId: string | null; at: string }>(lastToldSql, {
    channelIds: [...new Set(due.map(({ channelId }) => channelId))],
    customerIds: [...new Set(due.map(({ customerId }) => customerId))],
  });
  const lastAt = new Map(
    last.map(({ channelId, customerId, at }) => [`${customerId}/${channelId}`, Date.parse(at)]),
  );
  for (const [key, { customerId, channelId }] of groups) {
    const at = Math.max(now.getTime() + waitMs, (lastAt.get(key) ?? 0) + intervalMs);
    await jobs.flush(tx, { customerId, channelId }, new Date(at));
  }
}
