import type { Rule } from '../issues.ts';
import { sentence } from '../wording.ts';
import { connected, integrationHealthState } from './subjects.ts';

/** HIGH: no data flows. Where the cause is refused credentials, `integration-authentication-failed` says so instead. */
export const integrationDown: Rule = {
  id: 'integration-down',
  find: (facts) =>
    connected(facts)
      .filter(
        ({ healthStatus, authenticationFailedAt }) =>
          healthStatus === 'DOWN' && authenticationFailedAt === null,
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
