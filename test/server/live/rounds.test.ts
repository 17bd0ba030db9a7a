import { expect, test } from 'vitest';
import { createMemoryTable } from '../../feed/memory-table.ts';
import { until } from '../../feed/support.ts';
import { countingOutlet, startLive } from './support.ts';

test('what comes while others are being told goes along from there, so nobody waits for more than one round', async () => {
  const { table, append } = createMemoryTable();
  append(1);
  const { feed, subscribe } = await startLive(table);
  const people = 3_000;
  const log: { who: number; cursors: string[] }[] = [];
  for (let who = 0; who < people; who += 1) {
    await subscribe({
      ...countingOutlet('sse'),
      send(results) {
        log.push({ who, cursors: results.map((text) => JSON.parse(text).data.changed) });
        // In the midst of the first round.
        if (log.length === people / 3) {
          append(1);
          feed.look();
        }
        return true;
      },
    });
  }
  append(1);
  feed.look();
  await until(
    () => log.length >= people && new Set(log.map(({ who }) => who)).size === people,
    'all are told',
  );
  const heard = (who: number) => log.filter((one) => one.who === who).flatMap(({ cursors }) => cursors);
  const [first, second] = heard(people - 1) as [string, string];
  await until(() => heard(0).length === 2, 'the first is told the second too');
  await feed.stop();

  for (const who of [0, 1, people / 2, people - 1]) expect(heard(who)).toEqual([first, second]);
  // The last is told both at once, and before the first is told the second.
  const together = log.findIndex(({ who, cursors }) => who === people - 1 && cursors.length === 2);
  expect(together).toBeGreaterThan(0);
  expect(together).toBeLessThan(log.findLastIndex(({ who }) => who === 0));
  // One round and as much of the next as was told of the first alone.
  expect(log.length).toBeLessThan(2 * people);
});

test('what comes in thousands is sent to thousands in parts, of which few wait', async () => {
  const { table, append } = createMemoryTable();
  const { feed, subscribe } = await startLive(table);
  const people = 2_000;
  const events = 3_000;
  let heard = 0;
  let most = 0;
  for (let who = 0; who < people; who += 1) {
    await subscribe({
      ...countingOutlet('sse'),
      send(results) {
        heard += results.length;
        most = Math.max(most, results.length);
        return true;
      },
    });
  }
  append(events);
  feed.look();
  await until(() => heard === people * events, 'all have heard all');
  await feed.stop();
  expect(most).toBeLessThan(events / 4);
});

test('a process that stops in the midst of a round tells it to the end before it says goodbye', async () => {
  const { table, append } = createMemoryTable();
  const { feed, subscribe } = await startLive(table);
  const people = 2_000;
  let told = 0;
  const ended: number[] = [];
  for (let who = 0; who < people; who += 1) {
    await subscribe({
      ...countingOutlet('sse'),
      send() {
        told += 1;
        if (told === 1) void feed.stop();
        return true;
      },
      end: () => void ended.push(told),
    });
  }
  append(1);
  feed.look();
  await until(() => ended.length === people, 'all are gone');
  expect(ended[0]).toBe(people);
});
