import { expect, test, vi } from 'vitest';
import { deliverer, never, notification, webhook } from './builders.ts';
import { startMailServer } from './mail-server.ts';
import { startReceiver } from './receiver.ts';

const CUT_SHORT = { kind: 'RETRY', reason: 'The attempt was cut short on our side.', afterMs: null };
const LEFT_ALONE = {
  kind: 'RETRY',
  reason:
    'The receiver closed the connection before it answered (UND_ERR_SOCKET). After 5 such attempts in a row it is left alone until 09:33 UTC.',
  afterMs: 60_000,
};

test('an endpoint that gives no answer five times in a row is left alone, saying why and until when; others are not', async () => {
  const silent = await startReceiver((_, response) => response.socket?.destroy());
  const other = await startReceiver();
  const ours = deliverer({ restMs: 60_000, now: () => new Date('2026-01-26T09:31:20Z') });
  const toSilent = () => ours.deliver(webhook(silent.url), notification(), never);
  for (let i = 0; i < 5; i++) {
    expect(await toSilent()).toMatchObject({ kind: 'RETRY', reason: expect.stringContaining('closed') });
  }
  for (let i = 0; i < 3; i++) expect(await toSilent()).toEqual(LEFT_ALONE);
  expect(silent.received).toHaveLength(5);
  expect((await ours.deliver(webhook(other.url), notification(), never)).kind).toBe('DELIVERED');
});

test('a mail server that gives no answer is left alone, whoever the mails are for', async () => {
  // Nobody listens there.
  const ours = deliverer({ smtpUrl: 'smtp://127.0.0.1:1', smtpFrom: 'alerts@vendor.example' });
  const mailTo = (target: string) =>
    ours.deliver({ id: target, kind: 'EMAIL', target, secrets: [] }, notification(), never);
  for (let i = 0; i < 5; i++) await mailTo(`${i}@acme.example`);
  expect(await mailTo('another@acme.example')).toMatchObject({
    kind: 'RETRY',
    reason: expect.stringContaining('it is left alone'),
  });
});

test('after a rest one attempt is made, and its answer decides', async () => {
  let isSilent = true;
  const receiver = await startReceiver((_, response) =>
    isSilent ? response.socket?.destroy() : response.writeHead(204).end(),
  );
  const ours = deliverer({ restMs: 400 });
  const attempts = (count: number) =>
    Promise.all(
      Array.from({ length: count }, () => ours.deliver(webhook(receiver.url), notification(), never)),
    );
  await attempts(20);
  // Those that were under way when the fifth failed still ran.
  expect(receiver.received.length).toBeLessThanOrEqual(8);
  const before = receiver.received.length;
  await vi.waitFor(async () => {
    await attempts(20);
    expect(receiver.received.length).toBeGreaterThan(before);
  }, 10_000);
  expect(receiver.received.length).toBe(before + 1);
  isSilent = false;
  await vi.waitFor(async () => {
    const outcomes = await attempts(20);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['DELIVERED']));
  }, 10_000);
});

test('answers of any status are answers', async () => {
  const receiver = await startReceiver((_, response) => response.writeHead(500).end());
  const ours = deliverer();
  for (let i = 0; i < 12; i++) await ours.deliver(webhook(receiver.url), notification(), never);
  expect(receiver.received).toHaveLength(12);
});

test('an endpoint gets at most four requests at once', async () => {
  let running = 0;
  let most = 0;
  const receiver = await startReceiver((_, response) => {
    running += 1;
    most = Math.max(most, running);
    setTimeout(() => {
      running -= 1;
      response.writeHead(200).end();
    }, 20);
  });
  const ours = deliverer();
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => ours.deliver(webhook(receiver.url), notification(), never)),
  );
  expect(outcomes.every(({ kind }) => kind === 'DELIVERED')).toBe(true);
  expect(most).toBe(4);
});

test('a mail that has to wait long for its turn is tried later, not cut short when it is half sent', async () => {
  let taken = 0;
  const server = await startMailServer({
    onData(stream, _, done) {
      taken += 1;
      stream.on('end', () => setTimeout(done, 500)).resume();
    },
  });
  const ours = deliverer({ smtpUrl: server.url, smtpFrom: 'alerts@vendor.example', turnMs: 100 });
  const mail = { id: 'm', kind: 'EMAIL', target: 'tech@acme.example', secrets: [] } as const;
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, () => ours.deliver(mail, notification(), never)),
  );
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual([...Array(4).fill('DELIVERED'), 'RETRY', 'RETRY']);
  expect(taken).toBe(4);
});

test('close cuts attempts short, also those that wait, and ends every socket', async () => {
  const receiver = await startReceiver(() => {});
  const ours = deliverer({ timeoutMs: 60_000 });
  const attempts = Array.from({ length: 10 }, () =>
    ours.deliver(webhook(receiver.url), notification(), never),
  );
  await expect.poll(() => receiver.received.length).toBe(4);
  await ours.close();
  for (const attempt of attempts) expect(await attempt).toEqual(CUT_SHORT);
  await expect.poll(receiver.open).toBe(0);
  expect(await ours.deliver(webhook(receiver.url), notification(), never)).toEqual(CUT_SHORT);
  expect(receiver.connects()).toBe(4);
});

test('close ends connections that are kept for the next request', async () => {
  const receiver = await startReceiver();
  const ours = deliverer();
  await ours.deliver(webhook(receiver.url), notification(), never);
  expect(receiver.open()).toBe(1);
  await ours.close();
  await expect.poll(receiver.open).toBe(0);
});

test("the caller's signal cuts an attempt short, which does not count against the endpoint", async () => {
  let isSilent = true;
  const receiver = await startReceiver((_, response) => {
    if (!isSilent) response.writeHead(200).end();
  });
  const ours = deliverer({ timeoutMs: 60_000 });
  for (let i = 1; i <= 6; i++) {
    const stop = new AbortController();
    const attempt = ours.deliver(webhook(receiver.url), notification(), stop.signal);
    await expect.poll(() => receiver.received.length).toBe(i);
    stop.abort();
    expect(await attempt).toEqual(CUT_SHORT);
  }
  isSilent = false;
  expect((await ours.deliver(webhook(receiver.url), notification(), never)).kind).toBe('DELIVERED');
});
