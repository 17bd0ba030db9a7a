import type { AlertRule, Observation } from './rule.ts';

/**
 * LOW, to nobody: the audit log is where a change of a security setting is kept. For a day after the last change it is
 * also shown among the alerts.
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
      ({ setting, at, actor, previousState, state }): Observation => ({
        subjectId: setting,
        integrationId: null,
        verdict: 'BAD',
        severity: 'LOW',
        title: `Security setting ${setting} changed`,
        description: `${actor} changed ${setting} from ${previousState ?? 'not reported'} to ${state ?? 'not reported'}.`,
        since: at,
      }),
    ) ?? null,
};
