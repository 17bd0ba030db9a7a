import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptsOf, type DeliveryTelemetry } from '../../../src/environment/integrations/attempts.ts';
import { judge } from '../../../src/environment/integrations/state.ts';
import { integration, NOW } from '../../support/builders.ts';
import { CASES } from '../../support/cases.ts';
import { ago, delivery, HOUR, MINUTE, run } from './telemetry.ts';

const salesforce = integration({ syncMode: 'SCHEDULED', syncIntervalSeconds: 300 });
const outcomes = (deliveries: DeliveryTelemetry[]) =>
  attemptsOf([], deliveries, salesforce, NOW).map(({ outcome }) => outcome);

describe('attemptsOf', () => {
  it('puts runs and deliveries into one order, newest first', () => {
    const found = attemptsOf(
      [run({ startedAt: ago(3 * MINUTE), status: 'FAILED' }), run({ startedAt: ago(MINUTE) })],
      [delivery({ createdAt: ago(2 * MINUTE) })],
      salesforce,
      NOW,
    );
    expect(found.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'RUN SUCCEEDED',
      'DELIVERY SUCCEEDED',
      'RUN FAILED',
    ]);
  });

  it.each<[string, Partial<DeliveryTelemetry>, string[]]>([
    ['nothing tried yet', { status: 'PENDING', attempts: 0 }, []],
    ['accepted at once', { status: 'SUCCEEDED', attempts: 1 }, ['SUCCEEDED']],
    ['accepted at the second try', { status: 'SUCCEEDED', attempts: 2 }, ['FAILED']],
    ['to be tried again', { status: 'PENDING', attempts: 1 }, ['FAILED']],
    ['given up', { status: 'FAILED', attempts: 8 }, ['FAILED']],
    ['sent again by hand', { status: 'SUCCEEDED', attempts: 2, firstAttemptFailed: false }, ['SUCCEEDED']],
    ['told as failed', { status: 'SUCCEEDED', attempts: 1, firstAttemptFailed: true }, ['FAILED']],
  ])('counts a delivery once, by its first try: %s', (_, over, expected) => {
    expect(outcomes([delivery(over)])).toEqual(expected);
  });

  it.each<[string, number | null, number, number]>([
    ['within an hour', 300, HOUR, 0],
    ['over an hour', 300, HOUR + 1, 1],
    ['within two long intervals', 3 * 3600, 6 * HOUR, 0],
    ['over two long intervals', 3 * 3600, 6 * HOUR + 1, 1],
    ['without a schedule', null, HOUR + 1, 1],
  ])('fails a run that never ends when its lease is over: %s', (_, syncIntervalSeconds, ms, expected) => {
    const found = attemptsOf(
      [run({ startedAt: ago(ms), status: 'RUNNING' })],
      [],
      { syncIntervalSeconds },
      NOW,
    );
    expect(found.map(({ errorClass }) => errorClass)).toEqual(new Array(expected).fill('LEASE_EXPIRED'));
  });

  it.each([
    ['a minute ahead', -MINUTE, [NOW.toISOString()]],
    ['5 minutes ahead', -5 * MINUTE, [NOW.toISOString()]],
    ['further ahead', -5 * MINUTE - 1, []],
    ['now', 0, [NOW.toISOString()]],
  ])('puts a fast clock right up to 5 minutes: %s', (_, ms, expected) => {
    expect(attemptsOf([run({ startedAt: ago(ms) })], [], salesforce, NOW).map(({ at }) => at)).toEqual(
      expected,
    );
  });

  it('ignores a time that is none', () => {
    expect(attemptsOf([run({ startedAt: 'soon' })], [], salesforce, NOW)).toEqual([]);
  });

  it('believes the later report of a run that was told twice', () => {
    const startedAt = ago(10 * MINUTE);
    const told = [
      run({ id: 'a', startedAt, status: 'RUNNING' }),
      run({ id: 'a', startedAt, status: 'FAILED', finishedAt: ago(9 * MINUTE) }),
    ];
    for (const runs of [told, told.toReversed()]) {
      expect(attemptsOf(runs, [], salesforce, NOW).map(({ outcome }) => outcome)).toEqual(['FAILED']);
    }
  });

  it('says the same whatever the order and however often telemetry is repeated', () => {
    const runArbitrary = fc
      .record({
        id: fc.integer({ min: 0, max: 12 }).map(String),
        ms: fc.integer({ min: -10, max: 90 }).map((minutes) => minutes * MINUTE),
        status: fc.constantFrom('RUNNING' as const, 'SUCCEEDED' as const, 'FAILED' as const),
        errorClass: fc.constantFrom('TIMEOUT', 'RATE_LIMITED'),
      })
      .map(({ id, ms, status, errorClass }) =>
        run({ id, status, startedAt: ago(ms), errorClass: status === 'FAILED' ? errorClass : null }),
      );
    const telemetry = fc.array(runArbitrary, { maxLength: 20 }).chain((runs) =>
      fc.record({
        runs: fc.constant(runs),
        mixed: fc
          .tuple(fc.shuffledSubarray(runs, { minLength: runs.length }), fc.subarray(runs))
          .map(([all, again]) => [...again, ...all]),
      }),
    );
    fc.assert(
      fc.property(telemetry, ({ runs, mixed }) => {
        const [once, again] = [runs, mixed].map((some) => attemptsOf(some, [], salesforce, NOW)) as [[], []];
        expect(again).toEqual(once);
        expect(judge(salesforce, again, NOW)).toEqual(judge(salesforce, once, NOW));
      }),
      { numRuns: CASES },
    );
  });
});
