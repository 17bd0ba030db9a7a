import { isIP } from 'node:net';
import { z } from 'zod';

/** A setting as README's table shows it; a test compares the two. */
export interface Setting {
  readonly name: string;
  readonly meaning: string;
  readonly accepts: string;
  /** Null: unset, and `meaning` says what follows. */
  readonly default: string | null;
  readonly secret?: boolean;
}

type Definition<T> = Setting & { readonly schema: z.ZodType<T> };

const define = <T>(definition: Definition<T>): Definition<T> => definition;

const integer = (minimum: number, maximum: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(minimum).max(maximum));
const milliseconds = (minimum: number, maximum: number) => ({
  accepts: `milliseconds, ${minimum}–${maximum}`,
  schema: integer(minimum, maximum),
});

// As libpq's are: without a host, or with a socket's folder as `host` behind it. What the driver would overlook is
// refused: several hosts, and parameters that name another database or server.
const isPostgresUrl = (text: string) => {
  const url = URL.parse(text.replace(/^([^:]*:\/\/[^/?#]*)@\//, '$1@localhost/'));
  return (
    url !== null &&
    /^postgres(ql)?:\/\//i.test(text) &&
    !`${url.hostname}${url.searchParams.get('host')}`.includes(',') &&
    !['dbname', 'hostaddr', 'service'].some((name) => url.searchParams.has(name))
  );
};

const isSmtpUrl = (text: string) =>
  URL.canParse(text) && ['smtp:', 'smtps:'].includes(new URL(text).protocol) && new URL(text).hostname !== '';

const ADDRESS = '[^\\s@<>,;:"]+@[^\\s@<>,;:"]+';
const SENDER = new RegExp(`^(${ADDRESS}|[^<>,;:"\\p{Cc}]*<${ADDRESS}>)$`, 'u');

/** A range of addresses, or a host and a port as they stand in a URL. */
const isEgressEntry = (entry: string) => {
  const [network = '', prefix = '', ...rest] = entry.split('/');
  if (isIP(network) !== 0) {
    return (
      /^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIP(network) === 4 ? 32 : 128) && rest.length === 0
    );
  }
  return /^(\[[\da-f:.]+\]|[^\s/@?#:[\]\\]+):\d{1,5}$/i.test(entry) && URL.canParse(`http://${entry}`);
};
// Written as browsers and URL parsers write it, so that comparing texts is comparing origins.
const isOrigin = (text: string) => /^https?:/.test(text) && URL.parse(text)?.origin === text;
// Links are made by putting a path behind it.
const isHttpUrl = (text: string) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/[?#]/.test(text);

const definitions = {
  databaseUrl: define({
    name: 'DATABASE_URL',
    meaning: 'PostgreSQL 15 or newer. Unset: an embedded PostgreSQL, with its files in `DATA_DIR`.',
    accepts:
      'a URL such as postgres://user:password@host:5432/database, or postgres://user@/database?host=/folder for a socket',
    default: null,
    secret: true,
    schema: z.string().refine(isPostgresUrl),
  }),
  dataDir: define({
    name: 'DATA_DIR',
    meaning: 'Where the embedded PostgreSQL keeps its files.',
    accepts: 'a folder that can be created or written to',
    default: '.data',
    schema: z.string(),
  }),
  demoData: define({
    name: 'DEMO_DATA',
    meaning:
      'Whether to load demo data into an empty database and keep it current. Unset: `on` with the embedded PostgreSQL outside production, else `off`.',
    accepts: 'on or off',
    default: null,
    schema: z.enum(['on', 'off']),
  }),
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
    schema: z
      .string()
      .transform((text) => text.split(',').map((origin) => origin.trim()))
      .pipe(z.array(z.string().refine(isOrigin))),
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
  databasePoolSize: define({
    name: 'DATABASE_POOL_SIZE',
    meaning:
      'Most database connections that one process opens for requests; the feed and alerts have their own.',
    accepts: 'a whole number, 1–500',
    default: '10',
    schema: integer(1, 500),
  }),
  databaseWaitMs: define({
    name: 'DATABASE_WAIT_MS',
    meaning: 'How long to wait at start for a database that does not answer.',
    default: '30000',
    ...milliseconds(0, 600_000),
  }),
  statementTimeoutMs: define({
    name: 'STATEMENT_TIMEOUT_MS',
    meaning: 'PostgreSQL cancels a statement that runs longer.',
    default: '10000',
    ...milliseconds(100, 600_000),
  }),
  shutdownGraceMs: define({
    name: 'SHUTDOWN_GRACE_MS',
    meaning: 'How long running requests may take to finish after SIGTERM or SIGINT.',
    default: '10000',
    ...milliseconds(0, 600_000),
  }),
  feedRetentionHours: define({
    name: 'FEED_RETENTION_HOURS',
    meaning:
      'How long the feed keeps events, so how long a subscriber may be away and still resume by cursor.',
    accepts: 'hours, 1–8760',
    default: '168',
    schema: integer(1, 8_760),
  }),
  alertGroupWaitMs: define({
    name: 'ALERT_GROUP_WAIT_MS',
    meaning: 'How long the first news about a customer waits for more, to be told to a channel at once.',
    default: '30000',
    ...milliseconds(0, 600_000),
  }),
  alertGroupIntervalMs: define({
    name: 'ALERT_GROUP_INTERVAL_MS',
    meaning: 'The least time between two notifications about a customer to one channel.',
    default: '300000',
    ...milliseconds(0, 86_400_000),
  }),
  alertRetentionDays: define({
    name: 'ALERT_RETENTION_DAYS',
    meaning: 'How long alerts are kept after their end, with their history.',
    accepts: 'days, 31–3650',
    default: '400',
    schema: integer(31, 3_650),
  }),
  egressAllow: define({
    name: 'EGRESS_ALLOW',
    meaning:
      'Where notifications may go beside public addresses over TLS: what is listed is allowed with and without TLS. A range is allowed on every port. Names of this list are trusted, whatever they resolve to.',
    accepts: 'a list, separated by commas, of ranges such as 10.1.0.0/16 and of host:port',
    default: null,
    schema: z
      .string()
      .transform((text) => text.split(',').map((entry) => entry.trim()))
      .pipe(z.array(z.string().refine(isEgressEntry))),
  }),
  deliveryTimeoutMs: define({
    name: 'DELIVERY_TIMEOUT_MS',
    meaning: 'How long a webhook may take to answer in full, and the SMTP server to greet.',
    default: '10000',
    ...milliseconds(100, 60_000),
  }),
  smtpUrl: define({
    name: 'SMTP_URL',
    meaning:
      'Your mail server, for notifications by e-mail; a password is sent over TLS only, except on this machine. Goes with `SMTP_FROM`. Unset: no e-mail.',
    accepts: 'a URL such as smtp://user:password@host:587 or smtps://host',
    default: null,
    secret: true,
    schema: z.string().refine(isSmtpUrl),
  }),
  smtpFrom: define({
    name: 'SMTP_FROM',
    meaning: 'Who notifications by e-mail come from. Goes with `SMTP_URL`.',
    accepts: 'an e-mail address, or a name and an e-mail address such as Alerts <alerts@example.com>',
    default: null,
    schema: z.string().regex(SENDER),
  }),
  subscriberBufferBytes: define({
    name: 'SUBSCRIBER_BUFFER_BYTES',
    meaning: 'What may wait to be read by one subscriber before it is cut off; it can resume by cursor.',
    accepts: 'bytes, 65536–104857600',
    default: '1048576',
    schema: integer(65_536, 104_857_600),
  }),
  heartbeatMs: define({
    name: 'HEARTBEAT_MS',
    meaning: 'How often a WebSocket is pinged; one that did not answer the last time is cut off.',
    default: '10000',
    ...milliseconds(1_000, 600_000),
  }),
  bodyLimitBytes: define({
    name: 'BODY_LIMIT_BYTES',
    meaning: 'Largest request body.',
    accepts: 'bytes, 1024–104857600',
    default: '1048576',
    schema: integer(1024, 104_857_600),
  }),
  maxTokens: define({
    name: 'MAX_TOKENS',
    meaning: 'Most tokens in one GraphQL document.',
    accepts: 'a whole number, 100–100000',
    default: '5000',
    schema: integer(100, 100_000),
  }),
  maxCallbackSubscriptions: define({
    name: 'MAX_CALLBACK_SUBSCRIPTIONS',
    meaning: 'Most subscriptions by HTTP callback that one process serves at a time.',
    accepts: 'a whole number, 1–1000000',
    default: '10000',
    schema: integer(1, 1_000_000),
  }),
  reportSigningKey: define({
    name: 'REPORT_SIGNING_KEY',
    meaning: 'The key that reports are signed with. Unset: they are not signed.',
    accepts: 'the path of a PEM file with an unencrypted ed25519 private key',
    default: null,
    // A path is no secret, but the key itself, pasted by mistake, is.
    secret: true,
    schema: z.string().refine((text) => !/-----BEGIN|\n/.test(text)),
  }),
  maxRepresentations: define({
    name: 'MAX_REPRESENTATIONS',
    meaning: 'Most entities that a router may ask for at once.',
    accepts: 'a whole number, 1–10000',
    default: '500',
    schema: integer(1, 10_000),
  }),
} as const;

type Definitions = typeof definitions;
type Value<D> = D extends Definition<infer T> ? T : never;
type Parsed = {
  readonly [K in keyof Definitions]:
    | Value<Definitions[K]>
    | (Definitions[K] extends { readonly default: null } ? null : never);
};

/** Every setting of the process, validated. */
export interface Config extends Omit<Parsed, 'demoData' | 'egressAllow'> {
  readonly demoData: boolean;
  readonly egressAllow: readonly string[];
}

/** All settings, for README's table. */
export const settings: readonly Setting[] = Object.values(definitions);

/** A setting that cannot be used; the message names the variable, what it got and what it takes. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings from environment variables; an empty one counts as unset.
 * @throws {ConfigError} for a value that a setting does not take, or for settings that contradict each other.
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = Object.fromEntries(
    Object.entries(definitions).map(([key, definition]) => [key, readSetting(definition, variables)]),
  ) as unknown as Parsed;
  if (!isLoopback(parsed.host) && parsed.routerSecret === null) {
    throw new ConfigError(
      `HOST is ${parsed.host}, which other machines can reach, and anyone who reaches an open service sees every customer. ` +
        'Set ROUTER_SECRET to the text that your router sends in Router-Authorization, or HOST to 127.0.0.1.',
    );
  }
  if ((parsed.smtpUrl === null) !== (parsed.smtpFrom === null)) {
    const missing = parsed.smtpUrl === null ? 'SMTP_URL' : 'SMTP_FROM';
    throw new ConfigError(`E-mail needs both SMTP_URL and SMTP_FROM, and ${missing} is not set.`);
  }
  return {
    ...parsed,
    egressAllow: parsed.egressAllow ?? [],
    demoData:
      parsed.demoData === null
        ? parsed.databaseUrl === null && parsed.nodeEnv !== 'production'
        : parsed.demoData === 'on',
  };
}

/** True for an address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function readSetting(
  definition: Definition<unknown>,
  variables: Readonly<Record<string, string | undefined>>,
) {
  const text = variables[definition.name] || definition.default;
  if (text === null) return null;
  const result = definition.schema.safeParse(text);
  if (result.success) return result.data;
  const got = definition.secret ? 'the value it got (not shown here, since it is secret)' : `"${text}"`;
  throw new ConfigError(`${definition.name} takes ${definition.accepts}; ${got} is not that.`);
}
