import { expect, test } from 'vitest';
import { ConfigError, isLoopback, readConfig, settings } from '../src/config.ts';

const SECRET = 'a-secret-of-more-than-16-characters';

/** What a refused set of variables is told. */
function refusal(variables: Record<string, string>): string {
  try {
    readConfig(variables);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error(`These variables were accepted: ${JSON.stringify(variables)}`);
}

// At least one unusable value for each setting; DATA_DIR takes any text and shows its trouble when it is used.
const BAD: Record<string, string[]> = {
  DATABASE_URL: [
    'localhost:5432',
    'mysql://anna:hunter2@inside/app',
    'no url, hunter2',
    'postgres:app',
    'host=/tmp dbname=app',
    'postgres://anna@one,two/app',
    'postgres:///app?host=one,two',
    'postgres://anna@inside/?dbname=app',
    'postgres:///app?service=mine',
  ],
  DEMO_DATA: ['yes', 'ON', '1'],
  PORT: ['http', '-1', '65536', '80.5', ' 80', '0x50'],
  HOST: ['my host', 'http://host/', '[::1]'],
  PUBLIC_URL: [
    'technical.example.com',
    'ftp://example.com',
    'https://example.com/?a=b',
    'https://example.com/#a',
  ],
  ROUTER_SECRET: ['hunter2', 'fifteen-letters'],
  CALLBACK_ORIGINS: [
    'router:4000',
    'https://router/callback',
    'https://a.example,',
    'ftp://a.example',
    'null',
    '*',
  ],
  NODE_ENV: ['prod', 'Production'],
  LOG_LEVEL: ['verbose', 'INFO'],
  DATABASE_POOL_SIZE: ['0', '501', 'many'],
  DATABASE_WAIT_MS: ['30s', '600001'],
  STATEMENT_TIMEOUT_MS: ['99', '600001'],
  SHUTDOWN_DELAY_MS: ['-1', '600001', '5s'],
  SHUTDOWN_GRACE_MS: ['-1', '600001'],
  FEED_RETENTION_HOURS: ['0', '8761', 'a week'],
  ALERT_GROUP_WAIT_MS: ['-1', '600001', '30s'],
  ALERT_GROUP_INTERVAL_MS: ['-1', '86400001', '5m'],
  ALERT_RETENTION_DAYS: ['30', '3651', 'a year'],
  EGRESS_ALLOW: [
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0.0/',
    '::1/129',
    '10.0.0.0/8/8',
    'host',
    'host:',
    'host:99999',
    'http://host:80',
    'user@host:80',
    '10.0.0.0/8,,host:80',
  ],
  DELIVERY_TIMEOUT_MS: ['99', '120001', '10s'],
  SMTP_URL: ['mail.example:25', 'http://mail.example', 'smtp:///nowhere', 'smtp:hunter2'],
  SMTP_FROM: ['alerts', 'a@b.example, c@d.example', 'A <a@b.example> <c@d.example>'],
  SUBSCRIBER_BUFFER_BYTES: ['1MB', '65535', '104857601'],
  HEARTBEAT_MS: ['999', '600001', '10s'],
  BODY_LIMIT_BYTES: ['1MB', '1023', '104857601'],
  REPORT_SIGNING_KEY: ['-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----'],
  MAX_TOKENS: ['99', '100001'],
  MAX_CALLBACK_SUBSCRIPTIONS: ['0', '1000001'],
  MAX_SUBSCRIPTIONS_PER_CONNECTION: ['0', '1000001', 'many'],
  MAX_SUBSCRIPTIONS_PER_IDENTITY: ['0', '1000001', 'off'],
  MAX_REPRESENTATIONS: ['0', '10001'],
};

test('each setting that can be wrong is tried below', () => {
  const tried = [...Object.keys(BAD), 'DATA_DIR'].sort();
  expect(tried).toEqual(settings.map(({ name }) => name).sort());
});

for (const [name, values] of Object.entries(BAD)) {
  test(`${name} refuses what it cannot use, and says what it got and takes`, () => {
    const setting = settings.find((one) => one.name === name);
    for (const value of values) {
      const message = refusal({ [name]: value });
      expect(message).toMatch(new RegExp(`^${name} takes .*\\.$`));
      expect(message).not.toContain('\n');
      expect(message).toContain(setting?.accepts);
      if (setting?.secret) expect(message).not.toContain(value);
      else expect(message).toContain(`"${value}"`);
    }
  });
}

test.each([
  ['EGRESS_ALLOW', 'fd00::/8, foo.example:8443,10.0.0.1', '"10.0.0.1" (write 10.0.0.1/32)'],
  ['EGRESS_ALLOW', '10.0.0.0/8,fd00::1,foo.example', '"fd00::1" (write fd00::1/128), "foo.example"'],
  ['EGRESS_ALLOW', 'foo.example:8443,', '""'],
  [
    'CALLBACK_ORIGINS',
    'https://a.example,https://b.example/',
    '"https://b.example/" (write https://b.example)',
  ],
  ['CALLBACK_ORIGINS', 'https://a.example,router:4000', '"router:4000"'],
])('%s=%s: what is wrong in a list is named', (name, value, named) => {
  expect(refusal({ [name]: value }).split(' is not that')[1]).toBe(`, because of ${named}.`);
});

test('several wrong ones are told at once, one line each', () => {
  const lines = refusal({ PORT: 'http', ROUTER_SECRET: 'short', HOST: '0.0.0.0', SMTP_URL: 'smtp://mail' });
  expect(lines.split('\n')).toEqual([
    expect.stringMatching(/^PORT takes /),
    // A secret that is too short is one, so HOST is not complained of as well.
    expect.stringMatching(/^ROUTER_SECRET takes /),
    expect.stringMatching(/^E-mail needs both .* SMTP_FROM is not set\.$/),
  ]);
  expect(refusal({ LOG_LEVEL: 'loud', HOST: '0.0.0.0' }).split('\n')).toHaveLength(2);
});

test('a secret is never echoed, neither whole nor in part', () => {
  expect(refusal({ DATABASE_URL: 'mysql://anna:hunter2@inside/app' })).not.toMatch(/hunter2|anna|inside/);
  expect(refusal({ ROUTER_SECRET: 'hunter2' })).not.toContain('hunter2');
  // A sound secret does not come up in the trouble of another setting either.
  expect(refusal({ ROUTER_SECRET: SECRET, PORT: 'x' })).not.toContain(SECRET);
});

test('the edges of each range are accepted', () => {
  expect(readConfig({ PORT: '0' }).port).toBe(0);
  expect(readConfig({ PORT: '65535' }).port).toBe(65_535);
  expect(readConfig({ DATABASE_WAIT_MS: '0' }).databaseWaitMs).toBe(0);
  expect(readConfig({ BODY_LIMIT_BYTES: '1024' }).bodyLimitBytes).toBe(1024);
  expect(readConfig({ ROUTER_SECRET: 'sixteen--letters' }).routerSecret).toBe('sixteen--letters');
});

test('without any variable, the defaults', () => {
  expect(readConfig({})).toEqual({
    databaseUrl: null,
    dataDir: '.data',
    demoData: true,
    port: 4001,
    host: '127.0.0.1',
    publicUrl: null,
    routerSecret: null,
    callbackOrigins: null,
    nodeEnv: 'development',
    logLevel: 'info',
    databasePoolSize: 10,
    databaseWaitMs: 30_000,
    statementTimeoutMs: 10_000,
    shutdownDelayMs: 0,
    shutdownGraceMs: 10_000,
    feedRetentionHours: 168,
    alertGroupWaitMs: 30_000,
    alertGroupIntervalMs: 300_000,
    alertRetentionDays: 400,
    egressAllow: [],
    deliveryTimeoutMs: 10_000,
    smtpUrl: null,
    smtpFrom: null,
    subscriberBufferBytes: 1_048_576,
    heartbeatMs: 10_000,
    bodyLimitBytes: 1_048_576,
    reportSigningKey: null,
    maxTokens: 5_000,
    maxCallbackSubscriptions: 10_000,
    maxSubscriptionsPerConnection: 10_000,
    maxSubscriptionsPerIdentity: null,
    maxRepresentations: 500,
  });
});

test.each([
  'postgres://user:password@host:5432/app',
  'postgres://user@/app?host=/run/postgresql',
  'postgres://user:pass@/app?host=/run/postgresql&port=5433',
  'postgresql:///app?host=/run/postgresql',
  'postgresql:///app',
  'postgres://user@%2Frun%2Fpostgresql/app',
  'postgresql://host/app?sslmode=verify-full',
])('DATABASE_URL takes %s', (DATABASE_URL) => {
  expect(readConfig({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
});

test('an empty variable counts as unset', () => {
  const empty = Object.fromEntries(settings.map(({ name }) => [name, '']));
  expect(readConfig(empty)).toEqual(readConfig({}));
});

test('what notifications may reach is a list', () => {
  const EGRESS_ALLOW = '10.1.0.0/16, fd00::/8,hooks.internal:8080, [::1]:9000';
  expect(readConfig({ EGRESS_ALLOW }).egressAllow).toEqual([
    '10.1.0.0/16',
    'fd00::/8',
    'hooks.internal:8080',
    '[::1]:9000',
  ]);
});

test('e-mail needs a server and a sender', () => {
  const SMTP_URL = 'smtp://user:password@mail.example:587';
  const SMTP_FROM = 'Technical alerts <alerts@example.com>';
  expect(readConfig({ SMTP_URL, SMTP_FROM })).toMatchObject({ smtpUrl: SMTP_URL, smtpFrom: SMTP_FROM });
  expect(refusal({ SMTP_URL })).toBe('E-mail needs both SMTP_URL and SMTP_FROM, and SMTP_FROM is not set.');
  expect(refusal({ SMTP_FROM })).toBe('E-mail needs both SMTP_URL and SMTP_FROM, and SMTP_URL is not set.');
});

test('demo data go with the embedded PostgreSQL, unless said otherwise', () => {
  const DATABASE_URL = 'postgres://user:password@db.example:5432/app';
  expect(readConfig({ DATABASE_URL }).demoData).toBe(false);
  expect(readConfig({ DATABASE_URL, DEMO_DATA: 'on' }).demoData).toBe(true);
  expect(readConfig({ DEMO_DATA: 'off' }).demoData).toBe(false);
});

test('an address that others can reach needs ROUTER_SECRET, and the refusal says both ways out', () => {
  for (const HOST of ['0.0.0.0', '::', '10.0.0.5', 'example.com', '127.0.0.1.example.com', '128.0.0.1']) {
    const message = refusal({ HOST });
    expect(message).toContain(`HOST is ${HOST}`);
    expect(message).toMatch(/Set ROUTER_SECRET .* or HOST to 127\.0\.0\.1\.$/);
    expect(readConfig({ HOST, ROUTER_SECRET: SECRET }).host).toBe(HOST);
  }
});

test('an address of this machine alone needs no secret', () => {
  for (const HOST of ['127.0.0.1', '127.1.2.3', 'localhost', '::1']) {
    expect(readConfig({ HOST }).host).toBe(HOST);
    expect(isLoopback(HOST)).toBe(true);
  }
});

test('CALLBACK_ORIGINS takes several, with or without spaces', () => {
  const { callbackOrigins } = readConfig({ CALLBACK_ORIGINS: 'https://a.example, http://127.0.0.1:4000' });
  expect(callbackOrigins).toEqual(['https://a.example', 'http://127.0.0.1:4000']);
  expect(readConfig({}).callbackOrigins).toBeNull();
});
