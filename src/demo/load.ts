import type { Database, Transaction } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import { ACME_ID, buildAcme } from './acme.ts';
import { buildFleet, fleetIds } from './fleet.ts';
import type { DemoData, DemoRows } from './rows.ts';

/** The database holds customers that the demo did not load; the message says what to do. */
export class DemoRefusedError extends Error {
  override readonly name = 'DemoRefusedError';
}

/** What a call of `loadDemo` did. */
export interface DemoLoad {
  /** False: the demo was there already, and nothing changed. */
  readonly loaded: boolean;
  /** How many of the demo's customers the database holds now. */
  readonly customers: number;
}

const insertRuns = loadSql(new URL('./sql/insert-runs.sql', import.meta.url));
const insertDeliveries = loadSql(new URL('./sql/insert-deliveries.sql', import.meta.url));
const insertEndpoints = loadSql(new URL('./sql/insert-endpoints.sql', import.meta.url));

/** The fleet's seed; another one makes other customers. */
export const DEMO_SEED = 79;

/** The ids of all customers that a demo of this seed consists of. */
export function demoCustomerIds(seed: number): string[] {
  return [ACME_ID, ...fleetIds(seed)];
}

/**
 * Loads the demo's customers as they are at `now`, all or none; replicas may call it together.
 * @throws {DemoRefusedError} when the database holds customers and no demo.
 */
export async function loadDemo(db: Database, now: Date): Promise<DemoLoad> {
  return db.tx(async (tx) => {
    // A pool's statement timeout is for requests; waiting for another replica's load may take longer.
    await tx.none('set local statement_timeout = 0');
    await tx.one("select pg_advisory_xact_lock(hashtext('technical-environment demo'))");
    const demo = await tx.oneOrNone<{ seed: number }>('select seed from demo_data');
    if (demo) {
      const { count } = await tx.one<{ count: number }>(
        'select count(*) from customers where id = any ($1::uuid[])',
        [demoCustomerIds(demo.seed)],
      );
      return { loaded: false, customers: count };
    }
    await refuseOthers(tx);
    await tx.one("select set_config('app.actor', 'demo data', true)");
    const parts = [buildAcme(now), buildFleet(DEMO_SEED, now)];
    for (const part of parts) await insert(tx, part, now);
    await tx.none('insert into demo_data (seed, loaded_at, advanced_to) values ($1, $2, $2)', [
      DEMO_SEED,
      now.toISOString(),
    ]);
    return { loaded: true, customers: parts.reduce((sum, { rows }) => sum + rows.customers.length, 0) };
  });
}

async function refuseOthers(tx: Transaction): Promise<void> {
  const { count } = await tx.one<{ count: number }>('select count(*) from customers');
  if (count === 0) return;
  throw new DemoRefusedError(
    `The database already holds ${count} customer${count === 1 ? '' : 's'} not of the demo data, so no demo data ` +
      'were loaded. Set DEMO_DATA=off, or DATABASE_URL to an empty database.',
  );
}

async function insert(tx: Transaction, { rows, ...plans }: DemoData, now: Date): Promise<void> {
  for (const table of Object.keys(rows) as (keyof DemoRows)[]) {
    const [first] = rows[table];
    if (!first) continue;
    // Columns that the rows do not name keep their defaults.
    await tx.none(
      `insert into $(table:name) ($(columns:name))
       select $(columns:name) from json_populate_recordset(null::$(table:name), $(rows)::json)`,
      { table, columns: Object.keys(first), rows: JSON.stringify(rows[table]) },
    );
  }
  await tx.none(insertRuns, { plans: JSON.stringify(plans.runs) });
  await tx.none(insertDeliveries, { plans: JSON.stringify(plans.deliveries) });
  await tx.none(insertEndpoints, { plans: JSON.stringify(plans.endpoints), now: now.toISOString() });
}
