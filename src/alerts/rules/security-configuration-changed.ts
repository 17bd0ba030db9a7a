import type { AlertRule, Observation } from './rule.ts';

/**
 * LOW, to nobody: the audit log is where a change of a security setting is kept. For a day it is also shown among the
 * alerts, each change by itself.
 */
export const securityConfigurationChanged: AlertRule = {
  id: 'security-configuration-changed',
  range: null,
  threshold: 0,
  forMs: 0,
  resolveAfterMs: 0,
  recipients: [],
  observe: ({ securityChanges }) =>
    securityChanges?.map(
      ({ id, setting, at, actor, previousState, state }): Observation => ({
        subjectId: id,
        integrationId: null,
        verdict: 'BAD',
        severity: 'LOW',
        title: `Security setting ${setting} changed`,
        description: `${actor} changed ${setting} from ${previousState ?? 'not reported'} to ${state ?? 'not reported'}.`,
        since: at,
      }),
    ) ?? null,
};
