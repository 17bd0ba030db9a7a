import type { Rule } from '../issues.ts';
import { sentence } from '../wording.ts';
import { connected, integrationState } from './subjects.ts';

const DAY_MS = 86_400_000;
const GRACE_DAYS = 2;

/** LOW: nothing tells how a connected integration does. Not in its first two days (UTC), when nothing is no news. */
export const telemetryMissing: Rule = {
  id: 'telemetry-missing',
  find: (facts, now) =>
    connected(facts)
      .filter(({ healthStatus }) => healthStatus === 'UNKNOWN')
      .filter(({ setupDate }) => now.getTime() - Date.parse(setupDate) >= GRACE_DAYS * DAY_MS)
      .map(({ id, name, healthReason }) => ({
        subjectId: id,
        integrationId: id,
        title: `No telemetry from ${name}`,
        description: sentence(healthReason ?? `Nothing tells how ${name} does`),
        severity: 'LOW',
        suggestedAction: `Check whether ${name} is in use and reports its runs`,
      })),
  subjectState: integrationState,
};
