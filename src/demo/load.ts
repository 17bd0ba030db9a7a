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
 * Loads the demo's customers as they are at `now`; replicas may call it together.
 * @throws {DemoRefusedError} when the database holds customers and no demo.
 */
export async function loadDemo(db: Database, now: Date): Promise<DemoLoad> {
  const acme = await loadAcme(db, now);
  const fleet = await loadFleet(db);
  const { seed } = await db.one<{ seed: number }>('select seed from demo_data');
  const { count } = await db.one<{ count: number }>(
    'select count(*) from customers where id = any ($1::uuid[])',
    [demoCustomerIds(seed)],
  );
  return { loaded: acme || fleet, customers: count };
}

/**
 * Loads Acme Corp alone, which takes a moment where the fleet takes a second; false: it was there.
 * @throws {DemoRefusedError} when the database holds customers and no demo.
 */
export function loadAcme(db: Database, now: Date): Promise<boolean> {
  return load(db, async (tx, demo) => {
    if (demo) return null;
    await refuseOthers(tx);
    const at = now.toISOString();
    await tx.none('insert into demo_data (seed, loaded_at, advanced_to) values ($1, $2, $2)', [
      DEMO_SEED,
      at,
    ]);
    return { data: buildAcme(now), now };
  });
}

/** Loads the fleet as it is at the time up to which the demo has come; false: it was there. */
export function loadFleet(db: Database): Promise<boolean> {
  return load(db, async (tx, demo) => {
    if (!demo) throw new Error('The fleet is loaded after Acme Corp.');
    const now = new Date(demo.advancedTo);
    const present = await tx.oneOrNone('select from customers where id = $1', [fleetIds(demo.seed)[0]]);
    return present ? null : { data: buildFleet(demo.seed, now), now };
  });
}

type Demo = { readonly seed: number; readonly advancedTo: string };
type Decide = (tx: Transaction, demo: Demo | null) => Promise<{ data: DemoData; now: Date } | null>;

/** Loads what is decided on, all or none, one process at a time; false when that is nothing. */
async function load(db: Database, decide: Decide): Promise<boolean> {
  return db.tx(async (tx) => {
    // A pool's statement timeout is for requests; waiting for another replica's load may take longer.
    await tx.none('set local statement_timeout = 0');
    await tx.one("select pg_advisory_xact_lock(hashtext('technical-environment demo'))");
    const demo = await tx.oneOrNone<Demo>(
      `select seed, to_json(advanced_to) #>> '{}' as "advancedTo" from demo_data`,
    );
    const decided = await decide(tx, demo);
    if (!decided) return false;
    await tx.one("select set_config('app.actor', 'demo data', true)");
    await insert(tx, decided.data, decided.now);
    return true;
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
