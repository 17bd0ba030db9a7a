import { connected } from '../../environment/health/rules/subjects.ts';
import { sentence } from '../../environment/health/wording.ts';
import type { AlertFacts } from '../facts.ts';
import type { AlertRule, Observation, Verdict } from './rule.ts';
import { later, signalOf } from './signals.ts';

const HOUR_MS = 3_600_000;

/**
 * HIGH, to CSM and TECH: no data has flowed for over an hour. Announced maintenance is no outage: what is still down when
 * it ends counts from there. An integration that has begun to recover is not said to be down, nor to be up.
 */
export const integrationDown: AlertRule = {
  id: 'integration-down',
  range: null,
  threshold: 0,
  forMs: HOUR_MS,
  resolveAfterMs: 0,
  recipients: ['CSM', 'TECH'],
  observe: (facts) =>
    facts.integrations === null || facts.signals === null
      ? null
      : connected(facts).map(({ id, name, healthStatus, healthReason, healthSince }): Observation => {
          const signal = signalOf(facts, id);
          const verdict = verdictOn(healthStatus, signal);
          const silent = verdict === 'NO_DATA';
          return {
            subjectId: id,
            integrationId: id,
            verdict,
            severity: 'HIGH',
            title: silent ? `Nothing tells how ${name} does` : `${name} is down`,
            description: sentence(
              healthReason ?? (silent ? 'There is no telemetry' : `No data flows through ${name}`),
            ),
            since: later(healthSince, signal?.maintainedUntil ?? null),
          };
        }),
};

type Signal = ReturnType<typeof signalOf>;

function verdictOn(
  health: NonNullable<AlertFacts['integrations']>[number]['healthStatus'],
  signal: Signal,
): Verdict {
  if (health === 'UNKNOWN') return 'NO_DATA';
  if (health !== 'DOWN') return 'CLEAR';
  const excused = signal === null || signal.inMaintenance || signal.recoveringSince !== null;
  return excused ? 'HELD' : 'BAD';
}
