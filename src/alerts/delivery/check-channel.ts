import type { Permits } from './addresses.ts';
import type { Channel } from './channel.ts';
import { refusalOf } from './egress.ts';
import { MAIL_IS_OFF, NOT_AN_ADDRESS } from './mail.ts';
import { isMailAddress } from './mail-address.ts';
import { NO_SIGNING_KEY, sign } from './webhook.ts';

/**
 * Says in a sentence why a channel cannot work, for the person who sets it; null when nothing speaks against it. It
 * sends and looks up nothing: what a name resolves to is checked at each attempt.
 */
export function refusalOfChannel(
  { kind, target, secrets }: Pick<Channel, 'kind' | 'target' | 'secrets'>,
  { permits, hasMail }: { readonly permits: Permits; readonly hasMail: boolean },
): string | null {
  if (kind === 'EMAIL') {
    if (!hasMail) return MAIL_IS_OFF;
    return isMailAddress(target) ? null : NOT_AN_ADDRESS;
  }
  const refusal = refusalOf(target, permits);
  if (refusal !== null || kind === 'SLACK') return refusal;
  return sign(secrets, 'id', new Date(0), '') === null ? NO_SIGNING_KEY : null;
}
