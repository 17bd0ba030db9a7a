import { setTimeout as sleep } from 'node:timers/promises';

/** The machine's monotonic clock in ms, the same for every process on it. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Does something so many times a second, whether or not the last time is over; settled once all of it is. */
export async function evenly(
  perSecond: number,
  goesOn: (index: number) => boolean,
  act: (index: number) => Promise<void>,
): Promise<void> {
  const from = performance.now();
  const acting: Promise<void>[] = [];
  for (let index = 0; goesOn(index); index += 1) {
    acting.push(act(index));
    await sleep(Math.max(0, from + ((index + 1) * 1_000) / perSecond - performance.now()));
  }
  await Promise.all(acting);
}

/** Waits until something holds; gives the ms it took, and throws with what was waited for when time is up. */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
  what: string,
  withinMs = 20_000,
): Promise<number> {
  const from = performance.now();
  while (!(await holds())) {
    if (performance.now() - from > withinMs) throw new Error(`Waited ${withinMs} ms in vain until ${what}.`);
    await sleep(10);
  }
  return performance.now() - from;
}
