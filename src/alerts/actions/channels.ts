import { randomUUID } from 'node:crypto';
import { parseText } from '../../actions/issues.ts';
import { databaseNow } from '../../db/clock.ts';
import { loadSql } from '../../db/sql.ts';
import type { NotificationChannel } from '../../environment/alerts/model.ts';
import { deliveryById } from '../../environment/alerts/reads.ts';
import type { Context } from '../../environment/context.ts';
import { BadUserInput, DomainError } from '../../errors.ts';
import type { MutationResolvers, NotificationChannelInput } from '../../generated/graphql.ts';
import { parseUuid } from '../../read/uuid.ts';
import { RETRY_MS, startDelivery } from '../notify/deliveries.ts';
import { parseSecret, parseTarget } from './channel-input.ts';
import { customerOf, found, refuseUnusable } from './shared.ts';

const insertSql = loadSql(new URL('./insert-channel.sql', import.meta.url));
const updateSql = loadSql(new URL('./update-channel.sql', import.meta.url));
const restartSql = loadSql(new URL('./restart-delivery.sql', import.meta.url));

const LONGEST_NAME = 300;
/** Stands for a key that is not looked at again. */
const KEPT_SECRET = `whsec_${Buffer.alloc(32).toString('base64')}`;

const NEW_PLACE =
  'A webhook that moves to another host takes a new signingSecret: whoever has the old one could sign as we do.';

/** Where alerts are told, and whether that works. */
export const mutations: Pick<
  MutationResolvers,
  'upsertNotificationChannel' | 'testNotificationChannel' | 'redeliver'
> = {
  async upsertNotificationChannel(_, { input }, context) {
    const id = input.id ? await change(parseUuid(input.id, 'id'), input, context) : await add(input, context);
    return channelOf(id, context);
  },

  async testNotificationChannel(_, args, context) {
    const channel = await channelOf(parseUuid(args.id, 'id'), context);
    const customerId = channel.customerId ?? args.customerId;
    if (!customerId)
      throw new BadUserInput(
        'This channel is for every customer: add customerId, the one that the test should be about.',
      );
    const { name, customerId: of } = await customerOf(customerId, context);
    if (!channel.enabled) throw new BadUserInput('The channel is switched off. Switch it on first.');
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
    const { status } = await found('notification', context.loaders.loadOne(deliveryById, id));
    if (status !== 'FAILED')
      throw new BadUserInput(`Only a notification that was given up is tried again; this one is ${status}.`);
    await context.write(async (tx) => {
      const { rowCount } = await tx.result(restartSql, { id, retryMs: RETRY_MS });
      if (rowCount > 0) await context.alerts.send(tx, id);
    });
    return found('notification', context.loaders.loadOne(deliveryById, id));
  },
};

async function channelOf(id: string, { alerts, identity }: Context): Promise<NotificationChannel> {
  return found(
    'channel',
    alerts.channels(identity, [id]).then(([channel]) => channel ?? null),
  );
}

async function add(input: NotificationChannelInput, context: Context): Promise<string> {
  const { role, kind, name, target, signingSecret, enabled } = input;
  if (!role || !kind || !name || !target)
    throw new BadUserInput(
      'A channel that is added needs role, kind, name and target; one to be changed, its id.',
    );
  if (kind === 'WEBHOOK' && !signingSecret)
    throw new BadUserInput(
      'A channel of kind WEBHOOK needs a signingSecret, by which its receiver knows us.',
    );
  if (!input.customerId && context.identity.customers !== 'all')
    throw new DomainError(
      'FORBIDDEN',
      'A channel for every customer takes the right to see every customer. Name a customerId.',
    );
  const channel = {
    id: randomUUID(),
    customerId: input.customerId ? (await customerOf(input.customerId, context)).customerId : null,
    role,
    kind,
    name: parseText(name, 'name', LONGEST_NAME),
    target: parseTarget(kind, target),
    secrets: signingSecret ? [parseSecret(kind, signingSecret)] : [],
    enabled: enabled ?? true,
  };
  await refuseUnusable(context, channel);
  const { id, customerId, secrets } = channel;
  // As parameters, so that no key is ever part of a statement's text.
  const values = [id, customerId, role, kind, channel.name, channel.target, secrets, channel.enabled];
  await context.write(async (tx) => {
    await tx.none({ text: insertSql, values });
  });
  return channel.id;
}

async function change(id: string, input: NotificationChannelInput, context: Context): Promise<string> {
  const { kind, customerId, target } = await channelOf(id, context);
  if (input.kind && input.kind !== kind)
    throw new BadUserInput(`The channel is of kind ${kind}, which stays. Add another.`);
  if (input.customerId && input.customerId.toLowerCase() !== customerId)
    throw new BadUserInput('The channel stays with its customer. Add another.');
  const changed = {
    id,
    role: input.role ?? null,
    name: given(input.name, (name) => parseText(name, 'name', LONGEST_NAME)),
    target: given(input.target, (text) => parseTarget(kind, text)),
    secret: given(input.signingSecret, (text) => parseSecret(kind, text)),
    enabled: input.enabled ?? null,
  };
  const moves =
    kind === 'WEBHOOK' && changed.target !== null && originOf(changed.target) !== originOf(target);
  if (moves && changed.secret === null) throw new BadUserInput(NEW_PLACE);
  if (changed.target !== null)
    await refuseUnusable(context, { kind, target: changed.target, secrets: [changed.secret ?? KEPT_SECRET] });
  const { role, name, secret, enabled } = changed;
  const values = [id, role, name, changed.target, secret, enabled, moves];
  await context.write(async (tx) => {
    const { rowCount } = await tx.result({ text: updateSql, values });
    if (rowCount === 0) throw new BadUserInput(NEW_PLACE);
  });
  return id;
}

function given<Value>(text: string | null | undefined, parse: (text: string) => Value): Value | null {
  return text === null || text === undefined ? null : parse(text);
}

function originOf(url: string): string {
  return new URL(url).origin;
}
