import { z } from 'zod';
import { BadUserInput, DomainError } from '../errors.ts';

/** How a router wants to be called back, as it says in `extensions.subscription` (callback/1.0). */
export interface Callback {
  /** Normalised, and of an allowed origin. */
  readonly url: string;
  /** The router's id for the subscription, and its proof that the messages come from whom it asked. */
  readonly id: string;
  readonly verifier: string;
  /** Milliseconds within which the router wants to hear from us again and again; 0: it does not care. */
  readonly heartbeatMs: number;
}

const text = z.string().min(1).max(2_048);
const shape = z.object({
  callbackUrl: text,
  subscriptionId: text,
  verifier: text,
  heartbeatIntervalMs: z.number().min(0).default(5_000),
});

/**
 * What a request asks for, once its URL has been found to be on the list: whoever can send us a request could otherwise
 * have us POST to any address that we reach.
 * @throws {BadUserInput} for anything but the protocol's four values, and for a URL that cannot be called.
 * @throws {DomainError} FORBIDDEN for an origin that is not on the list.
 */
export function readCallback(extension: unknown, origins: ReadonlySet<string>): Callback {
  const { success, data } = shape.safeParse(extension);
  if (!success) {
    throw new BadUserInput(
      'extensions.subscription takes callbackUrl, subscriptionId and verifier (texts) and heartbeatIntervalMs (milliseconds, 0 for none).',
    );
  }
  const url = URL.parse(data.callbackUrl);
  if (!url || url.username || url.password) {
    throw new BadUserInput('callbackUrl takes an absolute URL without user name and password.');
  }
  // The origin of a blob: is that of whoever made it.
  if (!/^https?:$/.test(url.protocol) || !origins.has(url.origin)) {
    throw new DomainError(
      'FORBIDDEN',
      `Nothing is sent to ${/^https?:$/.test(url.protocol) ? url.origin : url.protocol}. Set CALLBACK_ORIGINS to the origin of the router's public_url, or subscribe over a WebSocket.`,
    );
  }
  return {
    url: url.href,
    id: data.subscriptionId,
    verifier: data.verifier,
    heartbeatMs: data.heartbeatIntervalMs,
  };
}
