import { expect } from 'vitest';
import type { Database } from '../../src/db/client.ts';
import { ACME_ID } from '../../src/demo/acme.ts';
import type { GatewayAnswer, Subscription } from './ask.ts';

/** How soon a subscriber hears of what was committed. */
export const IN_TIME_MS = 2_000;
// Long, since it is not what is measured: gateways connect to us only when first subscribed through.
const CONNECTED_MS = 10_000;

/** The field that the subscription is of, as one event has it. */
// biome-ignore lint/suspicious/noExplicitAny: what an event holds is what the test asserts
export type Change = any;

/** Sets the status of one of Acme's integrations as its owner does, who knows nothing of us. */
export async function setStatus(db: Database, name: string, status: string): Promise<void> {
  await db.none('update integrations set status = $3 where customer_id = $1 and name = $2', [
    ACME_ID,
    name,
    status,
  ]);
}

/** The next change; an error when it is late, when it is an error or when the stream is over. */
export async function hear({ next }: Subscription, withinMs = IN_TIME_MS): Promise<Change> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Heard nothing for ${withinMs} ms.`)), withinMs);
  });
  const { done, value } = await Promise.race([next(), late]).finally(() => clearTimeout(timer));
  if (done) throw new Error('The stream is over.');
  const { errors, data }: GatewayAnswer = value;
  expect(errors).toBeUndefined();
  return data.integrationStatusChanged ?? data.technicalEnvironmentChanged;
}

/** Waits until changes come through, which subscribers are not told: Zapier flickers until it is heard of. */
export async function whenLive(db: Database, subscription: Subscription): Promise<Change> {
  let off = false;
  const flicker = setInterval(() => {
    off = !off;
    void setStatus(db, 'Zapier', off ? 'INACTIVE' : 'ACTIVE');
  }, 100);
  return hear(subscription, CONNECTED_MS).finally(() => clearInterval(flicker));
}

/** The next change that is such a one; each one on the way there must follow the one before it. */
export async function hearUntil(
  isSuch: (change: Change) => boolean,
  subscription: Subscription,
  after: Change,
): Promise<Change> {
  const deadline = Date.now() + IN_TIME_MS;
  for (let last = after; ; ) {
    const change = await hear(subscription, deadline - Date.now());
    expect(change.previousCursor).toBe(last.cursor);
    if (isSuch(change)) return change;
    last = change;
  }
}
