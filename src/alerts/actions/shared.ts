import { found } from '../../actions/shared.ts';
import type { NotificationChannel } from '../../environment/alerts/model.ts';
import type { Context } from '../../environment/context.ts';
import { BadUserInput } from '../../errors.ts';

/**
 * The channel with this id.
 * @throws {DomainError} where there is none that may be seen.
 */
export async function channelOf(id: string, { alerts, identity }: Context): Promise<NotificationChannel> {
  return found(
    'channel',
    alerts.channels(identity, [id]).then(([channel]) => channel ?? null),
  );
}

/**
 * Refuses what nothing could be sent to.
 * @throws {BadUserInput} that says why.
 */
export async function refuseUnusable(
  { alerts }: Context,
  channel: Parameters<Context['alerts']['refusalOf']>[0],
): Promise<void> {
  const refusal = await alerts.refusalOf(channel);
  if (refusal !== null) throw new BadUserInput(refusal);
}
