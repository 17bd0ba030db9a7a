import type { Facts } from '../../facts.ts';
import type { Integration } from '../../integrations/model.ts';
import type { Policy } from '../policy.ts';
import { sentence } from '../wording.ts';
import type { Factor } from './factor.ts';

/**
 * One factor for each integration, all of the connected ones weighing the same: healthy 100 points, degraded 50, down
 * 0 (design §7). One of unknown health is shown without points, a switched off one without weight as well.
 * Pending ones are no integrations yet. Empty where the integrations could not be read.
 */
export function integrationFactors({ integrations }: Pick<Facts, 'integrations'>, policy: Policy): Factor[] {
  const all = integrations ?? [];
  const connected = all.filter(({ status }) => status !== 'INACTIVE').length;
  return all.map((integration) => {
    const { id, name, status, healthStatus, healthReason } = integration;
    const counts = status !== 'INACTIVE';
    return {
      id,
      title: name,
      weight: counts ? 1 / connected : 0,
      points: counts && healthStatus !== 'UNKNOWN' ? policy.healthPoints[healthStatus] : null,
      explanation: explain(integration),
      evidence: [{ kind: 'Integration', id, detail: counts ? healthReason : null }],
    };
  });
}

function explain({ name, status, healthStatus, healthReason }: Integration): string {
  if (status === 'INACTIVE') return `${name} is switched off, so it does not count.`;
  const because = healthReason === null ? '.' : `: ${sentence(healthReason)}`;
  if (healthStatus === 'UNKNOWN') return `The health of ${name} is unknown, so it does not count${because}`;
  return `${name} is ${healthStatus.toLowerCase()}${because}`;
}
