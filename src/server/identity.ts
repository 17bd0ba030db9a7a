import { createHash, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../errors.ts';
import type { Identity } from '../read/gate.ts';

/** Tells who is asking, from the text that came as Router-Authorization. */
export type Identify = (credentials: unknown) => Identity;

const everything = { customers: 'all' } as const;

/**
 * Without a secret, every caller is local and may see all: config.ts allows that on a loopback address only. With one,
 * only the router comes in.
 * @throws {DomainError} UNAUTHENTICATED when the secret is missing or wrong.
 */
export function createIdentify(routerSecret: string | null): Identify {
  if (routerSecret === null) return () => ({ kind: 'local', subject: 'local user', ...everything });
  const expected = digest(routerSecret);
  return (credentials) => {
    // Digests are of one length, so that the time it takes tells nothing of the secret's.
    if (typeof credentials !== 'string' || !timingSafeEqual(digest(credentials), expected)) {
      throw new DomainError(
        'UNAUTHENTICATED',
        'Router-Authorization is missing or wrong. Ask through the router.',
      );
    }
    return { kind: 'router', subject: 'router', ...everything };
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
