import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createMemoryTable } from '../../feed/memory-table.ts';
import { until } from '../../feed/support.ts';
import { countingOutlet, createContext, startLive } from './support.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

test('a subscription keeps nothing of the request that began it, also while it goes on for others', async () => {
  const { table, append } = createMemoryTable();
  const { feed, live, subscribe } = await startLive(table);
  const outlet = countingOutlet('websocket');
  const contexts: WeakRef<object>[] = [];
  const join = async () => {
    const context = createContext();
    contexts.push(new WeakRef(context));
    return subscribe(outlet, null, context);
  };
  // Held on to as its socket does it.
  const members = [await join(), await join()];
  append(1);
  await until(() => outlet.heard === 2, 'both have heard it');
  await until(async () => {
    await turn();
    collectGarbage();
    return contexts.every((context) => context.deref() === undefined);
  }, 'their contexts are gone');
  expect(live.stats.groups).toBe(1);
  for (const member of members) member.end();
  await feed.stop();
});

test('what an event was looked up with is kept no longer than it takes', async () => {
  const { table, append } = createMemoryTable();
  const contexts: WeakRef<object>[] = [];
  const { feed, subscribe } = await startLive(table, ({ cursor }, _, context) => {
    contexts.push(new WeakRef(context));
    return cursor;
  });
  const outlet = countingOutlet('sse');
  const member = await subscribe(outlet);
  for (let count = 1; count <= 3; count += 1) {
    append(1);
    feed.look();
    await until(() => outlet.heard === count, 'it is told');
  }
  await until(async () => {
    await turn();
    collectGarbage();
    return contexts.every((context) => context.deref() === undefined);
  }, 'they are gone');
  member.end();
  await feed.stop();
});
