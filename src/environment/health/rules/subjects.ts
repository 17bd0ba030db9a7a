import type { Facts } from '../../facts.ts';
import type { Integration } from '../../integrations/model.ts';
import type { SettingName, SettingState } from '../../security/model.ts';
import type { ApiFactor, ApiHealthMetric, ApiRule } from '../../usage/api-health.ts';
import type { Quota } from '../../usage/model.ts';
import { type QuotaStatus, quotaStatus, usedRatio } from '../../usage/quota.ts';
import { judgeApi } from '../components/api.ts';
import type { SubjectState } from '../issues.ts';
import { POLICY } from '../policy.ts';
import { quotaId } from '../wording.ts';

/** The integrations that are switched on; none where they could not be read. */
export function connected({ integrations }: Pick<Facts, 'integrations'>): Integration[] {
  return (integrations ?? []).filter(({ status }) => status !== 'INACTIVE');
}

/** Whether it sends to an address of the customer's: a webhook, whatever it is called. */
export function isWebhook({ type, endpoint, dataFlowDirection }: Integration): boolean {
  return type === 'CUSTOM' && endpoint !== null && dataFlowDirection !== 'INBOUND';
}

/** Works badly by telemetry, but works. Not where credentials are refused: that has a rule of its own. */
export function isDegraded({ healthStatus, authenticationFailedAt }: Integration): boolean {
  return healthStatus === 'DEGRADED' && authenticationFailedAt === null;
}

/** Of an integration where the rule looks at its health: unknown while a connected one's is. */
export function integrationHealthState(facts: Facts, id: string): SubjectState {
  const integration = facts.integrations?.find((one) => one.id === id);
  const unknown = integration?.status !== 'INACTIVE' && integration?.healthStatus === 'UNKNOWN';
  return unknown ? 'UNKNOWN' : integrationState(facts, id);
}

/** Of an integration where the rule looks at what is always reported. */
export function integrationState({ integrations }: Facts, id: string): SubjectState {
  if (integrations === null) return 'UNKNOWN';
  return integrations.some((one) => one.id === id) ? 'PRESENT' : 'GONE';
}

/** Of a security setting. One that is not reported is unknown, never gone. */
export function settingState({ settings }: Facts, name: string): SubjectState {
  const state = settings?.find(({ setting }) => setting === name)?.state ?? 'UNKNOWN';
  return state === 'UNKNOWN' ? 'UNKNOWN' : 'PRESENT';
}

/** Whether a security setting is known to be in this state. */
export function isSet({ settings }: Facts, name: SettingName, state: SettingState): boolean {
  return settings?.find(({ setting }) => setting === name)?.state === state;
}

/** Of a quota by its name; one without a limit any more is present and well. */
export function quotaState({ quotas }: Facts, id: string): SubjectState {
  if (quotas === null) return 'UNKNOWN';
  const quota = quotas.find((one) => quotaId(one) === id);
  if (quota === undefined) return 'GONE';
  return quota.limit !== null && usedRatio(quota) === null ? 'UNKNOWN' : 'PRESENT';
}

/** One of the API's figures with the policy's rule for it; null while the figure is unknown. */
export function apiFigure(
  facts: Facts,
  metric: ApiHealthMetric,
  now: Date,
): (ApiFactor & { readonly value: number; readonly rule: ApiRule }) | null {
  const factor = judgeApi(facts, POLICY, now).find((one) => one.metric === metric);
  const rule = POLICY.apiRules.find((one) => one.metric === metric);
  return factor && rule && factor.value !== null ? { ...factor, value: factor.value, rule } : null;
}

/** Of one of the API's figures, which are the subjects of rules about usage. */
export function apiFigureState(facts: Facts, metric: string, now: Date): SubjectState {
  return judgeApi(facts, POLICY, now).some((one) => one.metric === metric && one.value !== null)
    ? 'PRESENT'
    : 'UNKNOWN';
}

/** A quota with a limit, its ratio and how close to the limit it is. */
export interface JudgedQuota {
  readonly quota: Quota;
  readonly ratio: number;
  readonly status: QuotaStatus;
}

/**
 * The quotas with a limit. Of one on which an issue of these rules is open the status clears 5 points lower, so that
 * use around an edge does not open and resolve issues in turn. `ruleIds` says which status an open issue stands for.
 */
export function judgeQuotas(
  facts: Pick<Facts, 'quotas' | 'issues'>,
  ruleIds: Readonly<Record<string, QuotaStatus>>,
): JudgedQuota[] {
  const open = (facts.issues ?? []).filter(
    ({ status, ruleId }) => status !== 'RESOLVED' && Object.hasOwn(ruleIds, ruleId),
  );
  return (facts.quotas ?? []).flatMap((quota) => {
    const held = open
      .filter(({ subjectId }) => subjectId === quotaId(quota))
      .map(({ ruleId }) => ruleIds[ruleId]);
    const previous = held.find((status) => status === 'EXCEEDED') ?? held[0] ?? null;
    const ratio = usedRatio(quota);
    const status = quotaStatus(ratio, previous);
    return ratio === null || status === null ? [] : [{ quota, ratio, status }];
  });
}
