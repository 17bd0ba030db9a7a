import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { createPermits, type Destination, entryOf, knownAddresses, type Permits } from './addresses.ts';
import { describeTrouble } from './trouble.ts';

const ANSWER_LIMIT_BYTES = 64 * 1024;

/** What came of a request. A reason is a sentence. */
export type Answer =
  /** `body` is its beginning, at most 64 KB. */
  | {
      readonly kind: 'ANSWERED';
      readonly status: number;
      readonly retryAfter: string | null;
      readonly body: string;
    }
  /** Nothing was sent, since the URL itself rules it out. */
  | { readonly kind: 'REFUSED'; readonly reason: string }
  | { readonly kind: 'UNANSWERED'; readonly reason: string }
  /** The caller's signal cut it short. */
  | { readonly kind: 'CANCELLED' };

/** The one way by which HTTP requests leave for addresses that customers and users may choose. */
export interface Egress {
  /** Sends a POST request; redirects are not followed. */
  post(target: string, headers: Record<string, string>, body: string, signal: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

/** What `createEgress` works with. */
export interface EgressOptions {
  /** Entries of EGRESS_ALLOW. */
  readonly allow: readonly string[];
  /** For all of a request: name, connection, TLS, headers and body. */
  readonly deadlineMs: number;
  readonly lookup: LookupFunction;
}

/** Says in a sentence why nothing may be sent to this URL, whatever its name resolves to; null when it may. */
export function refusalOf(target: string, permits: Permits): string | null {
  if (!URL.canParse(target)) return 'The URL cannot be read.';
  const url = new URL(target);
  if (!['http:', 'https:'].includes(url.protocol)) return 'The URL must begin with https://.';
  if (url.username || url.password) return 'The URL must not contain a user or a password.';
  const destination = destinationOf(url);
  const addresses = knownAddresses(destination.host);
  if (addresses.some((address) => permits(destination, address))) return null;
  return notAllowed(permits, destination, addresses[0] ?? null);
}

/** Makes an egress that connects only to the addresses that it has checked. */
export function createEgress({ allow, deadlineMs, lookup }: EgressOptions): Egress {
  const permits = createPermits(allow);
  const agent = new Agent({
    connect: createConnect(permits, lookup, deadlineMs),
    headersTimeout: 0, // One deadline for all, below.
    bodyTimeout: 0,
  });
  return {
    async post(target, headers, body, signal) {
      const reason = refusalOf(target, permits);
      if (reason) return { kind: 'REFUSED', reason };
      const { origin, pathname, search } = new URL(target);
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), deadlineMs);
      try {
        const response = await agent.request({
          origin,
          path: pathname + search,
          method: 'POST',
          headers: { 'user-agent': 'technical-environment-subgraph', ...headers },
          body,
          signal: AbortSignal.any([signal, deadline.signal]),
        });
        const retryAfter = [response.headers['retry-after']].flat()[0] ?? null;
        return {
          kind: 'ANSWERED',
          status: response.statusCode,
          retryAfter,
          body: await readBeginning(response.body),
        };
      } catch (error) {
        if (signal.aborted) return { kind: 'CANCELLED' };
        if (deadline.signal.aborted) {
          return { kind: 'UNANSWERED', reason: `The receiver did not answer within ${deadlineMs} ms.` };
        }
        if (error instanceof NotAllowed) return { kind: 'UNANSWERED', reason: error.message };
        return { kind: 'UNANSWERED', reason: `The receiver ${describeTrouble(error)}.` };
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => agent.destroy(),
  };
}

/** A name that resolved to an address where nothing may go. */
class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}

// The check sits in the connection's own look-up, so a name cannot resolve to one address for it and to another later.
function createConnect(permits: Permits, lookup: LookupFunction, timeout: number): buildConnector.connector {
  const checking = (destination: Destination): LookupFunction => {
    return (hostname, options, callback) => {
      lookup(hostname, { ...options, all: true }, (error, found) => {
        if (error) return callback(error, []);
        const addresses = found as { address: string; family: number }[];
        const bad = addresses.find(({ address }) => !permits(destination, address));
        if (bad) return callback(new NotAllowed(notAllowed(permits, destination, bad.address)), []);
        callback(null, addresses);
      });
    };
  };
  return (options, callback) => {
    const { protocol, hostname: host, port } = options;
    const destination = { protocol, host, port: portOf(protocol, port) };
    const build = {
      lookup: checking(destination),
      autoSelectFamily: true,
      timeout,
      allowH2: false,
      maxCachedSessions: 0,
    };
    buildConnector(build)(options, callback);
  };
}

function destinationOf({ protocol, hostname, port }: URL): Destination {
  return { protocol, host: hostname.replace(/^\[|\]$/g, ''), port: portOf(protocol, port) };
}

function portOf(protocol: string, port: string): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}

// Never the address that a name is at: it would tell of the network that this service is in.
function notAllowed(permits: Permits, destination: Destination, address: string | null): string {
  const { protocol, host } = destination;
  const why = protocol === 'http:' ? 'is not listed for requests without TLS' : 'is not at a public address';
  const mayTls = permits({ ...destination, protocol: 'https:' }, address);
  const who = mayTls ? 'Use https://, or an operator can' : 'An operator can';
  return `${host} ${why}. ${who} allow ${entryOf(destination)} in EGRESS_ALLOW.`;
}

// The status has said all, so a body that stops or never ends changes nothing; leaving the loop closes its socket.
async function readBeginning(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= ANSWER_LIMIT_BYTES) break;
    }
  } catch {}
  return Buffer.concat(chunks).subarray(0, ANSWER_LIMIT_BYTES).toString();
}
