import { afterEach, expect, test } from 'vitest';
import { account, WHOLE } from './support/account.ts';
import { eventually, monotonicMs } from './support/clock.ts';
import { FULL, figure } from './support/figure.ts';
import { type Follower, follow } from './support/follower.ts';
import { type Stage, setStage } from './support/stage.ts';
import { startWriter, storedNumbers, type Writer } from './support/writer.ts';

const MISSED = FULL ? 10_000 : 2_000;
const PER_SECOND = 100;
const REPLAYED_MS = 5_000;

let stage: Stage;
let writer: Writer;
let subscriber: Follower;
afterEach(async () => {
  await writer?.stop();
  await subscriber?.stop();
  await stage?.clear();
});

test(`a subscriber that missed ${MISSED} events hears them in order, and then what happens meanwhile`, {
  timeout: 60_000,
}, async () => {
  stage = await setStage();
  const { database, address, integrations, start } = stage;
  // Each is a transaction of its own, as it is when they are missed one by one.
  await database.db.none(
    `do $$ begin
       for number in 1..${MISSED} loop
         update integrations set health_reason = number::text,
           status = case status when 'ACTIVE' then 'ERROR' else 'ACTIVE' end
         where id = ('{${integrations.join()}}'::uuid[])[1 + number % ${integrations.length}];
         commit;
       end loop;
     end $$`,
  );
  writer = startWriter(database.db, integrations, PER_SECOND, MISSED + 1);
  await eventually(() => writer.committedAt.size > 10, 'others write');
  const from = monotonicMs();
  subscriber = follow(() => address, start);
  await eventually(() => subscriber.heard.length >= MISSED, 'all that was missed has come', 30_000);
  const replayed = (subscriber.heard[MISSED - 1]?.at as number) - from;
  const live = () => {
    const newest = subscriber.heard.at(-1);
    return newest !== undefined && newest.at - (writer.committedAt.get(newest.number) ?? 0) < 1_000;
  };
  await eventually(live, 'it is live');
  await writer.stop();
  const stored = await storedNumbers(database.db);
  await eventually(() => subscriber.heard.length >= stored.length, 'everything has come');
  await subscriber.stop();
  expect(account(stored, subscriber.heard, start)).toEqual(WHOLE);
  expect(subscriber.closes).toEqual([]);
  expect(replayed).toBeLessThan(REPLAYED_MS);
  const meanwhile = [...writer.committedAt.values()].filter((at) => at > from && at < from + replayed).length;
  expect(meanwhile, 'others wrote during the replay').toBeGreaterThan(0);
  figure(
    `${MISSED} events replayed in ${replayed.toFixed(0)} ms with ${PER_SECOND} events/s going on, ${stored.length - MISSED} live behind them: in order, unbroken`,
  );
});
