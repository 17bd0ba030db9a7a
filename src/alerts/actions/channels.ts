import { randomUUID } from 'node:crypto';
import { customerOf, found } from '../../actions/shared.ts';
import { databaseNow } from '../../db/clock.ts';
import { loadSql } from '../../db/sql.ts';
import { loadChannel } from '../../environment/alerts/desk.ts';
import { deliveryById } from '../../environment/alerts/reads.ts';
import { BadUserInput } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/graphql.ts';
import { parseOptionalUuid, parseUuid } from '../../read/uuid.ts';
import { SWITCHED_OFF } from '../notify/deliver.ts';
import { RETRY_MS, startDelivery } from '../notify/deliveries.ts';
import { channelOf } from './shared.ts';
import { addChannel, changeChannel } from './upsert-channel.ts';

const restartSql = loadSql(new URL('./restart-delivery.sql', import.meta.url));

/** Where alerts are told, and whether that works. */
export const mutations: Pick<
  MutationResolvers,
  'upsertNotificationChannel' | 'testNotificationChannel' | 'redeliver'
> = {
  async upsertNotificationChannel(_, { input }, context) {
    const id =
      input.id == null
        ? await addChannel(input, context)
        : await changeChannel(parseUuid(input.id, 'id'), input, context);
    return channelOf(id, context);
  },

  async testNotificationChannel(_, args, context) {
    const channel = await channelOf(parseUuid(args.id, 'id'), context);
    const named = parseOptionalUuid(args.customerId, 'customerId');
    if (named !== null && channel.customerId !== null && named !== channel.customerId)
      throw new BadUserInput('This channel is for one customer, and not for that one: leave customerId out.');
    const customerId = channel.customerId ?? named;
    if (customerId === null)
      throw new BadUserInput(
        'This channel is for every customer: add customerId, the one that the test should be about.',
      );
    const { name, customerId: of } = await customerOf(customerId, context);
    if (!channel.enabled) throw new BadUserInput(SWITCHED_OFF);
    const id = randomUUID();
    await context.write(async (tx) => {
      const now = await databaseNow(tx);
      const customer = { id: of, name };
      const notification = { id, at: now.toISOString(), kind: 'TEST' as const, customer, alerts: [] };
      const jobs = { deliver: () => context.alerts.send(tx, id) };
      await startDelivery(tx, jobs, { notification, channelId: channel.id, messageId: null }, now);
    });
    return found('notification', context.loaders.loadOne(deliveryById, id));
  },

  async redeliver(_, args, context) {
    const id = parseUuid(args.id, 'id');
    const { status, channelId } = await found('notification', context.loaders.loadOne(deliveryById, id));
    if (status !== 'FAILED')
      throw new BadUserInput(`Only a notification that was given up is tried again; this one is ${status}.`);
    const channel = channelId === null ? null : await loadChannel(context, channelId);
    if (channel?.enabled === false) throw new BadUserInput(SWITCHED_OFF);
    await context.write(async (tx) => {
      const { rowCount } = await tx.result(restartSql, { id, retryMs: RETRY_MS });
      if (rowCount > 0) await context.alerts.send(tx, id);
    });
    return found('notification', context.loaders.loadOne(deliveryById, id));
  },
};
