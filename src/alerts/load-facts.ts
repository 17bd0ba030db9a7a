import type { Database } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';
import type { Alert } from '../environment/alerts/model.ts';
import { sections } from '../environment/sections.ts';
import type { Loaders } from '../read/loaders.ts';
import { defineRead, type Read } from '../read/read.ts';
import type { AlertFacts, ChannelSignal, IntegrationSignal, SecurityChange } from './facts.ts';
import type { RuleOverride } from './judge.ts';
import type { Unread } from './unread.ts';

const at = (path: string) => new URL(path, import.meta.url);
const openAlerts = defineRead<Alert>('openAlerts', at('./read-open-alerts.sql'));
const overrides = defineRead<RuleOverride>('alertOverrides', at('./read-overrides.sql'));
const signals = defineRead<IntegrationSignal>('alertSignals', at('./read-signals.sql'));
const securityChanges = defineRead<SecurityChange>('securityChanges', at('./read-security-changes.sql'));
const channels = defineRead<ChannelSignal>('channelSignals', at('./read-channel-signals.sql'));
const sharedSql = loadSql(at('./read-shared.sql'));

/** What a look at a customer judges: the facts, the alerts that are open, and what the customer has changed of the rules. */
export interface Look {
  readonly facts: AlertFacts;
  readonly open: readonly Alert[];
  readonly changed: readonly RuleOverride[];
}

/** Reads what is to be judged of a customer. Facts that cannot be read are null, and `unread` hears of them. */
export async function loadLook(customerId: string, loaders: Loaders, unread: Unread): Promise<Look> {
  const kinds = [
    sections.integrations,
    signals,
    sections.quotas,
    sections.usage,
    securityChanges,
    channels,
  ] as Read<{ customerId: string | null }>[];
  // All are asked for before the first is awaited, so that they are of one moment; awaited together, since one that
  // failed with nobody waiting for it would end the process.
  const [open, changed, ...rows] = await Promise.all([
    loaders.load(openAlerts, customerId),
    loaders.load(overrides, customerId),
    ...kinds.map((read) =>
      loaders.load(read, customerId).catch((error: unknown) => {
        unread.add(read.name, customerId, error);
        // A rule that misses them says so.
        return null;
      }),
    ),
  ]);
  const [integrations, signal, quotas, usage, security, channel] = rows;
  const facts = {
    customerId,
    integrations,
    signals: signal,
    quotas,
    usage,
    securityChanges: security,
    channels: channel,
  } as unknown as AlertFacts;
  return { facts, open, changed };
}

/** Reads what is to be judged that belongs to no single customer: the channels for every one of them. */
export async function loadSharedLook(db: Database): Promise<Look> {
  const { open, channels } = await db.one<Pick<Look, 'open'> & { channels: ChannelSignal[] }>(sharedSql);
  const none = { integrations: [], signals: [], quotas: [], usage: [], securityChanges: [] };
  return { facts: { customerId: null, ...none, channels }, open, changed: [] };
}
