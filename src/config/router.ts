import { z } from 'zod';
import { define, integer, list } from './definition.ts';

// Written as browsers and URL parsers write it, so that comparing texts is comparing origins.
const originOf = (text: string) => (/^https?:/i.test(text) ? URL.parse(text)?.origin : undefined);
const isOrigin = (text: string) => originOf(text) === text;

/** What the router may do. */
export const routerSettings = {
  routerSecret: define({
    name: 'ROUTER_SECRET',
    meaning:
      'What the router sends in the `Router-Authorization` header (on WebSocket also in the `connection_init` payload). Unset: every request from this machine is trusted.',
    accepts: 'at least 16 characters, the same text that the router sends',
    default: null,
    secret: true,
    schema: z.string().min(16),
  }),
  callbackOrigins: define({
    name: 'CALLBACK_ORIGINS',
    meaning:
      'Origins of routers that take subscriptions by HTTP callback: nothing is ever sent to another. Unset: that transport is off.',
    accepts: 'origins such as https://router.example:4000, with commas between them',
    default: null,
    schema: list(isOrigin, originOf),
  }),
  maxCallbackSubscriptions: define({
    name: 'MAX_CALLBACK_SUBSCRIPTIONS',
    meaning: 'Most subscriptions by HTTP callback that one process serves at a time.',
    accepts: 'a whole number, 1–1000000',
    default: '10000',
    schema: integer(1, 1_000_000),
  }),
  maxTokens: define({
    name: 'MAX_TOKENS',
    meaning: 'Most tokens in one GraphQL document.',
    accepts: 'a whole number, 100–100000',
    default: '5000',
    schema: integer(100, 100_000),
  }),
  maxRepresentations: define({
    name: 'MAX_REPRESENTATIONS',
    meaning: 'Most entities that a router may ask for at once.',
    accepts: 'a whole number, 1–10000',
    default: '500',
    schema: integer(1, 10_000),
  }),
};
