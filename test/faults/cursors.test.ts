import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pruneEvents } from '../../src/feed/prune.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { findStart } from './support/account.ts';
import { firstAnswer, TRANSPORTS } from './support/answers.ts';
import { eventually } from './support/clock.ts';
import { FULL, figure } from './support/figure.ts';
import { addWatched, changeStatus } from './support/writer.ts';

const TIMES = FULL ? 200 : 5;
/** Silence is what must never happen. */
const ANSWERED_MS = 5_000;

const SUBSCRIPTIONS = {
  integrationStatusChanged:
    'subscription ($after: String) { integrationStatusChanged(after: $after) { cursor } }',
  technicalEnvironmentChanged: `subscription ($after: String) {
    technicalEnvironmentChanged(customerId: "11111111-1111-4111-8111-111111111111", after: $after) { cursor }
  }`,
};
type Subscription = keyof typeof SUBSCRIPTIONS;
type Transport = keyof typeof TRANSPORTS;

let ours: TestService;
let theirs: TestService;
let good: string;
let pruned: string;
let foreign: string;
let earlier: string;

beforeAll(async () => {
  [ours, theirs] = await Promise.all([startTestService(), startTestService()]);
  foreign = await newCursor(theirs);
  earlier = await newCursor(ours);
  await ours.db.none('update feed_epoch set epoch = gen_random_uuid()');
  const noticed = async () =>
    (await ask('WebSocket', 'integrationStatusChanged', earlier)) === 'CURSOR_EXPIRED';
  await eventually(noticed, 'the new epoch is noticed');
  pruned = await newCursor(ours);
  await newCursor(ours);
  await pruneAll();
  good = await newCursor(ours);
});
afterAll(() => Promise.all([ours?.stop(), theirs?.stop()]));

/** The cursor of something that has just changed. */
async function newCursor({ url, db }: TestService): Promise<string> {
  const [integration = ''] = await addWatched(db, 1);
  return findStart(url, (number) => changeStatus(db, integration, number));
}

/** Prunes until nothing is left: a transaction of another test may hold it back. */
async function pruneAll(): Promise<void> {
  const isEmpty = async () => {
    await pruneEvents(ours.db, new Date(Date.now() + 60_000));
    return (await ours.db.any('select from environment_events limit 1')).length === 0;
  };
  await eventually(isEmpty, 'nothing is left');
}

const ask = (transport: Transport, subscription: Subscription, after: string) =>
  firstAnswer(transport, ours.url, { query: SUBSCRIPTIONS[subscription], variables: { after } }, ANSWERED_MS);

/** The good cursor with its text changed. */
const altered = (change: (text: string) => string) =>
  Buffer.from(change(Buffer.from(good, 'base64url').toString())).toString('base64url');

/** Of the first part of a cursor. Cut later than that, it may be a good one of an earlier place. */
const EPOCH_LENGTH = 48;
const BAD: Readonly<Record<string, () => string>> = {
  'that has been pruned': () => pruned,
  'of another database': () => foreign,
  'of an earlier epoch': () => earlier,
  'of the future': () => altered((text) => text.replace(/\.\d+\./, '.999999999999.')),
  'cut short': () => good.slice(0, Math.floor(Math.random() * EPOCH_LENGTH)),
  'with a letter too many': () => altered((text) => `${text}0x`),
  'of random bytes': () => randomBytes(1 + Math.floor(Math.random() * 60)).toString('base64url'),
  'of random text': () => randomBytes(20).toString('latin1'),
};
const transports = Object.keys(TRANSPORTS) as Transport[];
const subscriptions = Object.keys(SUBSCRIPTIONS) as Subscription[];

describe.each(transports)('over %s', (transport) => {
  test.each(Object.entries(BAD))(
    'a cursor %s is answered with CURSOR_EXPIRED, every time',
    { timeout: 120_000 },
    async (kind, cursor) => {
      for (let time = 0; time < TIMES; time += 1) {
        for (const subscription of subscriptions) {
          const after = cursor();
          expect(await ask(transport, subscription, after), `${subscription}, after: ${after}`).toBe(
            'CURSOR_EXPIRED',
          );
        }
      }
      figure(
        `${transport}: ${TIMES * subscriptions.length} of ${TIMES * subscriptions.length} cursors ${kind} answered with CURSOR_EXPIRED`,
      );
    },
  );
});

// Last: it makes earlier epochs of all the cursors above.
test.each(transports)(
  'over %s a good cursor is not refused, and who waits when the history ends is told so',
  async (transport) => {
    const answers = subscriptions.map((subscription) => ask(transport, subscription, good));
    expect(
      await Promise.race([...answers, new Promise((resolve) => setTimeout(() => resolve('waiting'), 500))]),
    ).toBe('waiting');
    await ours.db.none('update feed_epoch set epoch = gen_random_uuid()');
    expect(await Promise.all(answers)).toEqual(subscriptions.map(() => 'CURSOR_EXPIRED'));
    good = await newCursor(ours);
  },
);
