import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthPeriod, HealthStatus, Span } from '../../../src/environment/integrations/model.ts';
import { incidents, uptime } from '../../../src/environment/integrations/uptime.ts';
import { CASES } from '../../support/cases.ts';

// Hours of one day.
const at = (hour: number) => new Date(Date.UTC(2026, 0, 5) + hour * 3_600_000).toISOString();
const span = (from: number, to: number): Span => ({ from: at(from), to: at(to) });
const period = (healthStatus: HealthStatus, from: number, to: number | null): HealthPeriod => ({
  healthStatus,
  from: at(from),
  to: to === null ? null : at(to),
});
const DAY = span(0, 24);

describe('uptime', () => {
  it.each<[string, HealthPeriod[], Span[], number | null]>([
    ['nothing known', [], [], null],
    ['only unknown', [period('UNKNOWN', 0, null)], [], null],
    ['healthy all day', [period('HEALTHY', -5, null)], [], 1],
    ['down all day', [period('DOWN', -5, null)], [], 0],
    ['degraded is up', [period('DEGRADED', -5, null)], [], 1],
    ['down for 6 of 24 h', [period('HEALTHY', 0, 18), period('DOWN', 18, null)], [], 0.75],
    [
      'down for 3 of 12 observed',
      [period('UNKNOWN', 0, 12), period('DOWN', 12, 15), period('HEALTHY', 15, 24)],
      [],
      0.75,
    ],
    ['healthy before the window', [period('HEALTHY', -9, 0), period('DOWN', 0, 1)], [], 0],
    ['down in maintenance', [period('HEALTHY', 0, 12), period('DOWN', 12, 24)], [span(12, 24)], 1],
    [
      'down longer than maintenance',
      [period('HEALTHY', 0, 12), period('DOWN', 12, 24)],
      [span(0, 4), span(12, 16)],
      0.5,
    ],
    ['maintenance in healthy time', [period('HEALTHY', 0, 12), period('DOWN', 12, 24)], [span(0, 8)], 0.25],
    ['maintenance all the time', [period('DOWN', 0, 24)], [span(-1, 25)], null],
    [
      'maintenance twice over',
      [period('HEALTHY', 0, 12), period('DOWN', 12, 24)],
      [span(0, 6), span(2, 8)],
      0.25,
    ],
    [
      'maintenance in unknown time',
      [period('UNKNOWN', 0, 12), period('DOWN', 12, 18), period('HEALTHY', 18, 24)],
      [span(0, 12)],
      0.5,
    ],
  ])('weighs by time: %s', (_, periods, maintenance, expected) => {
    expect(uptime(periods, maintenance, DAY)).toBe(expected);
  });

  const hours = fc.tuple(fc.integer({ min: -5, max: 29 }), fc.integer({ min: 0, max: 12 }));
  const spans = fc.array(
    hours.map(([from, length]) => span(from, from + length)),
    { maxLength: 6 },
  );
  const periods = fc.array(
    fc
      .record({
        hours,
        open: fc.boolean(),
        healthStatus: fc.constantFrom('HEALTHY', 'DEGRADED', 'DOWN', 'UNKNOWN'),
      })
      .map(({ hours: [from, length], open, healthStatus }) =>
        period(healthStatus, from, open ? null : from + length),
      ),
    { maxLength: 8 },
  );

  it('stays within 0 and 1, whatever overlaps', () => {
    fc.assert(
      fc.property(periods, spans, (some, maintenance) => {
        const share = uptime(some, maintenance, DAY);
        if (share === null) return;
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
      { numRuns: CASES },
    );
  });

  it('takes overlapping maintenance for one, in any order', () => {
    // Hour by hour, which knows nothing of merging.
    const merged = (maintenance: Span[]) =>
      Array.from({ length: 34 }, (_, index) => span(index - 5, index - 4)).filter((hour) =>
        maintenance.some(({ from, to }) => from <= hour.from && hour.to <= to),
      );
    fc.assert(
      fc.property(periods, spans, (some, maintenance) => {
        const expected = uptime(some, merged(maintenance), DAY);
        expect(uptime(some, maintenance, DAY)).toBe(expected);
        expect(uptime(some.toReversed(), maintenance.toReversed(), DAY)).toBe(expected);
      }),
      { numRuns: CASES },
    );
  });

  it('does not count time that nobody observed as up or down', () => {
    fc.assert(
      fc.property(periods, spans, (some, unknown) => {
        const more = unknown.map((one): HealthPeriod => ({ healthStatus: 'UNKNOWN', ...one }));
        expect(uptime([...some, ...more], [], DAY)).toBe(uptime(some, [], DAY));
      }),
      { numRuns: CASES },
    );
  });
});

describe('incidents', () => {
  it('joins what follows without a gap, names the worst and cuts to the window', () => {
    const timeline = [
      period('DOWN', -3, 1),
      period('HEALTHY', 1, 4),
      period('DEGRADED', 4, 5),
      period('DOWN', 5, 6),
      period('DEGRADED', 6, 8),
      period('UNKNOWN', 8, 9),
      period('DEGRADED', 9, 10),
      period('HEALTHY', 10, 22),
      period('DEGRADED', 22, null),
    ];
    expect(incidents(timeline.toReversed(), DAY)).toEqual([
      { startedAt: at(0), endedAt: at(1), worst: 'DOWN', durationSeconds: 3600 },
      { startedAt: at(4), endedAt: at(8), worst: 'DOWN', durationSeconds: 4 * 3600 },
      { startedAt: at(9), endedAt: at(10), worst: 'DEGRADED', durationSeconds: 3600 },
      { startedAt: at(22), endedAt: null, worst: 'DEGRADED', durationSeconds: 2 * 3600 },
    ]);
  });

  it.each<[string, number | null, string | null]>([
    ['before the window does', 23, at(23)],
    ['with the window', 24, at(24)],
    ['after the window', 25, null],
    ['not yet', null, null],
  ])('says when an incident ended: %s', (_, to, endedAt) => {
    expect(incidents([period('DOWN', 20, to)], DAY).map((incident) => incident.endedAt)).toEqual([endedAt]);
  });

  it('has none outside the window and none while healthy', () => {
    const around = [period('DOWN', -2, 0), period('HEALTHY', 0, 24), period('DOWN', 24, null)];
    expect(incidents(around, DAY)).toEqual([]);
  });
});
