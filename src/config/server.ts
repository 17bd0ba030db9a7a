import { z } from 'zod';
import { define, integer, milliseconds } from './definition.ts';

// Links are made by putting a path behind it.
const isHttpUrl = (text: string) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/[?#]/.test(text);

/** Where the service listens, and how it behaves as a process. */
export const serverSettings = {
  port: define({
    name: 'PORT',
    meaning: 'Port of the HTTP server.',
    accepts: 'a whole number, 0–65535 (0: any free port)',
    default: '4001',
    schema: integer(0, 65535),
  }),
  host: define({
    name: 'HOST',
    meaning: 'Address to listen on. Any but a loopback address needs `ROUTER_SECRET`.',
    accepts: 'an IP address or a host name',
    default: '127.0.0.1',
    schema: z.string().regex(/^[A-Za-z0-9.:_-]+$/),
  }),
  publicUrl: define({
    name: 'PUBLIC_URL',
    meaning:
      'Where browsers reach this service, for links to reports. Unset: the address that it listens on.',
    accepts: 'an http or https URL such as https://technical.example.com',
    default: null,
    schema: z
      .string()
      .refine(isHttpUrl)
      .transform((url) => url.replace(/\/+$/, '')),
  }),
  nodeEnv: define({
    name: 'NODE_ENV',
    meaning: '`production` turns GraphiQL and introspection off.',
    accepts: 'development, test or production',
    default: 'development',
    schema: z.enum(['development', 'test', 'production']),
  }),
  logLevel: define({
    name: 'LOG_LEVEL',
    meaning: 'The least severe log lines to write, one JSON object a line on standard output.',
    accepts: 'trace, debug, info, warn, error, fatal or silent',
    default: 'info',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  }),
  shutdownDelayMs: define({
    name: 'SHUTDOWN_DELAY_MS',
    meaning:
      'How long the service goes on as before after SIGTERM or SIGINT, with `/readyz` at 503, so that load balancers can turn to others.',
    default: '0',
    ...milliseconds(0, 600_000),
  }),
  shutdownGraceMs: define({
    name: 'SHUTDOWN_GRACE_MS',
    meaning: 'How long running requests may take to finish once the service no longer listens.',
    default: '10000',
    ...milliseconds(0, 600_000),
  }),
  bodyLimitBytes: define({
    name: 'BODY_LIMIT_BYTES',
    meaning: 'Largest request body.',
    accepts: 'bytes, 1024–104857600',
    default: '1048576',
    schema: integer(1024, 104_857_600),
  }),
};
