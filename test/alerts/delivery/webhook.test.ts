import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { alert, deliverer, KEY, NEW_KEY, never, notification, webhook } from './builders.ts';
import { type Received, startReceiver } from './receiver.ts';

const verify = (key: string, { body, headers }: Received) => new Webhook(key).verify(body, headers);

test('a receiver verifies what arrives by its key, and reads what happened', async () => {
  const receiver = await startReceiver();
  const outcome = await deliverer().deliver(webhook(receiver.url), notification(), never);
  expect(outcome).toEqual({ kind: 'DELIVERED', detail: 'The receiver answered with 200.' });
  const [first] = receiver.received as [Received];
  expect(verify(KEY, first)).toEqual({
    type: 'technical_alert.firing',
    timestamp: '2026-01-26T09:31:00.000Z',
    data: { customer: notification().customer, alerts: notification().alerts },
  });
  expect(first.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': 'n1' });
});

test('README shows what arrives, and names each type that does', async () => {
  const receiver = await startReceiver();
  const of = {
    FIRING: {},
    RESOLVED: { alerts: [alert({ resolvedAt: '2026-01-26T11:00:00.000Z' })] },
    TEST: { alerts: [] },
  };
  for (const [kind, part] of Object.entries(of) as [keyof typeof of, object][])
    await deliverer().deliver(webhook(receiver.url), notification({ kind, ...part }), never);
  const bodies = receiver.received.map(({ body }) => JSON.parse(body));
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const example = JSON.parse(/```json\n(.*?"technical_alert.*?)```/s.exec(readme)?.[1] ?? 'null');
  expect(shapeOf(example)).toEqual(shapeOf(bodies[0]));
  expect(bodies.map(({ type }) => type).filter((type) => !readme.includes(`\`${type}\``))).toEqual([]);
});

/** A value with its texts taken out. */
function shapeOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, one) => (typeof one === 'string' ? 'text' : one));
}

test('another try has the same id and body, and a timestamp and signature of its own', async () => {
  const receiver = await startReceiver((_, response) => response.writeHead(500).end());
  let at = Date.now();
  const our = deliverer({ now: () => new Date(at) });
  for (const _ of [1, 2]) {
    await our.deliver(webhook(receiver.url), notification(), never);
    at += 60_000;
  }
  const [first, second] = receiver.received as [Received, Received];
  expect(second.body).toBe(first.body);
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
  expect(Number(second.headers['webhook-timestamp']) - Number(first.headers['webhook-timestamp'])).toBe(60);
  for (const one of [first, second]) expect(verify(KEY, one)).toBeDefined();
});

test('tampered: nothing that was signed can be changed', async () => {
  const receiver = await startReceiver();
  await deliverer().deliver(webhook(receiver.url), notification(), never);
  const [first] = receiver.received as [Received];
  const changed = (name: string, value: string) => ({
    ...first,
    headers: { ...first.headers, [name]: value },
  });
  const tampered = [
    { ...first, body: first.body.replace('HIGH', 'LOW') },
    changed('webhook-id', 'n2'),
    changed('webhook-timestamp', String(Number(first.headers['webhook-timestamp']) + 1)),
    changed('webhook-signature', 'v1,bm9uc2Vuc2U='),
    changed('webhook-signature', ''),
  ];
  for (const one of tampered) expect(() => verify(KEY, one)).toThrow(/signature|headers/i);
  expect(() => verify(NEW_KEY, first)).toThrow('No matching signature');
});

test('old: what was signed six minutes ago is refused, four minutes ago is not', async () => {
  const receiver = await startReceiver();
  for (const minutes of [6, 4]) {
    const now = () => new Date(Date.now() - minutes * 60_000);
    await deliverer({ now }).deliver(webhook(receiver.url), notification(), never);
  }
  const [six, four] = receiver.received as [Received, Received];
  expect(() => verify(KEY, six)).toThrow('Message timestamp too old');
  expect(verify(KEY, four)).toBeDefined();
});

test('rotated: during rotation the old and the new key verify, before and after it one of them', async () => {
  const receiver = await startReceiver();
  const our = deliverer();
  for (const keys of [[KEY], [NEW_KEY, KEY], [NEW_KEY]]) {
    await our.deliver(webhook(receiver.url, keys), notification(), never);
  }
  const judged = receiver.received.map((one) =>
    [KEY, NEW_KEY].map((key) => {
      try {
        return Boolean(verify(key, one));
      } catch {
        return false;
      }
    }),
  );
  expect(judged).toEqual([
    [true, false],
    [true, true],
    [false, true],
  ]);
});

test('nothing goes out unsigned', async () => {
  const receiver = await startReceiver();
  for (const keys of [[], [''], ['whsec_'], ['whsec_not base64!'], [KEY, 'whsec_%']]) {
    const outcome = await deliverer().deliver(webhook(receiver.url, keys), notification(), never);
    expect(outcome).toEqual({ kind: 'FAILED', reason: expect.stringMatching(/signing key/) });
  }
  expect(receiver.connects()).toBe(0);
});
