import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/alerts/rules/rule.ts';
import { type Episode, type Look, NOTHING, transition } from '../../src/alerts/transition.ts';
import type { AlertState } from '../../src/environment/alerts/model.ts';
import { CASES } from '../support/cases.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const patience = { forMs: HOUR, resolveAfterMs: 5 * MINUTE };
const T = Date.parse('2026-01-28T12:00:00Z');

const look = (verdict: Verdict, since: number | null = null): Look => ({ verdict, since });
const unfired = (state: AlertState, conditionSince: number | null = null): Episode => ({
  state,
  stateSince: T - MINUTE,
  conditionSince,
  firedAt: null,
});
const fired = (state: AlertState): Episode => ({
  state,
  stateSince: T - MINUTE,
  conditionSince: T - 3 * HOUR,
  firedAt: T - 2 * HOUR,
});
const VERDICTS = ['BAD', 'HELD', 'CLEAR', 'GONE', 'NO_DATA', 'ERROR'] as const;

describe('The table: a state, what is seen, the next state, before any hold is over', () => {
  test.each<[AlertState, ...AlertState[]]>([
    //           BAD        HELD       CLEAR     GONE      NO_DATA    ERROR
    ['NORMAL', 'PENDING', 'NORMAL', 'NORMAL', 'NORMAL', 'NO_DATA', 'ERROR'],
    ['PENDING', 'PENDING', 'PENDING', 'NORMAL', 'NORMAL', 'NO_DATA', 'ERROR'],
    ['NO_DATA', 'PENDING', 'NORMAL', 'NORMAL', 'NORMAL', 'NO_DATA', 'ERROR'],
    ['ERROR', 'PENDING', 'NORMAL', 'NORMAL', 'NORMAL', 'NO_DATA', 'ERROR'],
  ])('%s, not fired yet', (from, ...expected) => {
    expect(VERDICTS.map((verdict) => transition(unfired(from), look(verdict), patience, T).state)).toEqual(
      expected,
    );
  });

  test.each<[AlertState, ...AlertState[]]>([
    //           BAD       HELD         CLEAR        GONE        NO_DATA    ERROR
    ['FIRING', 'FIRING', 'FIRING', 'RECOVERING', 'RESOLVED', 'NO_DATA', 'ERROR'],
    ['RECOVERING', 'FIRING', 'RECOVERING', 'RECOVERING', 'RESOLVED', 'NO_DATA', 'ERROR'],
    ['NO_DATA', 'FIRING', 'FIRING', 'RECOVERING', 'RESOLVED', 'NO_DATA', 'ERROR'],
    ['ERROR', 'FIRING', 'FIRING', 'RECOVERING', 'RESOLVED', 'NO_DATA', 'ERROR'],
    ['RESOLVED', 'RESOLVED', 'RESOLVED', 'RESOLVED', 'RESOLVED', 'RESOLVED', 'RESOLVED'],
  ])('%s, fired', (from, ...expected) => {
    expect(VERDICTS.map((verdict) => transition(fired(from), look(verdict), patience, T).state)).toEqual(
      expected,
    );
  });
});

