import { BadUserInput } from '../errors.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is a UUID. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * Checks an id before it comes near SQL, and gives it back in the lower case in which PostgreSQL writes it.
 * @throws {BadUserInput} for anything but a UUID.
 */
export function parseUuid(text: unknown, what: string): string {
  if (typeof text === 'string' && isUuid(text)) return text.toLowerCase();
  const got = typeof text === 'string' ? `"${text.slice(0, 60)}"` : String(text);
  throw new BadUserInput(`${what} takes a UUID such as 11111111-1111-4111-8111-111111111111; got ${got}.`);
}

/**
 * The same for an id that may be left out: null where there is none. An empty text is an id that went missing at the
 * caller's, and does not stand for all there are.
 * @throws {BadUserInput} for anything but a UUID, null and undefined.
 */
export function parseOptionalUuid(text: string | null | undefined, what: string): string | null {
  return text == null ? null : parseUuid(text, what);
}
