import type { LookupFunction } from 'node:net';
import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/alerts/delivery/channel.ts';
import { deliverer, never, notification, webhook } from './builders.ts';
import { startReceiver } from './receiver.ts';

/** A resolver that knows these names only; one with several answers gives the next each time. */
function resolver(names: Record<string, string | string[]>) {
  const asked: string[] = [];
  const lookup = ((hostname, _options, callback) => {
    const times = asked.filter((name) => name === hostname).length;
    asked.push(hostname);
    const answers = [names[hostname] ?? []].flat();
    const address = answers[Math.min(times, answers.length - 1)];
    if (address === undefined) return callback(Object.assign(new Error(), { code: 'ENOTFOUND' }), []);
    const found = address.split(' ').map((one) => ({ address: one, family: one.includes(':') ? 6 : 4 }));
    process.nextTick(callback, null, found);
  }) as LookupFunction;
  return { lookup, asked };
}

// All that should never be reached from outside. PORT stands for that of a listener inside.
const INSIDE = `
  https://127.0.0.1:PORT/ https://127.0.0.2:PORT/ https://127.255.255.254:PORT/ https://127.1:PORT/
  https://2130706433:PORT/ https://0x7f000001:PORT/ https://0x7f.1:PORT/ https://017700000001:PORT/
  https://0177.0.0.1:PORT/ https://0x7f.0x0.0x0.0x1:PORT/ https://127.0.0.1.:PORT/ https://0:PORT/
  https://0.0.0.0:PORT/ https://①②⑦.⓪.⓪.①:PORT/ https://127。0。0。1:PORT/ https://%31%32%37.0.0.1:PORT/
  https://10.0.0.1:PORT/ https://172.16.0.1:PORT/ https://172.31.255.255:PORT/ https://192.168.1.1:PORT/
  https://100.64.0.1:PORT/ https://100.127.255.255:PORT/ https://100.100.100.200/ https://192.0.0.192/
  https://168.63.129.16/ https://169.254.169.254/latest/meta-data/ https://2852039166/ https://0xa9fea9fe/
  https://0251.0376.0251.0376/ https://169.254.1:PORT/ https://192.0.2.1/ https://198.18.0.1/ https://198.51.100.1/
  https://203.0.113.1/ https://192.88.99.1/ https://224.0.0.1/ https://239.255.255.250/ https://240.0.0.1/
  https://255.255.255.255/
  https://[::1]:PORT/ https://[::]:PORT/ https://[0:0:0:0:0:0:0:1]:PORT/ https://[::ffff:127.0.0.1]:PORT/
  https://[::ffff:7f00:1]:PORT/ https://[::ffff:8.8.8.8]:PORT/ https://[::127.0.0.1]:PORT/
  https://[::ffff:0:127.0.0.1]:PORT/ https://[64:ff9b::127.0.0.1]:PORT/ https://[64:ff9b::a9fe:a9fe]/
  https://[64:ff9b:1::1]/ https://[2002:7f00:1::1]:PORT/ https://[2002:a9fe:a9fe::]/ https://[2001:0:7f00:1::]/
  https://[2001:db8::1]/ https://[3fff::1]/ https://[fe80::1]:PORT/ https://[fec0::1]/ https://[fc00::1]/
  https://[fd00:ec2::254]/ https://[fd20:ce::254]/ https://[ff02::1]/ https://[100::1]/ https://[5f00::1]/
  https://user@127.0.0.1:PORT/ https://hooks.example.com@127.0.0.1:PORT/ https://hooks.example.com:443@127.0.0.1:PORT/
  https://hooks.example.com%2f@127.0.0.1:PORT/ https://127.0.0.1:PORT\\@hooks.example.com/
  https://127.0.0.1:PORT#@hooks.example.com/ https://127.0.0.1:PORT?@hooks.example.com/ https:127.0.0.1:PORT
  https:\\\\127.0.0.1:PORT/
  http://127.0.0.1:PORT/ http://2130706433:PORT/ http://[::1]:PORT/ http://[::ffff:127.0.0.1]:PORT/
  http://169.254.169.254/ http://93.184.215.14/
  file:///etc/passwd ftp://127.0.0.1:PORT/ gopher://127.0.0.1:PORT/_x data:text/plain,x javascript:x
  unix:/var/run/docker.sock //127.0.0.1:PORT/ 127.0.0.1:PORT https:// https://[::1 https://[fe80::1%25eth0]:PORT/
`
  .trim()
  .split(/\s+/);

const NAMES = {
  localhost: '127.0.0.1',
  'localhost.': '127.0.0.1',
  'sub.localhost': '::1',
  'ip6-localhost': '::1',
  '127.0.0.1.nip.example': '127.0.0.1',
  'metadata.google.internal': '169.254.169.254',
  'metadata.google.internal.': '169.254.169.254',
  'db.internal': '10.1.2.3',
  'mapped.example': '::ffff:127.0.0.1',
  'nat64.example': '64:ff9b::7f00:1',
  'xn--bcher-kva.example': '192.168.0.7',
  'mixed.example': '93.184.215.14 127.0.0.1',
  'odd.example': 'fe80::1%lo',
};
const INSIDE_BY_NAME = [
  ...Object.keys(NAMES),
  'LOCALHOST',
  'ｌｏｃａｌｈｏｓｔ',
  'bücher.example',
  'BÜCHER。example',
  'lo%63alhost',
];

