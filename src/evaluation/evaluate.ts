import { isConnectionLost } from '../db/availability.ts';
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
    await evaluateBatch(db, reader, customerIds.slice(from, from + BATCH), now);
  }
}

// One customer whose data cannot be judged must not keep the others from it.
async function evaluateBatch(
  db: Database,
  reader: Reader,
  customerIds: readonly string[],
  now: Date,
): Promise<void> {
  try {
    const loaders = new Loaders(reader, everyone, now);
    const batch = customerIds.map((customerId) => judgeOne(customerId, loaders));
    await storeJudgements(db, await Promise.all(batch), now);
  } catch (error) {
    if (customerIds.length === 1 || isConnectionLost((error as Error).cause ?? error)) throw error;
    const alone = await Promise.allSettled(customerIds.map((one) => evaluateBatch(db, reader, [one], now)));
    const failures = alone.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} customers could not be judged.`);
  }
}

async function judgeOne(customerId: string, loaders: Loaders): Promise<Judgement> {
  // Together: what fails when nobody waits any more would end the process.
  const [facts, rows] = await Promise.all([
    loadFacts(customerId, loaders, adviceNeeds),
    loaders.load(telemetry, customerId),
  ]);
  return judgeCustomer(facts, rows, loaders.now);
}
