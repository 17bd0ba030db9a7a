import { scoreComponent } from '../../environment/health/component.ts';
import { configurationOf } from '../../environment/integrations/configuration.ts';
import { countByHealth } from '../../environment/integrations/counts.ts';
import type { Integration } from '../../environment/integrations/model.ts';
import type { Judged } from '../judged.ts';
import type { Answer } from './schema.ts';
import { isoOrNull, lower } from './values.ts';

type Environment = Answer['environment'];

/** The integrations in order of name. */
export function integrations({ facts }: Judged): Environment['integrations'] {
  return facts.integrations?.map(toAnswer) ?? null;
}

/** How many integrations are in which health. */
export function integrationHealth(
  { facts: { customerId, integrations: all }, includeHealth }: Judged,
  now: Date,
): Environment['integrationHealth'] {
  if (all === null) return null;
  const score = includeHealth
    ? scoreComponent('INTEGRATIONS', { customerId, integrations: all }, now).score
    : null;
  return { ...countByHealth(all), score };
}

function toAnswer(one: Integration): NonNullable<Environment['integrations']>[number] {
  return {
    id: one.id,
    name: one.name,
    type: lower(one.type),
    status: lower(one.status),
    healthStatus: lower(one.healthStatus),
    healthReason: one.healthReason,
    dataFlowDirection: lower(one.dataFlowDirection),
    setupDate: one.setupDate,
    syncMode: lower(one.syncMode),
    syncIntervalSeconds: one.syncIntervalSeconds,
    lastAttemptAt: isoOrNull(one.lastAttemptAt),
    lastSyncAt: isoOrNull(one.lastSyncAt),
    objectsSynced: [...one.objectsSynced],
    configuration: Object.fromEntries(configurationOf(one).map(({ key, value }) => [key, value])),
    endpoint: one.endpoint,
  };
}
