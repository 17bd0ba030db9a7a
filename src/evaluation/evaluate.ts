import type { Database } from '../db/client.ts';
import { loadFacts } from '../environment/load-facts.ts';
import { adviceNeeds } from '../environment/needs.ts';
import type { Identity } from '../read/gate.ts';
import { Loaders } from '../read/loaders.ts';
import { defineRead } from '../read/read.ts';
import type { Reader } from '../read/reader.ts';
import { type Judgement, judgeCustomer, type Telemetry } from './judge-customer.ts';
import { storeJudgements } from './store.ts';

const telemetry = defineRead<Telemetry>(
  'telemetry',
  new URL('../environment/integrations/read-telemetry.sql', import.meta.url),
);

/** The service's own eyes. */
const everyone: Identity = { kind: 'local', subject: 'technical environment service', customers: 'all' };
const BATCH = 50;

/** Judges customers and stores what changes, a batch at a time: one statement to read, one transaction to write. */
export async function evaluateCustomers(
  db: Database,
  reader: Reader,
  customerIds: readonly string[],
  now: Date,
): Promise<void> {
  for (let from = 0; from < customerIds.length; from += BATCH) {
    const loaders = new Loaders(reader, everyone, now);
    const batch = customerIds.slice(from, from + BATCH).map((customerId) => judgeOne(customerId, loaders));
    await storeJudgements(db, await Promise.all(batch), now);
  }
}

async function judgeOne(customerId: string, loaders: Loaders): Promise<Judgement> {
  const loading = loadFacts(customerId, loaders, adviceNeeds);
  const rows = await loaders.load(telemetry, customerId);
  return judgeCustomer(await loading, rows, loaders.now);
}
