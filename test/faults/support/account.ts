import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from './clock.ts';
import { type Follower, follow, type Heard } from './follower.ts';

/** What became of the events that a follower should have heard. */
export interface Account {
  lost: number;
  twice: number;
  /** Heard, but never stored. */
  strange: number;
  inOrder: boolean;
  /** Whether each event named the one before it, the first one the cursor that was started from. */
  unbroken: boolean;
}

/** The account of somebody who heard everything once, in order. */
export const WHOLE: Readonly<Account> = { lost: 0, twice: 0, strange: 0, inOrder: true, unbroken: true };

/** Compares what is stored, in the order of the feed, with what was heard. */
export function account(stored: readonly number[], heard: readonly Heard[], start: string): Account {
  const numbers = heard.map(({ number }) => number);
  const places = new Map(stored.map((number, place) => [number, place]));
  const distinct = new Set(numbers);
  const order = numbers.map((number) => places.get(number) ?? -1);
  return {
    lost: stored.filter((number) => !distinct.has(number)).length,
    twice: numbers.length - distinct.size,
    strange: [...distinct].filter((number) => !places.has(number)).length,
    inOrder: order.every((place, index) => index === 0 || place > (order[index - 1] as number)),
    unbroken: heard.every(
      ({ previousCursor }, index) => previousCursor === (index === 0 ? start : heard[index - 1]?.cursor),
    ),
  };
}

/** The cursor of a change numbered 0 or less, from which all followers of a test start. */
export async function findStart(address: string, change: (number: number) => Promise<void>): Promise<string> {
  const scout = follow(() => address, null);
  let number = 1;
  try {
    // Repeated, since the first may be committed before the subscription stands.
    await eventually(async () => {
      number -= 1;
      await change(number);
      await sleep(30);
      return scout.heard.length > 0;
    }, 'the first event is heard');
    await eventually(() => scout.heard.at(-1)?.number === number, 'the last of them is heard');
    return (scout.heard.at(-1) as Heard).cursor;
  } finally {
    await scout.stop();
  }
}

/** Waits until each follower has heard as much as is stored, or time is up; and a little, for what may come twice. */
export async function allHeard(
  followers: readonly Follower[],
  stored: readonly number[],
  withinMs = 10_000,
): Promise<void> {
  const done = () => followers.every(({ heard }) => heard.length >= stored.length);
  // Who has lost something is told so by its account.
  await eventually(done, 'everything is heard', withinMs).catch(() => {});
  await sleep(100);
}
