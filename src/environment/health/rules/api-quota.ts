import type { Facts } from '../../facts.ts';
import type { Quota } from '../../usage/model.ts';
import type { QuotaStatus } from '../../usage/quota.ts';
import type { Finding } from '../issues.ts';
import { quotaFigures, quotaId } from '../wording.ts';
import { judgeQuotas } from './subjects.ts';

/** Ids of the two rules about quotas, with the status that an open issue of theirs stands for. */
export const QUOTA_RULES = {
  'api-quota-approaching-limit': 'WARNING',
  'api-quota-exceeded': 'EXCEEDED',
} as const satisfies Record<string, QuotaStatus>;

const NAMES: Readonly<Record<Quota['resource'], string>> = {
  API_CALLS: 'API usage',
  RATE_LIMIT: 'API call rate',
  STORAGE: 'Storage',
  WEBHOOKS: 'Number of webhooks',
};

/** One finding for each quota in one of these states; what the rules about quotas share. */
export function quotaFindings(
  facts: Facts,
  statuses: readonly QuotaStatus[],
  {
    severity,
    says,
    suggestedAction,
  }: Pick<Finding, 'severity' | 'suggestedAction'> & { readonly says: string },
): Finding[] {
  return judgeQuotas(facts, QUOTA_RULES)
    .filter(({ status }) => statuses.includes(status))
    .map(({ quota, ratio }) => ({
      subjectId: quotaId(quota),
      integrationId: null,
      title: `${NAMES[quota.resource]} ${says}`,
      description: `${quotaFigures(quota, ratio)}.`,
      severity,
      suggestedAction,
    }));
}
