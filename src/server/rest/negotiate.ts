import { HttpError } from './problem.ts';

/**
 * Checks that a caller takes what a path gives (RFC 9110, 12.5.1): of the media ranges that match, the most specific
 * decides, and a weight of 0 means "not that". Without an Accept header anything is taken.
 * @throws {HttpError} 406
 */
export function requireAccepts(accept: string | undefined, given: string): void {
  if (accept === undefined || accept.trim() === '') return;
  const [kind] = given.split('/');
  const ranges = [given, `${kind}/*`, '*/*'];
  const asked = accept.split(',').map((part) => {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const weight = parameters.find((text) => text.startsWith('q='));
    return { range, refused: weight !== undefined && Number(weight.slice(2)) === 0 };
  });
  for (const range of ranges) {
    const found = asked.find((one) => one.range === range);
    if (found?.refused) break;
    if (found) return;
  }
  throw new HttpError(
    406,
    'NOT_ACCEPTABLE',
    `This path gives ${given}, which the Accept header does not take.`,
  );
}

/** Whether an If-None-Match header names an entity tag, by weak comparison (RFC 9110, 13.1.2). */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = (tag: string) => tag.replace(/^W\//, '');
  return (ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? []).some((tag) => opaque(tag) === opaque(etag));
}
