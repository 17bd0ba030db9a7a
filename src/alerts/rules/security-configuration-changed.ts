import { detailOf, type SecuritySettingImage } from '../../environment/security/model.ts';
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
      ({ id, setting, at, actor, before, after }): Observation => ({
        subjectId: id,
        integrationId: null,
        verdict: 'BAD',
        severity: 'LOW',
        title: `Security setting ${setting} changed`,
        description: `${actor} changed ${setting} from ${words(before)} to ${words(after)}.`,
        since: at,
      }),
    ) ?? null,
};

/** "ENABLED (90-day rotation)". */
function words(image: SecuritySettingImage | null): string {
  if (image === null) return 'not reported';
  const detail = detailOf(image);
  return detail === null ? image.state : `${image.state} (${detail})`;
}