test('no address inside is ever connected to', async () => {
  const inside = await startReceiver();
  await startReceiver(undefined, { host: '::1', port: inside.port }).catch(() => {});
  const { lookup } = resolver(NAMES);
  const ours = deliverer({ egressAllow: [], lookup });
  const outcomes: [string, Outcome][] = [];
  const targets = [
    ...INSIDE,
    ...INSIDE_BY_NAME.flatMap((name) => [`https://${name}:PORT/`, `http://${name}:PORT/`]),
  ].map((target) => target.replaceAll('PORT', String(inside.port)));
  for (const target of targets) {
    outcomes.push([target, await ours.deliver(webhook(target), notification(), never)]);
  }
  expect(outcomes.length).toBeGreaterThan(100);
  for (const [target, outcome] of outcomes) {
    const reason = expect.stringMatching(/^The URL (cannot be read|must)|EGRESS_ALLOW\.$/);
    expect(outcome, target).toMatchObject({ kind: expect.stringMatching(/FAILED|RETRY/), reason });
  }
  expect(inside.connects()).toBe(0);
  // The listener counts: it is reached once an operator allows it.
  const allowing = deliverer({ egressAllow: ['127.0.0.1/32'], lookup });
  for (const target of [`http://127.0.0.1:${inside.port}/`, `http://localhost:${inside.port}/`]) {
    expect((await allowing.deliver(webhook(target), notification(), never)).kind).toBe('DELIVERED');
  }
  expect(inside.connects()).toBe(2);
});

test('what the URL rules out is not sent; what a name resolves to may change', async () => {
  const { lookup } = resolver(NAMES);
  const ours = deliverer({ egressAllow: [], lookup });
  expect(await ours.deliver(webhook('https://10.0.0.1/'), notification(), never)).toEqual({
    kind: 'RETRY',
    afterMs: null,
    reason: '10.0.0.1 is not at a public address. An operator can allow 10.0.0.1:443 in EGRESS_ALLOW.',
  });
  expect(await ours.deliver(webhook('https://db.internal:8443/'), notification(), never)).toEqual({
    kind: 'RETRY',
    afterMs: null,
    reason: 'db.internal is not at a public address. An operator can allow db.internal:8443 in EGRESS_ALLOW.',
  });
});

test('a URL with a user or a password is not sent to, wherever it leads', async () => {
  const receiver = await startReceiver();
  for (const userinfo of ['user', 'user:password', ':password', 'hooks.example.com']) {
    const target = webhook(receiver.url.replace('//', `//${userinfo}@`));
    expect(await deliverer().deliver(target, notification(), never)).toEqual({
      kind: 'RETRY',
      afterMs: null,
      reason: 'The URL must not contain a user or a password.',
    });
  }
  expect(receiver.connects()).toBe(0);
});

test('a name that changes its address between look-ups is connected to at the one that was checked', async () => {
  const inside = await startReceiver();
  // 127.0.0.2 stands for an address that is allowed; nobody listens there.
  const { lookup, asked } = resolver({ 'rebinding.example': ['127.0.0.2', '127.0.0.1'] });
  const ours = deliverer({ egressAllow: ['127.0.0.2/32'], lookup, timeoutMs: 1_000 });
  const target = webhook(`http://rebinding.example:${inside.port}/`);
  await ours.deliver(target, notification(), never);
  expect(asked).toEqual(['rebinding.example']);
  // Asked again by the next attempt, it is refused.
  expect(await ours.deliver(target, notification(), never)).toMatchObject({
    reason: expect.stringContaining('rebinding.example is not listed'),
  });
  expect(inside.connects()).toBe(0);
});

test.each([301, 302, 303, 307, 308])('a redirect (%i) to the inside is not followed', async (status) => {
  const inside = await startReceiver();
  const receiver = await startReceiver((_, response) =>
    response.writeHead(status, { location: `http://127.0.0.1:${inside.port}/` }).end(),
  );
  const ours = deliverer({ egressAllow: [`127.0.0.1:${receiver.port}`] });
  const outcome = await ours.deliver(webhook(receiver.url), notification(), never);
  expect(outcome).toMatchObject({ kind: 'RETRY', reason: expect.stringContaining('redirect not followed') });
  expect([receiver.connects(), inside.connects()]).toEqual([1, 0]);
});

test('an operator allows a range, or a host with a port, and nothing beside it', async () => {
  const receiver = await startReceiver();
  const other = await startReceiver();
  const { lookup } = resolver({ 'hooks.internal': '127.0.0.1', 'other.internal': '127.0.0.1' });
  const kindOf = async (allow: string, target: string) => {
    const ours = deliverer({ egressAllow: [allow], lookup });
    return (await ours.deliver(webhook(target), notification(), never)).kind;
  };
  const byName = `http://hooks.internal:${receiver.port}/`;
  expect(await kindOf(`Hooks.Internal:${receiver.port}`, byName)).toBe('DELIVERED');
  expect(await kindOf('127.0.0.0/8', byName)).toBe('DELIVERED');
  expect(await kindOf('10.0.0.0/8', byName)).toBe('RETRY');
  expect(await kindOf(`hooks.internal:${other.port}`, byName)).toBe('RETRY');
  expect(await kindOf(`hooks.internal:${receiver.port}`, `http://other.internal:${receiver.port}/`)).toBe(
    'RETRY',
  );
  expect(await kindOf(`hooks.internal:${receiver.port}`, `http://127.0.0.1:${receiver.port}/`)).toBe('RETRY');
  expect(await kindOf(`127.0.0.1:${receiver.port}`, `http://127.0.0.1:${receiver.port}/`)).toBe('DELIVERED');
});
