import { DomainError } from '../../errors.ts';
import type { Facts } from '../facts.ts';
import type { HealthStatus, Integration } from '../integrations/model.ts';
import {
  SETTING_NAMES,
  type SecuritySetting,
  type SettingName,
  type SettingState,
} from '../security/model.ts';
import type { Quota } from '../usage/model.ts';
import { quotaId } from './wording.ts';

/** One thing to suppose: exactly one of the three. */
export interface Change {
  readonly setting?: { readonly setting: SettingName; readonly state: SettingState } | null;
  readonly integration?: { readonly id: string; readonly healthStatus: HealthStatus } | null;
  readonly quota?: (Pick<Quota, 'resource' | 'period'> & { readonly limit: number }) | null;
}

/** A change that cannot be supposed; its message says what is accepted. */
export class WhatIfError extends DomainError {
  override readonly name = 'WhatIfError';
  /** INVALID: the change makes no sense. UNAVAILABLE: what it changes could not be read. */
  readonly reason: 'INVALID' | 'UNAVAILABLE';

  constructor(message: string, reason: 'INVALID' | 'UNAVAILABLE' = 'INVALID') {
    super(reason === 'INVALID' ? 'BAD_USER_INPUT' : 'SECTION_UNAVAILABLE', message);
    this.reason = reason;
  }
}

const ON_OFF: readonly SettingState[] = ['ENABLED', 'DISABLED', 'UNKNOWN'];
/** The states that each setting can take, as the read model's constraint has them. */
export const SETTING_STATES: Readonly<Record<SettingName, readonly SettingState[]>> = {
  SSO: ON_OFF,
  MFA: ['ENFORCED', 'OPTIONAL', 'DISABLED', 'UNKNOWN'],
  IP_ALLOWLIST: ['CONFIGURED', 'NOT_CONFIGURED', 'UNKNOWN'],
  API_KEY_ROTATION: ON_OFF,
  AUDIT_LOGGING: ON_OFF,
  DATA_ENCRYPTION: ON_OFF,
};
const HEALTHS: readonly HealthStatus[] = ['HEALTHY', 'DEGRADED', 'DOWN', 'UNKNOWN'];
/** A rotation that is supposed to be on is supposed to be often enough. */
const SUPPOSED_ROTATION_DAYS = 90;

/** The facts with the changes made, in their order; the facts given stay as they are. Throws WhatIfError. */
export function applyChanges(facts: Facts, changes: readonly Change[]): Facts {
  if (changes.length === 0) throw new WhatIfError('Give at least one change.');
  return changes.reduce(applyChange, facts);
}

function applyChange(facts: Facts, { setting, integration, quota }: Change): Facts {
  const given = [setting, integration, quota].filter((one) => one !== undefined && one !== null);
  if (given.length !== 1)
    throw new WhatIfError('Give exactly one of setting, integration and quota in each change.');
  if (setting) return { ...facts, settings: changeSetting(facts, setting) };
  if (integration) return { ...facts, integrations: changeHealth(facts, integration) };
  return quota ? { ...facts, quotas: changeLimit(facts, quota) } : facts;
}

// A setting that was not reported exists all the same, so it can be supposed.
function changeSetting({ customerId, settings }: Facts, { setting, state }: NonNullable<Change['setting']>) {
  const accepted = SETTING_STATES[oneOf(setting, SETTING_NAMES, 'setting')];
  oneOf(state, accepted, `state of ${setting}`);
  const rows = read(settings, 'The security settings');
  const unknown: SecuritySetting = {
    customerId,
    setting,
    state,
    detail: null,
    rotationDays: null,
    updatedAt: '',
  };
  const row = rows.find((one) => one.setting === setting) ?? unknown;
  const rotationDays = setting === 'API_KEY_ROTATION' && state === 'ENABLED' ? SUPPOSED_ROTATION_DAYS : null;
  return [
    ...rows.filter((one) => one !== row),
    { ...row, state, rotationDays: keepShorter(row, rotationDays) },
  ];
}

function keepShorter({ rotationDays }: SecuritySetting, supposed: number | null): number | null {
  return supposed === null || rotationDays === null ? supposed : Math.min(rotationDays, supposed);
}

function changeHealth({ integrations }: Facts, { id, healthStatus }: NonNullable<Change['integration']>) {
  oneOf(healthStatus, HEALTHS, 'health');
  const rows = read(integrations, 'The integrations');
  const row = rows.find((one) => one.id === id.toLowerCase());
  const names = rows.filter(({ status }) => status !== 'INACTIVE').map((one) => `${one.id} (${one.name})`);
  const accepted = names.length === 0 ? 'there are none to suppose' : `accepted are ${names.join(', ')}`;
  if (row === undefined) throw new WhatIfError(`The customer has no integration ${id}; ${accepted}.`);
  if (row.status === 'INACTIVE') {
    throw new WhatIfError(`${row.name} is switched off, so its health counts in no score; ${accepted}.`);
  }
  return rows.map((one) => (one === row ? supposeHealth(one, healthStatus) : one));
}

// One that works is not refused, and what the integration service reports follows.
function supposeHealth(integration: Integration, healthStatus: HealthStatus): Integration {
  if (healthStatus === integration.healthStatus) return integration;
  const works = healthStatus === 'HEALTHY' || healthStatus === 'DEGRADED';
  return {
    ...integration,
    healthStatus,
    healthReason: healthStatus === 'HEALTHY' ? null : 'Supposed',
    recoveringSince: null,
    recoveringTo: null,
    status: healthStatus === 'HEALTHY' ? 'ACTIVE' : integration.status,
    authenticationFailedAt: works ? null : integration.authenticationFailedAt,
  };
}

function changeLimit({ quotas }: Facts, change: NonNullable<Change['quota']>) {
  const { limit } = change;
  if (!(limit > 0 && limit < Infinity))
    throw new WhatIfError(`A limit has to be a number above 0, not ${limit}.`);
  const rows = read(quotas, 'The quotas');
  const row = rows.find((one) => quotaId(one) === quotaId(change));
  if (row === undefined) {
    const accepted = rows.length === 0 ? 'there are none' : `accepted are ${rows.map(quotaId).join(', ')}`;
    throw new WhatIfError(`The customer has no quota ${quotaId(change)}; ${accepted}.`);
  }
  return rows.map((one) => (one === row ? { ...one, limit } : one));
}

function oneOf<Value extends string>(value: Value, accepted: readonly Value[], what: string): Value {
  if (!accepted.includes(value)) {
    throw new WhatIfError(`${value} is no ${what}; accepted are ${accepted.join(', ')}.`);
  }
  return value;
}

function read<Rows>(rows: Rows | null, what: string): Rows {
  if (rows === null) throw new WhatIfError(`${what} could not be read.`, 'UNAVAILABLE');
  return rows;
}
