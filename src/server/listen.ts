import { once } from 'node:events';
import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Where to listen. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/**
 * Tries whether the address can be had, and gives it free again: for a start that would otherwise find out last.
 * @throws {Error} as `listen` does.
 */
export async function checkAddress(address: Address): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen({ ...address }), 'listening');
  } catch (error) {
    throw new Error(explain(error as NodeJS.ErrnoException, address), { cause: error });
  }
  probe.close();
  await once(probe, 'close');
}

/**
 * Starts listening, and gives the URL.
 * @throws {Error} with a sentence that names the setting to change, for an address that cannot be had.
 */
export async function listen(app: FastifyInstance, address: Address): Promise<string> {
  try {
    return await app.listen({ ...address, listenTextResolver: (url) => `Listening at ${url}.` });
  } catch (error) {
    throw new Error(explain(error as NodeJS.ErrnoException, address), { cause: error });
  }
}

function explain({ code, message }: NodeJS.ErrnoException, { host, port }: Address): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use by another process. Stop that one, or set PORT to a free port (0 takes any).`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user. Set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is not an address of this machine (${code}). Set HOST to one that is, such as 127.0.0.1.`;
    default:
      return `The server cannot listen on ${host}, port ${port}: ${message}. Check HOST and PORT.`;
  }
}
