import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthStatus } from '../../../src/environment/integrations/model.ts';
import { type HealthState, nextState, type Verdict } from '../../../src/environment/integrations/state.ts';
import { NOW } from '../../support/builders.ts';
import { CASES } from '../../support/cases.ts';
import { MINUTE } from './telemetry.ts';

const RANK = { DOWN: 0, DEGRADED: 1, HEALTHY: 2 } as const;
const later = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE);
const settled = (healthStatus: HealthStatus): HealthState => ({
  ...verdict(healthStatus),
  recoveringSince: null,
  recoveringTo: null,
});

function verdict(healthStatus: HealthStatus): Verdict {
  return { healthStatus, healthReason: healthStatus === 'HEALTHY' ? null : `It is ${healthStatus}` };
}

// The states after verdicts at minutes, such as { 0: 'HEALTHY', 15: 'HEALTHY' }.
function follow(from: HealthState, verdicts: Record<number, HealthStatus>): HealthState[] {
  let state = from;
  return Object.entries(verdicts).map(([minute, status]) => {
    state = nextState(state, verdict(status), later(Number(minute)));
    return state;
  });
}
const statuses = (states: HealthState[]) => states.map(({ healthStatus }) => healthStatus);

describe('nextState', () => {
  it.each<[HealthStatus, HealthStatus]>([
    ['HEALTHY', 'DEGRADED'],
    ['HEALTHY', 'DOWN'],
    ['DEGRADED', 'DOWN'],
    ['UNKNOWN', 'HEALTHY'],
    ['UNKNOWN', 'DEGRADED'],
    ['UNKNOWN', 'DOWN'],
    ['DOWN', 'UNKNOWN'],
    ['HEALTHY', 'UNKNOWN'],
    ['DOWN', 'DOWN'],
  ])('goes from %s to %s at once', (from, to) => {
    expect(nextState(settled(from), verdict(to), NOW)).toEqual(settled(to));
  });

  it('renews the reason of a state that stays', () => {
    const more = { healthStatus: 'DOWN', healthReason: 'The last 9 runs failed' } as const;
    expect(nextState(settled('DOWN'), more, NOW).healthReason).toBe('The last 9 runs failed');
  });

  it('keeps the state while a recovery has to prove itself, and says since when it is better', () => {
    const better = {
      healthStatus: 'DOWN',
      healthReason: expect.stringMatching(
        /^It is DOWN; better since \d\d:\d\d UTC on \d+ [A-Z][a-z]{2}, which counts after 15 min$/,
      ),
      recoveringSince: NOW.toISOString(),
      recoveringTo: 'HEALTHY',
    };
    const [first, second] = follow(settled('DOWN'), { 0: 'HEALTHY', 5: 'HEALTHY' });
    expect(first).toEqual(better);
    expect(second, 'said once').toEqual(first);
  });

  it('says so once, too, when the clock was set back meanwhile', () => {
    const [first] = follow(settled('DOWN'), { 0: 'HEALTHY' });
    const again = nextState(first as HealthState, verdict('HEALTHY'), later(-30));
    expect(again.healthReason).toBe(first?.healthReason);
  });

  it.each<[string, HealthStatus, Record<number, HealthStatus>, HealthStatus]>([
    ['14:59 apart', 'DOWN', { 0: 'HEALTHY', 14.983: 'HEALTHY' }, 'DOWN'],
    ['15 minutes apart', 'DOWN', { 0: 'HEALTHY', 15: 'HEALTHY' }, 'HEALTHY'],
    ['many within the time', 'DEGRADED', { 0: 'HEALTHY', 5: 'HEALTHY', 10: 'HEALTHY' }, 'DEGRADED'],
    ['hours apart', 'DEGRADED', { 0: 'HEALTHY', 600: 'HEALTHY' }, 'HEALTHY'],
    ['broken by the old state', 'DOWN', { 0: 'HEALTHY', 5: 'DOWN', 15: 'HEALTHY' }, 'DOWN'],
    ['begun anew after that', 'DOWN', { 0: 'HEALTHY', 5: 'DOWN', 15: 'HEALTHY', 30: 'HEALTHY' }, 'HEALTHY'],
    ['partly better', 'DOWN', { 0: 'DEGRADED', 15: 'DEGRADED' }, 'DEGRADED'],
    ['worse in between', 'DOWN', { 0: 'HEALTHY', 5: 'DEGRADED', 15: 'HEALTHY' }, 'DEGRADED'],
    ['the rest of the way', 'DOWN', { 0: 'DEGRADED', 15: 'HEALTHY', 29: 'HEALTHY' }, 'DEGRADED'],
    ['all of the way', 'DOWN', { 0: 'DEGRADED', 15: 'HEALTHY', 30: 'HEALTHY' }, 'HEALTHY'],
    ['worse at the end', 'DOWN', { 0: 'HEALTHY', 15: 'DEGRADED' }, 'DEGRADED'],
  ])('recovers by two good verdicts 15 minutes apart: %s', (_, from, verdicts, expected) => {
    expect(statuses(follow(settled(from), verdicts)).at(-1)).toBe(expected);
  });

  it('starts anew when the clock was set back', () => {
    const state = {
      ...settled('DOWN'),
      recoveringSince: later(60).toISOString(),
      recoveringTo: 'HEALTHY' as const,
    };
    expect(nextState(state, verdict('HEALTHY'), NOW)).toMatchObject({
      healthStatus: 'DOWN',
      recoveringSince: NOW.toISOString(),
    });
  });

  it('takes the verdict for the way where a recovery does not say where it leads', () => {
    const state = { ...settled('DOWN'), recoveringSince: NOW.toISOString(), recoveringTo: null };
    expect(nextState(state, verdict('HEALTHY'), later(15)).healthStatus).toBe('HEALTHY');
  });

  it('is never better than the verdict, and better than before only if the last 15 minutes were', () => {
    const look = fc.tuple(
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('DOWN' as const, 'DEGRADED' as const, 'HEALTHY' as const, 'HEALTHY' as const),
    );
    fc.assert(
      fc.property(fc.array(look, { maxLength: 40 }), (looks) => {
        let state: HealthState = settled('DOWN');
        let minute = 0;
        const seen: { minute: number; rank: number }[] = [];
        for (const [wait, status] of looks) {
          minute += wait;
          seen.push({ minute, rank: RANK[status] });
          const next = nextState(state, verdict(status), later(minute));
          const [was, is] = [state, next].map((some) => RANK[some.healthStatus as 'DOWN']) as [
            number,
            number,
          ];
          expect(is).toBeLessThanOrEqual(RANK[status]);
          if (is > was) {
            const good = seen.filter((one) => one.minute >= minute - 15);
            expect(good.every(({ rank }) => rank >= is)).toBe(true);
            expect(seen.some((one) => one.minute <= minute - 15 && one.rank >= is)).toBe(true);
          }
          state = next;
        }
      }),
      { numRuns: CASES },
    );
  });
});
