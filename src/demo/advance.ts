import type { Database } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import { demoCustomerIds } from './load.ts';

const DAY_MS = 86_400_000;
/** How much of the past is filled after a gap, and how much is kept. */
const KEPT_DAYS = 31;

const sql = (name: string) => loadSql(new URL(`./sql/${name}.sql`, import.meta.url));
// Attempts are read back from the runs and deliveries just appended, so the order matters.
const always = [sql('advance-runs'), sql('advance-deliveries'), sql('advance-integrations')];
const daily = [
  sql('advance-usage'),
  sql('advance-endpoints'),
  sql('advance-quotas'),
  sql('advance-technologies'),
  sql('advance-credentials'),
  sql('trim-runs'),
  sql('trim-deliveries'),
  sql('trim-usage'),
  sql('trim-endpoints'),
];

/**
 * Makes the demo's telemetry go on until `now` by repeating the last 24 hours of runs and deliveries and the last
 * 30 days of usage. Where nothing happened (overdue, inactive, no telemetry) nothing happens. Without a demo, or
 * when it has been advanced so far already, nothing is written; replicas may call it together.
 */
export async function advanceDemo(db: Database, now: Date): Promise<void> {
  await db.tx(async (tx) => {
    await tx.none('set local statement_timeout = 0');
    // The row's lock makes replicas take turns; the second finds nothing left to do.
    const demo = await tx.oneOrNone<{ seed: number; advanced_to: string }>(
      `select seed, to_json(advanced_to) #>> '{}' as advanced_to from demo_data for update`,
    );
    if (!demo) return;
    const from = new Date(demo.advanced_to);
    if (now <= from) return;
    const parameters = {
      ids: demoCustomerIds(demo.seed),
      from: from.toISOString(),
      to: now.toISOString(),
      oldest: new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString(),
    };
    const isNewDay = Math.floor(now.getTime() / DAY_MS) > Math.floor(from.getTime() / DAY_MS);
    for (const statement of isNewDay ? [...always, ...daily] : always) await tx.none(statement, parameters);
    await tx.none('update demo_data set advanced_to = $(to)', parameters);
  });
}
