import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A message as it came in. */
export interface Message {
  readonly kind: string;
  readonly action: string;
  readonly id: string;
  readonly verifier: string;
  // biome-ignore lint/suspicious/noExplicitAny: what an event holds is what the test asserts
  readonly payload?: { readonly data?: any; readonly errors?: readonly any[] };
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly errors?: readonly any[];
  /** When it came, in milliseconds of the process's clock. */
  readonly at: number;
}

/** What the double does with a message that is right: a status, or what a router in trouble does. */
export type Conduct = number | 'hang' | 'drop' | { readonly redirect: string };

/** A subscription as the router has it. */
export interface RouterSubscription {
  readonly id: string;
  verifier: string;
  /** All that came for it, in order, whatever was answered. */
  readonly messages: Message[];
  /** The router ended it: everything is answered with 404. */
  ended: boolean;
  /** What goes into the request's `extensions.subscription`. */
  readonly extension: Readonly<Record<string, unknown>>;
}

/** A router as far as its callback goes. */
export interface CallbackDouble {
  readonly origin: string;
  /** All requests, also those that are no message of a subscription. */
  requests(): number;
  /** Breaches of the protocol by whoever calls. */
  readonly violations: readonly string[];
  /** How messages of an action are met from now on; nothing: as the protocol says. */
  conduct: Partial<Record<string, Conduct>>;
  /** How long each answer takes. */
  delayMs: number;
  /** A new subscription of the router's. */
  open(heartbeatIntervalMs?: number): RouterSubscription;
  /** Stops at once, as a router that dies. */
  stop(): Promise<void>;
}

const VERSION = 'callback/1.0';
const RIGHT: Readonly<Record<string, number>> = { check: 204, next: 200, complete: 202 };

/**
 * Starts a router's callback endpoint, written from Apollo's published protocol ("HTTP callback protocol for GraphQL
 * subscriptions", callback/1.0), with knobs for what goes wrong.
 */
export async function startCallbackDouble(): Promise<CallbackDouble> {
  const subscriptions = new Map<string, RouterSubscription>();
  const violations: string[] = [];
  const sending = new Set<string>();
  let requests = 0;

  function judge(request: IncomingMessage, message: Message, { messages }: RouterSubscription): void {
    const before = messages.map(({ action }) => action);
    const wrong = (what: string) => violations.push(`${message.action}: ${what}`);
    if (request.headers['subscription-protocol'] !== VERSION) wrong('no header subscription-protocol');
    if (request.headers['content-type'] !== 'application/json') wrong('not JSON');
    if (message.kind !== 'subscription') wrong(`kind ${message.kind}`);
    if (!(message.action in RIGHT)) wrong('no such action');
    if (before.length === 0 && message.action !== 'check') wrong('came before the first check');
    if (before.includes('complete')) wrong('came after complete');
    if ((message.action === 'next') !== (message.payload !== undefined)) wrong('payload goes with next');
    if (message.errors && message.action !== 'complete') wrong('errors go with complete');
    if (message.action === 'next' && sending.has(message.id)) wrong('overtakes another');
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests += 1;
    let body = '';
    for await (const chunk of request) body += chunk;
    const message: Message = { ...JSON.parse(body), at: performance.now() };
    const subscription = subscriptions.get(`${request.url?.split('/').at(-1)}`);
    if (!subscription || subscription.ended || message.id !== subscription.id) return reply(response, 404);
    if (message.verifier !== subscription.verifier) return reply(response, 401);
    const conduct = double.conduct[message.action] ?? RIGHT[message.action] ?? 400;
    // What is not taken may come again.
    if (conduct === RIGHT[message.action]) judge(request, message, subscription);
    subscription.messages.push(message);
    if (message.action === 'next') sending.add(message.id);
    await sleep(double.delayMs);
    if (message.action === 'next') sending.delete(message.id);
    if (message.action === 'complete' && conduct === RIGHT.complete) subscription.ended = true;
    if (conduct === 'drop') request.socket.destroy();
    else if (typeof conduct === 'number') reply(response, conduct);
    else if (conduct !== 'hang') response.writeHead(307, { location: conduct.redirect }).end();
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const double: CallbackDouble = {
    origin,
    violations,
    conduct: {},
    delayMs: 0,
    requests: () => requests,
    open(heartbeatIntervalMs = 5_000) {
      const [id, verifier] = [randomUUID(), randomUUID()];
      const callbackUrl = `${origin}/callback/${id}`;
      const extension = { callbackUrl, subscriptionId: id, verifier, heartbeatIntervalMs };
      const subscription = { id, verifier, messages: [], ended: false, extension };
      subscriptions.set(id, subscription);
      return subscription;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return double;
}

function reply(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'subscription-protocol': VERSION }).end();
}
