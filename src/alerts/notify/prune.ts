import type { Database } from '../../db/client.ts';
import { databaseNow } from '../../db/clock.ts';
import { loadSql } from '../../db/sql.ts';

const statements = ['./prune-alerts.sql', './prune-deliveries.sql'].map((path) =>
  loadSql(new URL(path, import.meta.url)),
);

/** Drops a batch of what is kept no longer: of episodes those that ended over `retentionDays` ago. */
export async function pruneAlerts(db: Database, retentionDays: number): Promise<void> {
  const now = await databaseNow(db);
  for (const sql of statements) await db.none(sql, { now, retentionDays });
}
