import type { Integration } from '../../integrations/model.ts';
import type { Rule } from '../issues.ts';
import { connected } from './subjects.ts';

/**
 * MEDIUM: the service that owns an integration says that it fails, and telemetry does not say so. Where it does, or
 * credentials are refused, other rules know more. What is declared needs no hold: it is over once it is taken back.
 */
export const integrationReportedFailing: Rule = {
  id: 'integration-reported-failing',
  find: (facts) =>
    connected(facts)
      .filter(isReported)
      .map(({ id, name, healthStatus }) => ({
        subjectId: id,
        integrationId: id,
        title: `${name} is reported as failing by its owner`,
        description: `The service that owns ${name} reports an error; ${healthStatus === 'HEALTHY' ? 'its telemetry shows none' : 'there is no telemetry to tell'}.`,
        severity: 'MEDIUM',
        suggestedAction: `Ask the team that owns ${name} what fails`,
      })),
  subjectState: ({ integrations }, id) => {
    if (integrations === null) return 'UNKNOWN';
    return integrations.some((one) => one.id === id && isReported(one)) ? 'PRESENT' : 'GONE';
  },
};

function isReported({ status, healthStatus, authenticationFailedAt }: Integration): boolean {
  return (
    status === 'ERROR' &&
    authenticationFailedAt === null &&
    (healthStatus === 'HEALTHY' || healthStatus === 'UNKNOWN')
  );
}
