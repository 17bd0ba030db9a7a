import type { Rule } from '../issues.ts';
import { sentence } from '../wording.ts';
import { connected, integrationHealthState, isDegraded, isWebhook } from './subjects.ts';

/** MEDIUM: an integration works badly; webhooks have a rule of their own. */
export const integrationDegraded: Rule = {
  id: 'integration-degraded',
  find: (facts) =>
    connected(facts)
      .filter((integration) => isDegraded(integration) && !isWebhook(integration))
      .map(({ id, name, healthReason }) => ({
        subjectId: id,
        integrationId: id,
        title: `${name} is degraded`,
        description: sentence(healthReason ?? `Runs of ${name} fail`),
        severity: 'MEDIUM',
        suggestedAction: `Look through the failed runs of ${name} for their common cause`,
      })),
  subjectState: integrationHealthState,
};
