import { describe, expect, it } from 'vitest';
import { dayNumber, dayText } from '../../../src/environment/usage/days.ts';
import { type CallQuota, firstDayReached, periodState } from '../../../src/environment/usage/quota-period.ts';
import { NOW, quota } from '../../support/builders.ts';

const LONG_AGO = '2025-12-31T23:59:59Z';
const callQuota = (over: Partial<CallQuota>): CallQuota => ({
  ...quota(),
  period: 'MONTH',
  limit: 1000,
  used: 0,
  updatedAt: LONG_AGO,
  ...over,
});
const known = (figures: Record<string, number>) =>
  Object.entries(figures).map(([day, calls]) => ({ day: dayNumber(day), calls }));
const DAYS = known({ '2025-12-31': 5000, '2026-01-01': 100, '2026-01-27': 200, '2026-01-28': 30 });
const first = (over: Partial<CallQuota>, perDay: number, days = DAYS) => {
  const day = firstDayReached(periodState(callQuota(over), days, NOW), new Float64Array(90).fill(perDay));
  return day === Number.POSITIVE_INFINITY ? null : dayText(day);
};

describe('periodState', () => {
  it.each<[string, Partial<CallQuota>, number]>([
    ["the month's days, today included", {}, 330],
    ["today's calls", { period: 'DAY' }, 30],
    ['a counter that says more', { used: 700, updatedAt: '2026-01-02T00:00:00Z' }, 700],
    ['a counter that lags', { used: 300, updatedAt: '2026-01-02T00:00:00Z' }, 330],
    ['a counter of the month before', { used: 700 }, 330],
    ['a counter that runs until later', { used: 700, resetsAt: '2026-02-01T00:00:00Z' }, 700],
    [
      'a counter whose period is over',
      { used: 700, updatedAt: NOW.toISOString(), resetsAt: NOW.toISOString() },
      330,
    ],
    ['a counter of yesterday', { period: 'DAY', used: 700, updatedAt: '2026-01-27T23:00:00Z' }, 30],
  ])('starts from %s', (_, over, used) => {
    expect(periodState(callQuota(over), DAYS, NOW).used).toBe(used);
  });

  it.each<[string, Partial<CallQuota>, boolean, number]>([
    ['today was reported', {}, true, 0.5],
    ['nothing tells how far today has got', {}, false, 1],
    ["the month's counter holds it", { used: 400, updatedAt: NOW.toISOString() }, false, 0.5],
    [
      "a day's counter may be of a full day",
      { period: 'DAY', used: 400, updatedAt: NOW.toISOString() },
      false,
      1,
    ],
  ])('knows how much of today is to come: %s', (_, over, reported, rest) => {
    const days = reported ? DAYS : DAYS.slice(0, -1);
    expect(periodState(callQuota(over), days, NOW).restOfToday).toBe(rest);
  });
});

describe('firstDayReached', () => {
  it.each<[string, Partial<CallQuota>, number, string | null]>([
    // 330 used, half of today and three more days of 200 to come.
    ['within the month', { limit: 1030 }, 200, '2026-01-31'],
    ['in the next month, whose sum starts at 0', { limit: 1031 }, 200, '2026-02-06'],
    ['today', { limit: 430 }, 200, '2026-01-28'],
    ['already, on the day that did it', { limit: 300 }, 200, '2026-01-27'],
    [
      'already, by a counter alone: today',
      { limit: 600, used: 700, updatedAt: NOW.toISOString() },
      200,
      '2026-01-28',
    ],
    ['never', { limit: 31 * 200 + 1 }, 200, null],
    [
      'a day over its limit tomorrow, since half of today was quiet',
      { period: 'DAY', limit: 150 },
      200,
      '2026-01-29',
    ],
    ['a day over its limit today', { period: 'DAY', limit: 130 }, 200, '2026-01-28'],
    ['no day over its limit', { period: 'DAY', limit: 201 }, 200, null],
  ])('is found: %s', (_, over, perDay, expected) => {
    expect(first(over, perDay)).toBe(expected);
  });

  it("does not add today's calls to a day's counter that may hold them already", () => {
    expect(first({ period: 'DAY', limit: 250, used: 200, updatedAt: NOW.toISOString() }, 200, [])).toBeNull();
  });
});
