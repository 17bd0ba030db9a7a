import type { Rule } from '../issues.ts';
import { quotaFindings } from './api-quota.ts';
import { quotaState } from './subjects.ts';

/** LOW: a quota is used to 80 % or more, but not exceeded (that is `api-quota-exceeded`); clears below 75 %. */
export const apiQuotaApproachingLimit: Rule = {
  id: 'api-quota-approaching-limit',
  find: (facts) =>
    quotaFindings(facts, ['WARNING', 'CRITICAL'], {
      severity: 'LOW',
      says: 'approaching limit',
      suggestedAction: 'Offer a limit increase before the limit is reached',
    }),
  subjectState: quotaState,
};
