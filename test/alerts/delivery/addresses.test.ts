import { expect, test } from 'vitest';
import { createPermits, isPublic } from '../../../src/alerts/delivery/addresses.ts';

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '169.253.255.255',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2606:4700::1111',
  '2a00:1450:4001::1',
  '2001:4860:4860::8888',
  '2003::1',
  '64:ff9b::8.8.8.8',
])('%s is public', (address) => expect(isPublic(address)).toBe(true));

test.each([
  '',
  'localhost',
  '1.2.3',
  '1.1.1.1 ',
  '::ffff:1.1.1.1',
  '64:ff9b::10.0.0.1',
  '4000::1',
  '1fff::1',
])('%j is not', (address) => expect(isPublic(address)).toBe(false));

test('public addresses are reached over TLS only, and on any port', () => {
  const permits = createPermits([]);
  const to = (protocol: string, port: number) => permits({ protocol, host: 'a.example', port }, '1.1.1.1');
  expect([to('https:', 443), to('https:', 22), to('http:', 80)]).toEqual([true, true, false]);
});

test('names are compared as URLs have them', () => {
  const permits = createPermits(['Bücher.example:8080', '[0:0:0:0:0:0:0:1]:80', 'plain.example:080']);
  const named = (host: string, port: number) => permits({ protocol: 'http:', host, port }, '10.0.0.1');
  expect(named('xn--bcher-kva.example', 8080)).toBe(true);
  expect(named('::1', 80)).toBe(true);
  expect(named('plain.example', 80)).toBe(true);
  expect(named('plain.example.', 80)).toBe(false);
});