describe('Holds', () => {
  test.each([
    [HOUR - 1_000, 'PENDING'],
    [HOUR, 'PENDING'],
    [HOUR + 1_000, 'FIRING'],
  ] as const)('bad for %i ms, with an hour to last: %s', (lasted, state) => {
    expect(transition(unfired('PENDING', T - lasted), look('BAD'), patience, T).state).toBe(state);
    expect(transition(NOTHING, look('BAD', T - lasted), patience, T).state).toBe(state);
  });

  test('nothing to last: it fires at once', () => {
    expect(transition(NOTHING, look('BAD'), { ...patience, forMs: 0 }, T)).toMatchObject({
      state: 'FIRING',
      firedAt: T,
    });
  });

  test('between the edges nothing fires, however long it has lasted', () => {
    expect(transition(unfired('PENDING', T - 9 * HOUR), look('HELD'), patience, T).state).toBe('PENDING');
  });

  test('clear for five minutes resolves; a look between the edges starts them anew', () => {
    const recovering = { ...fired('RECOVERING'), stateSince: T - 5 * MINUTE };
    expect(transition(recovering, look('CLEAR'), patience, T).state).toBe('RESOLVED');
    const held = transition(recovering, look('HELD'), patience, T);
    expect(transition(held, look('CLEAR'), patience, T + 4 * MINUTE).state).toBe('RECOVERING');
    expect(transition(held, look('CLEAR'), patience, T + 5 * MINUTE).state).toBe('RESOLVED');
  });

  test('time without data is no time of the condition; an error of ours takes nothing back', () => {
    const before = unfired('PENDING', T - 59 * MINUTE);
    const through = (verdict: Verdict) =>
      transition(transition(before, look(verdict), patience, T), look('BAD'), patience, T + 2 * MINUTE).state;
    expect(through('NO_DATA')).toBe('PENDING');
    expect(through('ERROR')).toBe('FIRING');
  });

  test('a clock that was set back starts a hold anew instead of ending it', () => {
    const ahead = unfired('PENDING', T + HOUR);
    const back = transition(ahead, look('BAD'), patience, T);
    expect(back).toMatchObject({ state: 'PENDING', conditionSince: T });
    expect(transition(back, look('BAD'), patience, T + HOUR + 1).state).toBe('FIRING');
    const recovering = { ...fired('RECOVERING'), stateSince: T + HOUR };
    expect(transition(recovering, look('CLEAR'), patience, T)).toMatchObject({
      state: 'RECOVERING',
      stateSince: T,
    });
  });
});

/** Looks at random moments, the clock going back now and then. */
const story = fc.array(
  fc.record({
    verdict: fc.constantFrom(...VERDICTS),
    step: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 40 * MINUTE }) }, fc.constant(-HOUR)),
  }),
  { minLength: 1, maxLength: 60 },
);

interface Step {
  readonly verdict: Verdict;
  readonly now: number;
  readonly before: Episode;
  readonly after: Episode;
}

function tell(looks: readonly { verdict: Verdict; step: number }[]): Step[] {
  let now = T;
  let before = NOTHING;
  return looks.map(({ verdict, step }) => {
    now += step;
    // What is over is over: the next trouble is another episode.
    const from = before.state === 'RESOLVED' ? NOTHING : before;
    const after = transition(from, look(verdict), patience, now);
    const told = { verdict, now, before: from, after };
    before = after;
    return told;
  });
}

const property = (holds: (steps: Step[]) => void) =>
  fc.assert(
    fc.property(story, (looks) => holds(tell(looks))),
    { numRuns: CASES },
  );

describe('Whatever comes', () => {
  test('it never fires early: only on BAD, over an hour after the first BAD that nothing has taken back', () => {
    property((steps) => {
      let since: number | null = null;
      for (const { verdict, now, before, after } of steps) {
        if (verdict === 'CLEAR' || verdict === 'GONE' || verdict === 'NO_DATA') since = null;
        if (before.state === 'ERROR' && verdict === 'HELD') since = null;
        if (verdict === 'BAD') since = Math.min(since ?? now, now);
        if (before.firedAt === null && after.firedAt !== null) {
          expect(verdict).toBe('BAD');
          expect(now - (since ?? now)).toBeGreaterThan(HOUR);
        }
      }
    });
  });

  test('it fires once an episode', () => {
    property((steps) => {
      for (const { before, after } of steps)
        if (before.firedAt !== null) expect(after.firedAt).toBe(before.firedAt);
    });
  });

  test('it resolves only on CLEAR or GONE, and only what has fired: never on silence or an error', () => {
    property((steps) => {
      for (const { verdict, before, after } of steps) {
        if (after.state !== 'RESOLVED') continue;
        expect(['CLEAR', 'GONE']).toContain(verdict);
        expect(before.firedAt).not.toBeNull();
      }
    });
  });

  test('what has fired is shown as firing, recovering, unknown or over, and never again as normal', () => {
    property((steps) => {
      for (const { after } of steps)
        expect(after.firedAt !== null && ['NORMAL', 'PENDING'].includes(after.state)).toBe(false);
    });
  });
});
