import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../src/db/client.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { account, allHeard, findStart, WHOLE } from './support/account.ts';
import { FULL, figure } from './support/figure.ts';
import { follow } from './support/follower.ts';
import { addWatched, changeStatus, storedNumbers } from './support/writer.ts';

// test/feed/order.test.ts has the same for chosen steps and the bare reader; here time decides, and the client counts.

const INTERLEAVINGS = FULL ? 1_000 : 60;
const TRANSACTIONS = 5;
const MOST_CHANGES = 3;
const LONGEST_DELAY_MS = 8;

let service: TestService;
let integrations: string[];
let start: string;
beforeEach(async () => {
  service = await startTestService();
  integrations = await addWatched(service.db, TRANSACTIONS);
  start = await findStart(service.url, (number) =>
    changeStatus(service.db, integrations[0] as string, number),
  );
});
afterEach(() => service?.stop());

const delay = () => sleep(Math.random() * LONGEST_DELAY_MS);

/** Transactions that write side by side and end in any order, some of them by rolling back. */
async function interleave(db: Database, first: number): Promise<void> {
  const transactions = integrations.map(async (integration, lane) => {
    await delay();
    await db
      .tx(async (tx) => {
        const changes = 1 + Math.floor(Math.random() * MOST_CHANGES);
        for (let change = 0; change < changes; change += 1) {
          await changeStatus(tx, integration, first + lane * MOST_CHANGES + change);
          await delay();
        }
        if (Math.random() < 0.2) throw new Error('rolled back');
      })
      .catch((error: Error) => {
        if (error.message !== 'rolled back') throw error;
      });
  });
  await Promise.all(transactions);
}

/** A reader that takes whatever it can see for complete. */
function readNaively(db: Database) {
  const numbers: number[] = [];
  let reading = true;
  const running = (async () => {
    for (let last = 0; reading; await sleep(1)) {
      const found = await db.any<{ id: number; number: string }>(
        `select id, payload->>'reason' as number from environment_events
         where id > $1 and kind = 'INTEGRATION_STATUS_CHANGED' order by id`,
        [last],
      );
      numbers.push(...found.map(({ number }) => Number(number)).filter((number) => number > 0));
      last = found.at(-1)?.id ?? last;
    }
  })();
  return {
    numbers,
    stop() {
      reading = false;
      return running;
    },
  };
}

test(`${INTERLEAVINGS} times transactions interleave by chance: subscribers hear all of it once, in order; a naive reader does not`, {
  timeout: 300_000,
}, async () => {
  const followers = Array.from({ length: 3 }, () => follow(() => service.url, start));
  const naive = readNaively(service.db);
  for (let time = 0; time < INTERLEAVINGS; time += 1) {
    await interleave(service.db, 1 + time * TRANSACTIONS * MOST_CHANGES);
  }
  const stored = await storedNumbers(service.db);
  await allHeard(followers, stored);
  await naive.stop();
  await Promise.all(followers.map((follower) => follower.stop()));

  expect(followers.map(({ heard }) => account(stored, heard, start))).toEqual(followers.map(() => WHOLE));
  const skipped = stored.length - new Set(naive.numbers).size;
  expect(skipped, 'a reader by id alone is seen to skip').toBeGreaterThan(0);
  figure(
    `${INTERLEAVINGS} interleavings of ${TRANSACTIONS} transactions, ${stored.length} events: 0 skipped, 0 twice (a reader by id alone skipped ${skipped})`,
  );
});
