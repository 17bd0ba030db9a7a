import { randomUUID } from 'node:crypto';
import { parseText } from '../../actions/issues.ts';
import { customerOf } from '../../actions/shared.ts';
import { loadSql } from '../../db/sql.ts';
import type { Context } from '../../environment/context.ts';
import { BadUserInput, DomainError } from '../../errors.ts';
import type { NotificationChannelInput } from '../../generated/graphql.ts';
import { parseRevocation, parseSecret, parseTarget } from './channel-input.ts';
import { channelOf, refuseUnusable } from './shared.ts';

const insertSql = loadSql(new URL('./insert-channel.sql', import.meta.url));
const findSql = loadSql(new URL('./find-channel.sql', import.meta.url));
const updateSql = loadSql(new URL('./update-channel.sql', import.meta.url));
const hastenSql = loadSql(new URL('./hasten-deliveries.sql', import.meta.url));

const LONGEST_NAME = 300;
/** Stands for a key that is not looked at again. */
const KEPT_SECRET = `whsec_${Buffer.alloc(32).toString('base64')}`;

const ALREADY_THERE =
  'Another channel for the same customers and role leads there already. Change that one, or choose another target.';
const NEW_PLACE =
  'A webhook that moves to another host takes a new signingSecret: whoever has the old one could sign as we do.';

/**
 * Adds a channel, or changes the one that is like it: same customer, role, kind and target. Gives its id.
 * @throws {DomainError} for what a channel cannot be, or the caller may not add.
 */
export async function addChannel(input: NotificationChannelInput, context: Context): Promise<string> {
  const { role, kind, name, target, signingSecret, enabled } = input;
  if (!role || !kind || typeof name !== 'string' || typeof target !== 'string')
    throw new BadUserInput(
      'A channel that is added needs role, kind, name and target; one to be changed, its id.',
    );
  if (kind === 'WEBHOOK' && !signingSecret)
    throw new BadUserInput(
      'A channel of kind WEBHOOK needs a signingSecret, by which its receiver knows us.',
    );
  if (input.customerId == null && context.identity.customers !== 'all')
    throw new DomainError(
      'FORBIDDEN',
      'A channel for every customer takes the right to see every customer. Name a customerId.',
    );
  const channel = {
    id: randomUUID(),
    customerId: input.customerId == null ? null : (await customerOf(input.customerId, context)).customerId,
    role,
    kind,
    name: parseText(name, 'name', LONGEST_NAME),
    target: parseTarget(kind, target),
    secrets: signingSecret ? [parseSecret(kind, signingSecret)] : [],
    enabled: enabled ?? true,
  };
  parseRevocation(kind, input.revokePreviousKey);
  await refuseUnusable(context, channel);
  const { id, customerId, secrets } = channel;
  // As parameters, so that no key is ever part of a statement's text.
  const values = [id, customerId, role, kind, channel.name, channel.target, secrets, channel.enabled];
  let existing: string | null = null;
  await context.write(async (tx) => {
    const { rowCount } = await tx.result({ text: insertSql, values });
    if (rowCount === 0)
      existing = (await tx.one<{ id: string }>(findSql, { customerId, role, kind, target: channel.target }))
        .id;
  });
  return existing === null ? id : changeChannel(existing, input, context);
}

/**
 * Changes of a channel what is given; gives its id.
 * @throws {DomainError} for what a channel cannot be, and for one that there is not.
 */
export async function changeChannel(
  id: string,
  input: NotificationChannelInput,
  context: Context,
): Promise<string> {
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
    revokes: parseRevocation(kind, input.revokePreviousKey),
  };
  const moves =
    kind === 'WEBHOOK' && changed.target !== null && originOf(changed.target) !== originOf(target);
  if (moves && changed.secret === null) throw new BadUserInput(NEW_PLACE);
  const { role, name, secret, enabled, revokes } = changed;
  if (changed.target !== null || enabled)
    await refuseUnusable(context, {
      kind,
      target: changed.target ?? target,
      secrets: [secret ?? KEPT_SECRET],
    });
  const values = [id, role, name, changed.target, secret, enabled, moves, revokes];
  await context.write(async (tx) => {
    const { rowCount } = await tx.result({ text: updateSql, values }).catch(refuseTwin);
    if (rowCount === 0) throw new BadUserInput(NEW_PLACE);
    if (changed.target !== null || secret !== null || enabled)
      await tx.none({ text: hastenSql, values: [id] });
  });
  return id;
}

function refuseTwin(error: unknown): never {
  if ((error as { constraint?: string }).constraint === 'notification_channels_one_each')
    throw new BadUserInput(ALREADY_THERE);
  throw error;
}

function given<Value>(text: string | null | undefined, parse: (text: string) => Value): Value | null {
  return text === null || text === undefined ? null : parse(text);
}

function originOf(url: string): string {
  return new URL(url).origin;
}
