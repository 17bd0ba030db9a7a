import type { Rule } from '../issues.ts';
import { date } from '../wording.ts';
import { connected, integrationState } from './subjects.ts';

/** HIGH: the other side refuses our credentials, so nothing flows until somebody renews them. */
export const integrationAuthenticationFailed: Rule = {
  id: 'integration-authentication-failed',
  find: (facts) =>
    connected(facts).flatMap(({ id, name, authenticationFailedAt }) =>
      authenticationFailedAt === null
        ? []
        : [
            {
              subjectId: id,
              integrationId: id,
              title: `${name} refuses our credentials`,
              description: `${name} has refused our credentials since ${date(authenticationFailedAt)}.`,
              severity: 'HIGH',
              suggestedAction: `Ask the customer to connect ${name} again`,
            },
          ],
    ),
  subjectState: integrationState,
};
