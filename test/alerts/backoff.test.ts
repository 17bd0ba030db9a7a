import { expect, test } from 'vitest';
import { delayAfter } from '../../src/alerts/notify/backoff.ts';

const HOUR = 3_600_000;

test.each([
  [1, 5_000],
  [2, 10_000],
  [11, 5_120_000],
  [12, 10_240_000],
  [13, 4 * HOUR],
  [1000, 4 * HOUR],
])('after %i attempts it waits half to all of %i ms', (attempts, whole) => {
  expect(delayAfter(attempts, null, 0)).toBe(whole / 2);
  expect(delayAfter(attempts, null, 1)).toBe(whole);
});

test('it waits as long as the receiver asks for, but no longer than a day', () => {
  expect(delayAfter(1, 60_000, 0)).toBe(60_000);
  expect(delayAfter(13, 60_000, 1)).toBe(4 * HOUR);
  expect(delayAfter(1, 48 * HOUR, 0)).toBe(24 * HOUR);
});

test('three days are 25 attempts or more', () => {
  let [waited, attempts] = [0, 0];
  while (waited < 72 * HOUR) waited += delayAfter(++attempts, null, 1);
  expect(attempts).toBeGreaterThan(25);
});
