import { BadUserInput } from '../../errors.ts';

/** Where the REST doors are. */
export const REST_PATH = '/api/intelligence/technical';

/** Query parameters as Fastify gives them: text, or a list where one is repeated. */
export type Query = Readonly<Record<string, unknown>>;

/**
 * `includeHealth`: true unless it says otherwise.
 * @throws {BadUserInput} for anything but true and false.
 */
export function parseIncludeHealth({ includeHealth }: Query): boolean {
  if (includeHealth === undefined || includeHealth === 'true') return true;
  if (includeHealth === 'false') return false;
  throw new BadUserInput(`includeHealth takes true or false; got ${shown(includeHealth)}.`);
}

/**
 * `paper`: A4 unless it says otherwise.
 * @throws {BadUserInput} for anything but a4 and letter.
 */
export function parsePaper({ paper }: Query): 'A4' | 'LETTER' {
  if (paper === undefined || paper === 'a4') return 'A4';
  if (paper === 'letter') return 'LETTER';
  throw new BadUserInput(`paper takes a4 or letter; got ${shown(paper)}.`);
}

function shown(value: unknown): string {
  return Array.isArray(value) ? 'several values' : `"${String(value).slice(0, 60)}"`;
}
