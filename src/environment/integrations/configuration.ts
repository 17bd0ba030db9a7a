import type { Integration, IntegrationType } from './model.ts';

/** One setting as clients see it. */
export interface ConfigurationEntry {
  readonly key: string;
  readonly label: string;
  readonly value: string | null;
  readonly secret: boolean;
}

const common = { plan: 'Plan', environment: 'Environment', region: 'Region' };

/**
 * The settings that may be shown, by type, with their names for people. Whatever else a source sends is dropped: what is
 * not known to be harmless may be a secret.
 */
export const shownSettings: Readonly<Record<IntegrationType, Readonly<Record<string, string>>>> = {
  CRM: {
    healthScorePush: 'Health score push',
    contactSync: 'Contact sync',
    opportunitySync: 'Opportunity sync',
    customFields: 'Custom fields',
    ...common,
  },
  COMMUNICATION: { channel: 'Channel', notifications: 'Notifications', ...common },
  ANALYTICS: { dataSources: 'Data sources', dashboards: 'Dashboards', ...common },
  SUPPORT: { ticketRouting: 'Ticket routing', ticketSync: 'Ticket sync', ...common },
  IDENTITY: { protocol: 'Protocol', provisioning: 'Provisioning', ...common },
  STORAGE: { bucket: 'Bucket', dataLocation: 'Data location', ...common },
  AUTOMATION: { workflows: 'Workflows', trigger: 'Trigger', ...common },
  CUSTOM: { events: 'Events', format: 'Format', retryPolicy: 'Retry policy', ...common },
  OTHER: common,
};

/** The settings of an integration that may be shown, in the order of the list above, then its secrets by name. */
export function configurationOf({ type, configuration, secretKeys }: Integration): ConfigurationEntry[] {
  const labels = shownSettings[type];
  const secret = new Set(secretKeys);
  const shown = Object.entries(labels)
    .filter(([key]) => Object.hasOwn(configuration, key) && !secret.has(key))
    .map(([key, label]) => ({ key, label, value: String(configuration[key]), secret: false }));
  const hidden = [...secret].sort().map((key) => ({
    key,
    label: Object.hasOwn(labels, key) ? (labels[key] as string) : toLabel(key),
    value: null,
    secret: true,
  }));
  return [...shown, ...hidden];
}

// refreshToken → Refresh token
function toLabel(key: string): string {
  const words = key
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
