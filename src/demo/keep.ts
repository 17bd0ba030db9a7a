import type { Database } from '../db/client.ts';
import type { Say } from '../db/outages.ts';
import { evaluateCustomers } from '../evaluation/evaluate.ts';
import type { Reader } from '../read/reader.ts';
import { ACME_ID } from './acme.ts';
import { advanceDemo } from './advance.ts';
import { loadAcme, loadFleet } from './load.ts';

const MINUTE_MS = 60_000;

/**
 * Loads the demo data where they are not there yet, and makes their telemetry go on as time does: now, and every minute
 * until the returned function is called.
 * @throws {DemoRefusedError} when the database holds customers that are not the demo's.
 */
export async function keepDemoCurrent(db: Database, reader: Reader, log: Say): Promise<() => Promise<void>> {
  if (await loadAcme(db, new Date())) {
    // The first question is for Acme; the fleet comes a moment later, like any customers that are new.
    await evaluateCustomers(db, reader, [ACME_ID], new Date());
    log('info', 'Loaded demo data: Acme Corp; 200 generated customers follow within seconds.');
  }
  let running = addFleet().then(advance);
  const timer = setInterval(() => {
    running = running.then(advance);
  }, MINUTE_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };

  async function addFleet(): Promise<void> {
    try {
      await loadFleet(db);
    } catch (err) {
      log(
        'warn',
        'The generated customers of the demo could not be loaded; the next start tries again.',
        err,
      );
    }
  }

  async function advance(): Promise<void> {
    await advanceDemo(db, new Date()).catch((err: unknown) =>
      log('warn', 'The demo data could not be brought up to date.', err),
    );
  }
}
