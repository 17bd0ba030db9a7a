import type {
  IntegrationHealthResolvers,
  IntegrationMetricsResolvers,
  IntegrationResolvers,
  IntegrationRunResolvers,
  TechnicalEnvironmentResolvers,
  WebhookDeliveryResolvers,
} from '../../generated/graphql.ts';
import { encodeCursor, parsePage, toConnection } from '../../read/paging.ts';
import { parseUuid } from '../../read/uuid.ts';
import { sections } from '../sections.ts';
import { configurationOf } from './configuration.ts';
import { countByHealth } from './counts.ts';
import { hoursOf, metrics } from './metrics.ts';
import type { IntegrationFailure } from './model.ts';
import { deliveries, integrationById, runs } from './reads.ts';
import { incidents, uptime } from './uptime.ts';

const environment: Pick<
  TechnicalEnvironmentResolvers,
  'integrations' | 'pendingIntegrations' | 'integrationHealth'
> = {
  async integrations({ customerId }, { status, type, healthStatus }, { loaders }) {
    const all = await loaders.load(sections.integrations, customerId);
    return all.filter(
      (one) =>
        (!status || one.status === status) &&
        (!type || one.type === type) &&
        (!healthStatus || one.healthStatus === healthStatus),
    );
  },

  async pendingIntegrations({ customerId }, _, { loaders }) {
    return (await loaders.load(sections.pendingIntegrations, customerId)).map(({ name }) => name);
  },

  async integrationHealth({ customerId, includeHealth }, _, { loaders }) {
    return { customerId, integrations: await loaders.load(sections.integrations, customerId), includeHealth };
  },
};

const integration: IntegrationResolvers = {
  async __resolveReference({ id }, { loaders }) {
    return loaders.loadOne(integrationById, parseUuid(id, 'Integration.id'));
  },

  customer: ({ customerId }) => ({ id: customerId }),
  configuration: (parent) => configurationOf(parent),

  async metrics({ id, customerId }, args, { loaders }) {
    const hours = hoursOf(args);
    const rows = await loaders.load(metrics, customerId, { hours });
    const found = rows.find(({ integrationId }) => integrationId === id);
    const from = new Date(loaders.now.getTime() - hours * 3_600_000).toISOString();
    return found ? { ...found, window: { from, to: loaders.now.toISOString() } } : null;
  },

  async runs({ id }, args, { loaders }) {
    const list = `runs ${id}`;
    const rows = await loaders.load(runs, id, parsePage(list, args));
    return toConnection(rows, args, (run) => encodeCursor(list, [run.startedAt, run.id]));
  },

  async deliveries({ id }, args, { loaders }) {
    const list = `deliveries ${id}`;
    const rows = await loaders.load(deliveries, id, parsePage(list, args));
    return toConnection(rows, args, (delivery) => encodeCursor(list, [delivery.createdAt, delivery.id]));
  },
};

const integrationMetrics: IntegrationMetricsResolvers = {
  successRate: ({ runs, failures }) => (runs === 0 ? null : (runs - failures) / runs),
  uptime: ({ healthPeriods, maintenance, window }) => uptime(healthPeriods, maintenance, window),
  incidents: ({ healthPeriods, window }) => incidents(healthPeriods, window),
};

const integrationHealth: IntegrationHealthResolvers = {
  connected: ({ integrations }) => countByHealth(integrations).connected,
  healthy: ({ integrations }) => countByHealth(integrations).healthy,
  degraded: ({ integrations }) => countByHealth(integrations).degraded,
  down: ({ integrations }) => countByHealth(integrations).down,
  unknown: ({ integrations }) => countByHealth(integrations).unknown,
  inactive: ({ integrations }) => countByHealth(integrations).inactive,
};

const integrationRun: IntegrationRunResolvers = {
  error: ({ status, startedAt, finishedAt, errorClass, errorMessage }): IntegrationFailure | null =>
    status === 'FAILED' ? { at: finishedAt ?? startedAt, class: errorClass, message: errorMessage } : null,
};

const webhookDelivery: WebhookDeliveryResolvers = {
  // One that was tried and is still pending will be tried again because that failed.
  error: ({ status, attempts, createdAt, errorClass, errorMessage }): IntegrationFailure | null =>
    status === 'FAILED' || (status === 'PENDING' && attempts > 0)
      ? { at: createdAt, class: errorClass, message: errorMessage }
      : null,
};

/** Integrations of an environment, their runs, deliveries and figures. */
export const resolvers = {
  TechnicalEnvironment: environment,
  Integration: integration,
  IntegrationMetrics: integrationMetrics,
  IntegrationHealth: integrationHealth,
  IntegrationRun: integrationRun,
  WebhookDelivery: webhookDelivery,
};
