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
