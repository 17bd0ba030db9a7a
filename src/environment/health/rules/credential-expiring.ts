import type { Rule } from '../issues.ts';
import { date } from '../wording.ts';
import { connected, integrationState } from './subjects.ts';

const DAY_MS = 86_400_000;
const NOTICE_DAYS = 14;

/** LOW: an integration's credential expires within 14 days; MEDIUM once it has, whether or not it is refused yet. */
export const credentialExpiring: Rule = {
  id: 'credential-expiring',
  find: (facts, now) =>
    connected(facts).flatMap(({ id, name, credentialExpiresAt }) => {
      if (credentialExpiresAt === null) return [];
      const left = Date.parse(credentialExpiresAt) - now.getTime();
      if (!(left <= NOTICE_DAYS * DAY_MS)) return [];
      const expired = left <= 0;
      return [
        {
          subjectId: id,
          integrationId: id,
          title: `${name} credential ${expired ? 'expired' : 'expiring'}`,
          description: `The credential of ${name} ${expired ? 'expired' : 'expires'} on ${date(credentialExpiresAt)}.`,
          severity: expired ? 'MEDIUM' : 'LOW',
          suggestedAction: `Ask the customer to renew the credential of ${name}`,
        },
      ];
    }),
  subjectState: integrationState,
};
