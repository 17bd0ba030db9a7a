import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '../db/client.ts';
import { evaluateCustomers } from '../evaluation/evaluate.ts';
import type { Reader } from '../read/reader.ts';
import { ACME_ID } from './acme.ts';
import { advanceDemo } from './advance.ts';
import { loadDemo } from './load.ts';

const MINUTE_MS = 60_000;

/**
 * Loads the demo data where they are not there yet, and makes their telemetry go on as time does: now, and every minute
 * until the returned function is called.
 * @throws {DemoRefusedError} when the database holds customers that are not the demo's.
 */
export async function keepDemoCurrent(
  db: Database,
  reader: Reader,
  log: FastifyBaseLogger,
): Promise<() => Promise<void>> {
  const { loaded, customers } = await loadDemo(db, new Date());
  if (loaded) {
    // The first question is for Acme; the others are judged a moment later, like any customer that is new.
    await evaluateCustomers(db, reader, [ACME_ID], new Date());
    log.info(`Loaded demo data: ${customers} customers.`);
  }
  let running = advance();
  const timer = setInterval(() => {
    running = running.then(advance);
  }, MINUTE_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };

  async function advance(): Promise<void> {
    await advanceDemo(db, new Date()).catch((err: unknown) =>
      log.warn({ err }, 'The demo data could not be brought up to date.'),
    );
  }
}
