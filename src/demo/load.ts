import type { Database, Transaction } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import { buildAcme } from './acme.ts';
import type { DemoData, DemoRows } from './rows.ts';

/** The database holds customers that are not the demo's. */
export class DemoRefusedError extends Error {
  override readonly name = 'DemoRefusedError';
}

const sql = (name: string) => loadSql(new URL(name, import.meta.url));
const insertRuns = sql('./insert-runs.sql');
const insertDeliveries = sql('./insert-deliveries.sql');
const insertEndpoints = sql('./insert-endpoints.sql');

/** The generator's seed; another one makes other customers. */
export const DEMO_SEED = 79;

/**
 * Loads the demo's customers as they are at `now`, all or none. Loaded before: nothing changes.
 * @throws {DemoRefusedError} when the database holds customers and no demo.
 */
export async function loadDemo(db: Database, now: Date): Promise<{ loaded: boolean; customers: number }> {
  return db.tx(async (tx) => {
    await tx.any("select pg_advisory_xact_lock(hashtext('technical-environment demo'))");
    const { customers, demo } = await tx.one<{ customers: number; demo: boolean }>(
      'select (select count(*) from customers) as customers, exists (select from demo_data) as demo',
    );
    if (demo) return { loaded: false, customers };
    if (customers > 0) {
      throw new DemoRefusedError(
        `The database already holds ${customers} customers that are not demo data, so no demo data were loaded. ` +
          'Set DEMO_DATA=off, or DATABASE_URL to an empty database.',
      );
    }
    await tx.any("select set_config('app.actor', 'demo data', true)");
    const parts = [buildAcme(now)];
    for (const part of parts) await insert(tx, part, now);
    await tx.none('insert into demo_data (seed, loaded_at, advanced_to) values ($1, $2, $2)', [
      DEMO_SEED,
      now,
    ]);
    return { loaded: true, customers: parts.reduce((sum, { rows }) => sum + rows.customers.length, 0) };
  });
}

async function insert(
  tx: Transaction,
  { rows, runs, deliveries, endpoints }: DemoData,
  now: Date,
): Promise<void> {
  for (const table of Object.keys(rows) as (keyof DemoRows)[]) {
    const columns = Object.keys(rows[table][0] ?? {});
    if (columns.length === 0) continue;
    await tx.none(
      'insert into ${table:name} (${columns:name}) select ${columns:name} from json_populate_recordset(null::${table:name}, ${rows})',
      { table, columns, rows: JSON.stringify(rows[table]) },
    );
  }
  await tx.none(insertRuns, { plans: JSON.stringify(runs) });
  await tx.none(insertDeliveries, { plans: JSON.stringify(deliveries) });
  await tx.none(insertEndpoints, { plans: JSON.stringify(endpoints), now });
}
