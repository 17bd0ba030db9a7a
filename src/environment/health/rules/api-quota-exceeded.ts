import type { Rule } from '../issues.ts';
import { quotaFindings } from './api-quota.ts';
import { quotaState } from './subjects.ts';

/** HIGH: a quota is used up, so calls are or will be refused; clears below 95 %. */
export const apiQuotaExceeded: Rule = {
  id: 'api-quota-exceeded',
  find: (facts) =>
    quotaFindings(facts, ['EXCEEDED'], {
      severity: 'HIGH',
      says: 'over limit',
      suggestedAction: 'Increase the limit or agree with the customer how to use less',
    }),
  subjectState: quotaState,
};
