import type {
  DataFlowDirection,
  Integration,
  IntegrationMetrics,
  IntegrationType,
} from '../../environment/integrations/model.ts';
import { isConnected } from '../../environment/tech-stack/relevance.ts';
import type { Block, Inline } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import type { Clock } from './clock.ts';
import { heading, paragraph, status, table, unreadable } from './parts.ts';

/** How the types are called, in the order in which they are shown. */
const TYPES: Readonly<Record<IntegrationType, string>> = {
  CRM: 'CRM',
  COMMUNICATION: 'Communication',
  ANALYTICS: 'Analytics',
  SUPPORT: 'Support',
  IDENTITY: 'SSO/Identity',
  STORAGE: 'Storage',
  AUTOMATION: 'Automation',
  CUSTOM: 'Custom',
  OTHER: 'Other',
};
const ORDER = Object.keys(TYPES);
const FLOWS: Readonly<Record<DataFlowDirection, string>> = {
  INBOUND: 'Inbound',
  OUTBOUND: 'Outbound',
  BIDIRECTIONAL: 'Bidirectional',
};

/** Every integration with its status; those asked for but not connected by name. */
export function integrations({ facts }: Judged, clock: Clock): Block[] {
  const all = facts.integrations;
  if (all === null) return [heading(2, 'Connected Integrations'), unreadable('The integrations')];
  const connected = all.filter(isConnected).length;
  const blocks: Block[] = [heading(2, `Connected Integrations (${connected} Active)`)];
  if (all.length === 0) blocks.push(paragraph('No integration is set up.'));
  else {
    const rows = inOrder(all).map((one) => [
      one.name,
      TYPES[one.type],
      statusOf(one),
      lastSync(one, clock),
      FLOWS[one.dataFlowDirection],
    ]);
    blocks.push(table(['Integration', 'Type', 'Status', 'Last Sync', 'Data Flow'], rows));
  }
  const pending = facts.pendingIntegrations;
  if (pending === null) blocks.push(unreadable('Pending integrations'));
  else if (pending.length > 0)
    blocks.push(paragraph(`Asked for and not connected yet: ${pending.map(({ name }) => name).join(', ')}`));
  return blocks;
}

/** As the report shows them: by type, then as read, which is by name. */
export function inOrder(all: readonly Integration[]): Integration[] {
  return all.toSorted((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
}

/** Whether something has to be done about a connected integration. */
export function needsAttention(integration: Integration): boolean {
  const { status, healthStatus } = integration;
  return (
    isConnected(integration) && (status === 'ERROR' || healthStatus === 'DEGRADED' || healthStatus === 'DOWN')
  );
}

/** The figures of one integration among those of all. */
export function figuresOf(
  all: readonly IntegrationMetrics[] | null,
  { id }: Integration,
): IntegrationMetrics | undefined {
  return all?.find(({ integrationId }) => integrationId === id);
}

function statusOf({ status: reported, healthStatus }: Integration): Inline {
  if (reported === 'INACTIVE') return status('off', 'Inactive');
  if (healthStatus === 'DOWN') return status('bad', 'Down');
  if (reported === 'ERROR') return status('warning', 'Errors');
  if (healthStatus === 'DEGRADED') return status('warning', 'Degraded');
  return healthStatus === 'HEALTHY' ? status('good', 'Active') : status('unknown', 'Active, health unknown');
}

// What pushes each change as it happens and is well has no last sync that would say anything.
function lastSync(
  { syncMode, healthStatus, status: reported, lastSyncAt }: Integration,
  clock: Clock,
): string {
  if (syncMode === 'REALTIME' && healthStatus === 'HEALTHY' && reported === 'ACTIVE') return 'Real-time';
  return lastSyncAt === null ? 'Never' : clock.ago(lastSyncAt);
}
