import { expect, test } from 'vitest';
import { createPermits } from '../../../src/alerts/delivery/addresses.ts';
import type { ChannelKind } from '../../../src/alerts/delivery/channel.ts';
import { refusalOfChannel } from '../../../src/alerts/delivery/check-channel.ts';
import { KEY, NEW_KEY } from './builders.ts';

const refusal = (kind: ChannelKind, target: string, secrets: readonly string[] = []) =>
  refusalOfChannel({ kind, target, secrets }, { permits: createPermits([]), hasMail: true });

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

test('without a mail server an e-mail channel is refused: nothing would ever leave', () => {
  const channel = { kind: 'EMAIL', target: 'tech@acme.example', secrets: [] } as const;
  expect(refusalOfChannel(channel, { permits: createPermits([]), hasMail: false })).toContain('SMTP_URL');
});
