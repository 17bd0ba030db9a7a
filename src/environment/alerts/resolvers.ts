import { BadUserInput } from '../../errors.ts';
import type {
  AlertResolvers,
  AlertSilenceResolvers,
  AlertTransitionResolvers,
  CustomerMessageResolvers,
  NotificationChannelResolvers,
  NotificationDeliveryResolvers,
  QueryResolvers,
} from '../../generated/graphql.ts';
import { encodeCursor, parsePage, toConnection } from '../../read/paging.ts';
import { parseOptionalUuid, parseUuid } from '../../read/uuid.ts';
import { issueById } from '../health/reads.ts';
import { integrationById } from '../integrations/reads.ts';
import { loadChannel } from './desk.ts';
import type { NotificationDelivery } from './model.ts';
import {
  alertById,
  alertDeliveries,
  alertHistory,
  channelDeliveries,
  messageDelivery,
  silences,
} from './reads.ts';
import { stepReason } from './step-reason.ts';

const LIST = 'alerts';

const query: Pick<QueryResolvers, 'technicalAlerts' | 'notificationChannels' | 'alertSilences'> = {
  async technicalAlerts(_, args, { alerts, identity }) {
    const { customerId, integrationId, states, severity, ruleId } = args.filter ?? {};
    // PostgreSQL takes it for the end of the statement.
    if (ruleId?.includes('\0')) throw new BadUserInput('ruleId takes text without NUL characters.');
    const rows = await alerts.page(identity, {
      ...parsePage(LIST, args),
      customerId: parseOptionalUuid(customerId, 'filter.customerId'),
      integrationId: parseOptionalUuid(integrationId, 'filter.integrationId'),
      states: states ?? null,
      severity: severity ?? null,
      ruleId: ruleId ?? null,
    });
    return toConnection(rows, args, ({ openedAt, id }) => encodeCursor(LIST, [openedAt, id]));
  },

  notificationChannels: (_, { customerId }, { alerts, identity }) =>
    alerts.channelsOf(identity, parseOptionalUuid(customerId, 'customerId')),

  alertSilences: (_, { customerId }, { loaders }) =>
    loaders.load(silences, parseUuid(customerId, 'customerId')),
};

const customerOf = ({ customerId }: { readonly customerId: string | null }) =>
  customerId === null ? null : { id: customerId };

const alert: AlertResolvers = {
  async __resolveReference({ id }, { loaders }) {
    return loaders.loadOne(alertById, parseUuid(id, 'Alert.id'));
  },

  customer: customerOf,
  integration: ({ integrationId }, _, { loaders }) =>
    integrationId === null ? null : loaders.loadOne(integrationById, integrationId),
  history: ({ id }, _, { loaders }) => loaders.load(alertHistory, id),

  async deliveries({ id }, args, { loaders }) {
    const list = `deliveries of alert ${id}`;
    const rows = await loaders.load(alertDeliveries, id, parsePage(list, args));
    return toConnection(rows, args, (one) => encodeCursor(list, placeOf(one)));
  },
};

const transition: AlertTransitionResolvers = {
  reason: (step, _, { loaders }) => stepReason(step, loaders.now),
};

const channel: NotificationChannelResolvers = {
  customer: customerOf,

  async deliveries({ id }, args, { loaders }) {
    const list = `deliveries to channel ${id}`;
    const rows = await loaders.load(channelDeliveries, id, parsePage(list, args));
    return toConnection(rows, args, (one) => encodeCursor(list, placeOf(one)));
  },
};

const delivery: NotificationDeliveryResolvers = {
  customer: customerOf,
  channel: ({ channelId }, _, context) => (channelId === null ? null : loadChannel(context, channelId)),
  // A receiver's answer tells of the channel.
  async detail({ channelId, detail }, _, context) {
    const isShown = channelId === null || detail === null || (await loadChannel(context, channelId)) !== null;
    return isShown ? detail : null;
  },
  nextAttemptAt: ({ status, nextAttemptAt }) => (status === 'PENDING' ? nextAttemptAt : null),
};

const silence: AlertSilenceResolvers = { customer: ({ customerId }) => ({ id: customerId }) };

const message: CustomerMessageResolvers = {
  customer: ({ customerId }) => ({ id: customerId }),
  from: (_, __, { alerts }) => alerts.mailFrom,
  issue: ({ issueId }, _, { loaders }) => loaders.loadOne(issueById, issueId),
  delivery: ({ id }, _, { loaders }) => loaders.loadOne(messageDelivery, id),
};

function placeOf({ createdAt, id }: NotificationDelivery): string[] {
  return [createdAt, id];
}

/** Alerts, whom they are told, and what became of that. */
export const resolvers = {
  Query: query,
  Alert: alert,
  AlertTransition: transition,
  AlertSilence: silence,
  NotificationChannel: channel,
  NotificationDelivery: delivery,
  CustomerMessage: message,
};
