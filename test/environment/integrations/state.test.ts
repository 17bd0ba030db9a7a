import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthStatus } from '../../../src/environment/integrations/model.ts';
import { attemptsOf, judge } from '../../../src/environment/integrations/state.ts';
import { integration, NOW, webhook } from '../../support/builders.ts';
import { CASES } from '../../support/cases.ts';
import { ago, attempts, delivery, HOUR, MINUTE, SECOND } from './telemetry.ts';

const realtime = integration();
const everyFive = (lastAttemptAt: string | null) =>
  integration({ syncMode: 'SCHEDULED', syncIntervalSeconds: 300, lastAttemptAt });

describe('judge', () => {
  it.each([
    ['switched off', integration({ status: 'INACTIVE', authenticationFailedAt: ago(HOUR) }), 'Switched off'],
    ['never heard of', integration({ lastAttemptAt: null }), 'No sync or delivery has been reported yet'],
    ['heard of in the future only', integration({ lastAttemptAt: ago(-HOUR) }), expect.any(String)],
  ])('does not know an integration that is %s', (_, subject, healthReason) => {
    expect(judge(subject, [], NOW)).toEqual({ healthStatus: 'UNKNOWN', healthReason });
  });

  it('takes a long pause of an integration without a schedule for no fault', () => {
    const quiet = integration({ lastAttemptAt: ago(90 * 24 * HOUR) });
    expect(judge(quiet, [], NOW)).toEqual({ healthStatus: 'HEALTHY', healthReason: null });
  });

  it('is down when credentials are refused, even if nothing else was ever reported', () => {
    const refused = (at: string) => integration({ authenticationFailedAt: at, lastAttemptAt: null });
    expect(judge(refused('2026-01-03T10:05:59Z'), attempts('++++', MINUTE), NOW)).toEqual({
      healthStatus: 'DOWN',
      healthReason: 'Salesforce refuses our credentials since 10:05 UTC on 3 Jan',
    });
    expect(judge(refused('2025-11-03T10:05:00+02:00'), [], NOW).healthReason).toBe(
      'Salesforce refuses our credentials since 08:05 UTC on 3 Nov 2025',
    );
  });

  it.each<[string, string, HealthStatus, string | null]>([
    ['4 failures in a row', '----+', 'DEGRADED', '4 of 5 runs failed in 24 h: rate limited'],
    ['5 failures in a row', '-----+', 'DOWN', 'The last 5 runs failed: rate limited'],
    ['7 failures and nothing else', '-------', 'DOWN', 'The last 7 runs failed: rate limited'],
    ['5 failures before a success', '+-----', 'DEGRADED', '5 of 6 runs failed in 24 h: rate limited'],
    ['2 failures of 2', '--', 'HEALTHY', null],
    ['3 failures of 3', '---', 'DEGRADED', '3 of 3 runs failed in 24 h: rate limited'],
  ])('looks at failures in a row: %s', (_, picture, healthStatus, healthReason) => {
    expect(judge(realtime, attempts(picture, 2 * HOUR), NOW)).toEqual({ healthStatus, healthReason });
  });

  it.each<[string, string, number, HealthStatus]>([
    ['49 of 100', `${'-+'.repeat(49)}++`, 30 * SECOND, 'DEGRADED'],
    ['50 of 100', '-+'.repeat(50), 30 * SECOND, 'DOWN'],
    ['2 of 4', '-+-+', 10 * MINUTE, 'HEALTHY'],
    ['3 of 6', '-+-+-+', 9 * MINUTE, 'DOWN'],
    ['2 of 5', '+-+-+', 9 * MINUTE, 'HEALTHY'],
    ['3 of 5', '-+-+-', 12 * MINUTE - 1, 'DOWN'],
    ['3 of 5, the first exactly an hour ago', '-+-+-', 12 * MINUTE, 'DEGRADED'],
  ])('is down when half of 5 or more failed within the hour: %s', (_, picture, stepMs, healthStatus) => {
    expect(judge(realtime, attempts(picture, stepMs), NOW).healthStatus).toBe(healthStatus);
  });

  it('says how many failed within the hour', () => {
    expect(judge(realtime, attempts('-+-+-+', 9 * MINUTE), NOW).healthReason).toBe(
      '3 of 6 runs failed in 1 h: rate limited',
    );
  });

  it.each<[string, number, HealthStatus, string | null]>([
    ['12.5 min', 12.5 * MINUTE, 'HEALTHY', null],
    ['over 12.5 min', 12.5 * MINUTE + 1, 'DEGRADED', 'No sync for 12 min; one is due every 5 min'],
    ['70 min', 70 * MINUTE, 'DEGRADED', 'No sync for 70 min; one is due every 5 min'],
    ['over 70 min', 70 * MINUTE + 1, 'DOWN', 'No sync for 70 min; one is due every 5 min'],
    ['3 h 59 min', 239 * MINUTE, 'DOWN', 'No sync for 3 h; one is due every 5 min'],
    ['6 days', 6.9 * 24 * HOUR, 'DOWN', 'No sync for 6 days; one is due every 5 min'],
  ])('measures a schedule of 5 min by the last attempt: %s', (_, ms, healthStatus, healthReason) => {
    expect(judge(everyFive(ago(ms)), [], NOW)).toEqual({ healthStatus, healthReason });
    expect(judge(everyFive(null), attempts('+', ms), NOW).healthStatus).toBe(healthStatus);
  });

  it('takes the later of the last attempt and the newest run', () => {
    expect(judge(everyFive(ago(3 * HOUR)), attempts('+', MINUTE), NOW).healthStatus).toBe('HEALTHY');
    expect(judge(everyFive(ago(MINUTE)), attempts('+', 3 * HOUR), NOW).healthStatus).toBe('HEALTHY');
    expect(judge(everyFive(ago(-9 * HOUR)), attempts('+', 3 * HOUR), NOW).healthStatus).toBe('DOWN');
  });

  it.each<[string, string, HealthStatus]>([
    ['2 failures of 4', '-++-', 'HEALTHY'],
    ['3 of 300: exactly 99 %', `-+-+-${'+'.repeat(295)}`, 'HEALTHY'],
    ['3 of 299: just below', `-+-+-${'+'.repeat(294)}`, 'DEGRADED'],
  ])('is degraded by 3 failures that are over 1 %% of a day: %s', (_, picture, healthStatus) => {
    expect(judge(realtime, attempts(picture, 4 * MINUTE), NOW).healthStatus).toBe(healthStatus);
  });

  it('forgets failures after 24 hours', () => {
    expect(judge(realtime, attempts('+---', 8 * HOUR - 1), NOW).healthStatus).toBe('HEALTHY');
    expect(judge(realtime, attempts('+---', 6 * HOUR - 1), NOW).healthStatus).toBe('DEGRADED');
    expect(judge(realtime, attempts('+---', 6 * HOUR), NOW).healthStatus).toBe('HEALTHY');
  });

  it("judges Acme's webhook as the design does: degraded, not down", () => {
    const deliveries = Array.from({ length: 120 }, (_, index) =>
      index % 8 === 2
        ? delivery({
            createdAt: ago(index * 12 * MINUTE),
            status: 'FAILED',
            attempts: 5,
            errorClass: index % 16 === 2 ? 'CONNECTION_TIMEOUT' : index % 32 === 10 ? 'HTTP_503' : null,
          })
        : delivery({ createdAt: ago(index * 12 * MINUTE) }),
    );
    const verdict = judge(webhook(), attemptsOf([], deliveries, webhook(), NOW), NOW);
    expect(verdict).toEqual({
      healthStatus: 'DEGRADED',
      healthReason: '15 of 120 deliveries failed in 24 h: connection timeout',
    });
  });

  it.each([
    ['HTTP_503', ': HTTP 503'],
    ['dnsFailure', ': DNS failure'],
    ['LEASE_EXPIRED', ': no end was reported'],
    ['UNKNOWN', ''],
    [null, ''],
  ])('names the error class %s in words', (errorClass, words) => {
    const failed = attempts('---', HOUR, { errorClass });
    expect(judge(realtime, failed, NOW).healthReason).toBe(`3 of 3 runs failed in 24 h${words}`);
  });

  it('speaks of attempts where runs and deliveries are mixed', () => {
    const mixed = [...attempts('-', HOUR, { kind: 'DELIVERY' }), ...attempts('--', 2 * HOUR)];
    expect(judge(realtime, mixed, NOW).healthReason).toBe('3 of 3 attempts failed in 24 h: rate limited');
  });

  it('never judges worse for a failure that turns into a success', () => {
    const rank = { DOWN: 0, DEGRADED: 1, HEALTHY: 2, UNKNOWN: Number.NaN };
    const pictures = fc.record({
      picture: fc.string({ unit: fc.constantFrom('+', '-', '-'), minLength: 1, maxLength: 60 }),
      at: fc.nat(),
      stepMs: fc.integer({ min: SECOND, max: 3 * HOUR }),
    });
    fc.assert(
      fc.property(pictures, ({ picture, at, stepMs }) => {
        const place = at % picture.length;
        const better = `${picture.slice(0, place)}+${picture.slice(place + 1)}`;
        const [before, after] = [picture, better].map(
          (some) => rank[judge(everyFive(null), attempts(some, stepMs), NOW).healthStatus],
        ) as [number, number];
        expect(after).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: CASES },
    );
  });
});
