import { parseText } from '../../actions/issues.ts';
import type { NotificationChannel } from '../../environment/alerts/model.ts';
import { BadUserInput } from '../../errors.ts';

const LONGEST_TARGET = 2_000;
const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;
const ADDRESS = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/;

type Kind = NotificationChannel['kind'];

/**
 * Where a channel leads, checked as far as it can be without going there.
 * @throws {BadUserInput} for anything but a URL, or for EMAIL a mail address.
 */
export function parseTarget(kind: Kind, text: string): string {
  const target = parseText(text, 'target', LONGEST_TARGET);
  if (kind === 'EMAIL') {
    if (ADDRESS.test(target)) return target;
    throw new BadUserInput(
      'target takes a mail address such as oncall@example.com for a channel of kind EMAIL.',
    );
  }
  const url = URL.canParse(target) ? new URL(target) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new BadUserInput(`target takes an https or http URL for a channel of kind ${kind}.`);
  if (url.username !== '' || url.password !== '')
    throw new BadUserInput(
      'target takes a URL without a user name or password; a webhook is proved by its signature.',
    );
  // Written out, what is not ASCII takes up to nine times the room.
  if (url.href.length > LONGEST_TARGET)
    throw new BadUserInput(
      `target takes a URL of at most ${LONGEST_TARGET} characters, counted with its special characters written as %XX.`,
    );
  return url.href;
}

/**
 * The key that signs what goes to a webhook. Never repeated in a message.
 * @throws {BadUserInput} for a key in another form, or for a channel that signs nothing.
 */
export function parseSecret(kind: Kind, text: string): string {
  if (kind !== 'WEBHOOK')
    throw new BadUserInput(`signingSecret is for WEBHOOK channels; a channel of kind ${kind} signs nothing.`);
  const bytes = Buffer.from(SECRET.exec(text)?.[1] ?? '', 'base64').length;
  if (bytes >= 24 && bytes <= 64) return text;
  throw new BadUserInput(
    'signingSecret takes whsec_ followed by 24 to 64 random bytes in base64, as from: echo whsec_$(openssl rand -base64 32)',
  );
}

/**
 * Whether a rotation ends at once, so that only the newest key signs.
 * @throws {BadUserInput} for a channel that signs nothing.
 */
export function parseRevocation(kind: Kind, revokes: boolean | null | undefined): boolean {
  if (revokes && kind !== 'WEBHOOK')
    throw new BadUserInput(
      `revokePreviousKey is for WEBHOOK channels; a channel of kind ${kind} signs nothing.`,
    );
  return revokes ?? false;
}
