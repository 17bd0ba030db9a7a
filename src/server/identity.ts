import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from '../config.ts';
import { DomainError } from '../errors.ts';
import type { Identity } from '../read/gate.ts';

/** Tells who is asking, from the text that came as Router-Authorization. */
export type Identify = (credentials: unknown) => Identity;

// One object each, however many sockets there are.
const local: Identity = { kind: 'local', subject: 'local user', customers: 'all' };
const router: Identity = { kind: 'router', subject: 'router', customers: 'all' };

/**
 * Without a secret, every caller is local and may see all: config.ts allows that on a loopback address only. With one,
 * only the router comes in.
 * @throws {DomainError} UNAUTHENTICATED when the secret is missing or wrong.
 */
export function createIdentify(routerSecret: string | null): Identify {
  if (routerSecret === null) return () => local;
  const expected = digest(routerSecret);
  return (credentials) => {
    // Digests are of one length, so that the time it takes tells nothing of the secret's.
    if (typeof credentials !== 'string' || !timingSafeEqual(digest(credentials), expected)) {
      throw new DomainError(
        'UNAUTHENTICATED',
        'Router-Authorization is missing or wrong. Ask through the router.',
      );
    }
    return router;
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Whether a browser's request comes from a page of this machine; anything but a browser says nothing of an origin. */
export type ComesFromHere = (headers: IncomingHttpHeaders) => boolean;

/**
 * Without a secret whoever reaches the service is trusted, and a browser on this machine reaches it for any page of the
 * web. So pages of elsewhere are refused, and names that merely resolve to this machine. With a secret it decides alone.
 */
export function createComesFromHere(routerSecret: string | null): ComesFromHere {
  if (routerSecret !== null) return () => true;
  return ({ origin, host }) => isHere(host && `http://${host}`) && (origin === undefined || isHere(origin));
}

function isHere(url: string | undefined): boolean {
  return url !== undefined && URL.canParse(url) && isLoopback(new URL(url).hostname.replace(/^\[|\]$/g, ''));
}
