import { withoutNoise } from '../../rounding.ts';
import type { Quota } from '../../usage/model.ts';
import { usedRatio } from '../../usage/quota.ts';
import type { Policy } from '../policy.ts';
import type { Advice } from '../recommendations.ts';
import { count, percent, quotaFigures, quotaId } from '../wording.ts';

const TITLES: Readonly<Record<Quota['resource'], string>> = {
  API_CALLS: 'Increase API limit',
  RATE_LIMIT: 'Increase API rate limit',
  STORAGE: 'Increase storage limit',
  WEBHOOKS: 'Increase webhook limit',
};

// The rules whose issues a higher limit solves.
const PRIORITIES = { 'api-quota-approaching-limit': 'MEDIUM', 'api-quota-exceeded': 'HIGH' } as const;

/** A higher limit where an issue says that use comes close to it (MEDIUM) or is over (HIGH). */
export const increaseLimit: Advice = {
  id: 'increase-limit',
  suggest: ({ facts, issues, policy }) =>
    Object.entries(PRIORITIES).flatMap(([ruleId, priority]) =>
      issues
        .filter((issue) => issue.ruleId === ruleId)
        .flatMap((issue) => {
          const quota = facts.quotas?.find((one) => quotaId(one) === issue.subjectId);
          const ratio = quota && usedRatio(quota);
          if (!quota || ratio === null || ratio === undefined) return [];
          const { resource, period, used, unit } = quota;
          const limit = roomyLimit(quota, policy);
          return [
            {
              subjectId: issue.subjectId,
              title: TITLES[resource],
              priority,
              impact: 'Prevent disruption',
              rationale: `${quotaFigures(quota, ratio)}. With a limit of ${count(limit)} ${unit} it would be ${percent(used / limit)}.`,
              issue,
              changes: [{ quota: { resource, period, limit } }],
            },
          ];
        }),
    ),
};

/** The limit at which today's use costs no points, rounded up to two digits, as limits are sold. */
export function roomyLimit({ used }: Pick<Quota, 'used'>, { apiRules }: Policy): number {
  const ratio = apiRules.find(({ metric }) => metric === 'QUOTA')?.ramp.fullAt ?? 1;
  const least = withoutNoise(used / ratio);
  if (!(least > 0)) return 1;
  const step = 10 ** (Math.floor(Math.log10(least)) - 1);
  return step < 1 ? Math.ceil(least) : Math.ceil(least / step) * step;
}
