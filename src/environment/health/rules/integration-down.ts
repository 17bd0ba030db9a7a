import type { Rule } from '../issues.ts';
import { sentence } from '../wording.ts';
import { connected, integrationHealthState } from './subjects.ts';

/**
 * HIGH: no data flows. Where the cause is refused credentials, `integration-authentication-failed` says so instead; nor does
 * it begin when they are taken again, while the integration still counts as down until that has lasted.
 */
export const integrationDown: Rule = {
  id: 'integration-down',
  find: (facts) =>
    connected(facts)
      .filter(
        ({ healthStatus, authenticationFailedAt, recoveringSince }) =>
          healthStatus === 'DOWN' && authenticationFailedAt === null && recoveringSince === null,
      )
      .map(({ id, name, healthReason }) => ({
        subjectId: id,
        integrationId: id,
        title: `${name} is down`,
        description: sentence(healthReason ?? `No data flows through ${name}`),
        severity: 'HIGH',
        suggestedAction: `Find out with the customer whether ${name} can be reached`,
      })),
  subjectState: integrationHealthState,
};
