import { connected } from '../../environment/health/rules/subjects.ts';
import { date } from '../../environment/health/wording.ts';
import type { AlertRule, Observation } from './rule.ts';

const DAY_MS = 86_400_000;

/** To TECH: a credential or certificate expires within 14 days, LOW; it has expired, MEDIUM. Renewing it clears. */
export const credentialExpiring: AlertRule = {
  id: 'credential-expiring',
  range: { unit: 'days before it expires', least: 0, most: 90 },
  threshold: 14,
  forMs: 0,
  resolveAfterMs: 0,
  recipients: ['TECH'],
  observe: (facts, { threshold }, now) =>
    facts.integrations === null
      ? null
      : connected(facts).flatMap(({ id, name, credentialExpiresAt }): Observation[] => {
          if (credentialExpiresAt === null) return [];
          const left = Date.parse(credentialExpiresAt) - now.getTime();
          const expired = left <= 0;
          return [
            {
              subjectId: id,
              integrationId: id,
              verdict: left <= threshold * DAY_MS ? 'BAD' : 'CLEAR',
              severity: expired ? 'MEDIUM' : 'LOW',
              title: `${name} credential ${expired ? 'expired' : 'expiring'}`,
              description: `The credential of ${name} ${expired ? 'expired' : 'expires'} on ${date(credentialExpiresAt)}.`,
              since: null,
            },
          ];
        }),
};
