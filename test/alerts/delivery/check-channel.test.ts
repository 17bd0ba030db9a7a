import { expect, test } from 'vitest';
import { createPermits } from '../../../src/alerts/delivery/addresses.ts';
import type { ChannelKind } from '../../../src/alerts/delivery/channel.ts';
import { refusalOfChannel } from '../../../src/alerts/delivery/check-channel.ts';
import { readConfig } from '../../../src/config.ts';
import { KEY, NEW_KEY } from './builders.ts';

const refusal = (
  kind: ChannelKind,
  target: string,
  secrets: readonly string[] = [],
  allowed: readonly string[] = [],
) => refusalOfChannel({ kind, target, secrets }, { permits: createPermits(allowed), hasMail: true });

test('what may work is not refused', () => {
  expect(refusal('WEBHOOK', 'https://hooks.example.com/a?b=c', [KEY])).toBeNull();
  expect(refusal('WEBHOOK', 'https://hooks.example.com:8443/', [NEW_KEY, KEY])).toBeNull();
  expect(refusal('SLACK', 'https://hooks.slack.example/services/T0/B0/x')).toBeNull();
  expect(refusal('EMAIL', 'zoë.o+alerts@müller.example')).toBeNull();
});

test.each([
  ['WEBHOOK', 'https://hooks.example.com/', [], 'signing key'],
  ['WEBHOOK', 'https://hooks.example.com/', [KEY, 'secret!'], 'signing key'],
  ['WEBHOOK', 'hooks.example.com', [KEY], 'cannot be read'],
  ['WEBHOOK', 'ftp://hooks.example.com/', [KEY], 'https://'],
  ['WEBHOOK', 'https://169.254.169.254/', [KEY], 'not at a public address'],
  ['SLACK', 'https://user@hooks.slack.example/', [], 'user or a password'],
  ['SLACK', 'http://1.1.1.1/', [], 'without TLS'],
  ['EMAIL', 'https://hooks.example.com/', [], 'one e-mail address'],
] as const)('%s %s %j: %s', (kind, target, secrets, words) => {
  expect(refusal(kind, target, secrets)).toContain(words);
});

test.each([
  [
    'http://example.com/h',
    'listed for requests without TLS. Use https://, or an operator can allow example.com:80 in',
  ],
  [
    'https://localhost/h',
    'localhost is not at a public address. An operator can allow localhost:443 in EGRESS_ALLOW.',
  ],
  ['https://Hooks.LOCALHOST.:8443/', 'An operator can allow hooks.localhost.:8443 in EGRESS_ALLOW.'],
  ['http://127.0.0.1:9999/h', 'without TLS. An operator can allow 127.0.0.1:9999 in EGRESS_ALLOW.'],
  ['https://[fd00::1]:8443/x', 'fd00::1 is not at a public address. An operator can allow [fd00::1]:8443 in'],
])('%s can never be delivered to, and what to do about it is said', (target, words) => {
  expect(refusal('SLACK', target)).toContain(words);
  const entry = /allow (\S+) in EGRESS_ALLOW\.$/.exec(refusal('SLACK', target) ?? '')?.[1] ?? '';
  expect(readConfig({ EGRESS_ALLOW: entry }).egressAllow).toEqual([entry]);
  expect(refusal('SLACK', target, [], [entry])).toBeNull();
});

test.each([
  ['http://hooks.internal/', '10.0.0.0/8'],
  ['http://localhost:9000/', '127.0.0.0/8'],
  ['https://localhost/', '::1/128'],
])('%s may be at an address of %s, which the attempt finds out', (target, range) => {
  expect(refusal('SLACK', target, [], [range])).toBeNull();
});

test('without a mail server an e-mail channel is refused: nothing would ever leave', () => {
  const channel = { kind: 'EMAIL', target: 'tech@acme.example', secrets: [] } as const;
  expect(refusalOfChannel(channel, { permits: createPermits([]), hasMail: false })).toContain('SMTP_URL');
});
