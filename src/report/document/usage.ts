import type { JudgedQuota } from '../../environment/health/rules/subjects.ts';
import { count } from '../../environment/health/wording.ts';
import type { Quota, QuotaPeriod, QuotaResource } from '../../environment/usage/model.ts';
import type { QuotaStatus } from '../../environment/usage/quota.ts';
import type { Block, Tone } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import { wholePercent } from './figures.ts';
import { type Cell, heading, paragraph, status, strong, table, unreadable } from './parts.ts';

const RESOURCES: Readonly<Record<QuotaResource, string>> = {
  API_CALLS: 'API Calls',
  RATE_LIMIT: 'Rate Limit',
  STORAGE: 'Storage',
  WEBHOOKS: 'Webhooks',
};
const PERIODS: Readonly<Record<QuotaPeriod, string>> = {
  SECOND: '/Second',
  DAY: '/Day',
  MONTH: '/Month',
  NONE: '',
};
const STATUS: Readonly<Record<QuotaStatus, readonly [Tone, string]>> = {
  OK: ['good', ''],
  WARNING: ['warning', ''],
  CRITICAL: ['bad', 'Critical'],
  EXCEEDED: ['bad', 'Exceeded'],
};

/** What is used of what may be used, and a line for each limit that is near. */
export function usage({ facts, quotas }: Judged): Block[] {
  const blocks: Block[] = [heading(2, 'API Usage'), heading(3, 'Current Usage vs Limits')];
  if (facts.quotas === null || quotas === null) return [...blocks, unreadable('The limits')];
  if (facts.quotas.length === 0) return [...blocks, paragraph('No limits are recorded.')];
  const judged = new Map(quotas.map((one) => [one.quota, one]));
  const rows = facts.quotas.map((quota): Cell[] => {
    const one = judged.get(quota);
    const used = amount(quota, quota.used);
    if (!one)
      return [nameOf(quota), used, quota.limit === null ? 'Unlimited' : amount(quota, quota.limit), '-', ''];
    const limit = amount(quota, quota.limit ?? 0);
    return [nameOf(quota), used, limit, wholePercent(one.ratio), status(...STATUS[one.status])];
  });
  blocks.push(table(['Resource', '>Used', '>Limit', '>% Used', 'Status'], rows));
  for (const one of quotas) {
    if (one.status === 'OK') continue;
    blocks.push({
      kind: 'callout',
      tone: STATUS[one.status][0],
      blocks: [paragraph(strong('Alert'), `: ${alert(one)}`)],
    });
  }
  return blocks;
}

function nameOf({ resource, period }: Quota): string {
  return resource === 'API_CALLS' ? `${RESOURCES[resource]}${PERIODS[period]}` : RESOURCES[resource];
}

function amount({ resource, period, unit }: Quota, value: number): string {
  if (period === 'SECOND') return `${count(value)}/sec`;
  return resource === 'STORAGE' ? `${count(value)} ${unit}` : count(value);
}

function alert({ quota: { resource, period }, ratio, status: state }: JudgedQuota): string {
  const what = resource === 'API_CALLS' ? 'API usage' : RESOURCES[resource];
  const at = `${what} at ${wholePercent(ratio)}`;
  if (state === 'EXCEEDED') return `${at} - the limit is exceeded`;
  return `${at} - may need limit increase${period === 'MONTH' ? ' before month end' : ''}`;
}
