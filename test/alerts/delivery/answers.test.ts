import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { readRetryAfter } from '../../../src/alerts/delivery/answer.ts';
import { deliverer, never, notification, webhook } from './builders.ts';
import { type Certificate, days, selfSigned } from './certificate.ts';
import { type Answering, startReceiver } from './receiver.ts';

const NOW = new Date('2026-01-26T09:31:00.000Z');

async function outcomeOf(answer: Answering, timeoutMs = 10_000) {
  const receiver = await startReceiver(answer);
  const ours = deliverer({ timeoutMs, now: () => NOW });
  const began = performance.now();
  const outcome = await ours.deliver(webhook(receiver.url), notification(), never);
  return { outcome, receiver, tookMs: performance.now() - began };
}

const answering = (status: number, headers: Record<string, string> = {}): Answering => {
  return (_, response) => response.writeHead(status, headers).end('{}');
};

describe('what a status means', () => {
  test.each([
    [200, 'DELIVERED', 'The receiver answered with 200.'],
    [202, 'DELIVERED', 'The receiver answered with 202.'],
    [204, 'DELIVERED', 'The receiver answered with 204.'],
    [304, 'RETRY', 'The receiver answered with 304: redirect not followed. Set the URL it leads to.'],
    [400, 'RETRY', 'The receiver refuses the notification (400) until it is put right.'],
    [404, 'RETRY', 'The receiver refuses the notification (404) until it is put right.'],
    [410, 'GONE', 'The receiver wants no more notifications (410).'],
    [429, 'RETRY', 'The receiver asks for patience (429).'],
    [500, 'RETRY', 'The receiver failed (500).'],
    [503, 'RETRY', 'The receiver asks for patience (503).'],
    [799, 'RETRY', 'The receiver failed (799).'],
  ])('%i: %s', async (status, kind, words) => {
    const { outcome } = await outcomeOf(answering(status));
    expect(outcome).toMatchObject({ kind, [kind === 'DELIVERED' ? 'detail' : 'reason']: words });
  });

  test.each([429, 503])('%i: Retry-After is passed on', async (status) => {
    const { outcome } = await outcomeOf(answering(status, { 'retry-after': '120' }));
    expect(outcome).toMatchObject({ kind: 'RETRY', afterMs: 120_000 });
  });

  test('Retry-After elsewhere says nothing', async () => {
    const { outcome } = await outcomeOf(answering(500, { 'retry-after': '120' }));
    expect(outcome).toMatchObject({ kind: 'RETRY', afterMs: null });
  });
});

test.each([
  ['0', 0],
  [' 7 ', 7_000],
  ['3600', 3_600_000],
  ['99999999999999999999', 3_600_000],
  ['Mon, 26 Jan 2026 09:32:30 GMT', 90_000],
  ['Mon, 26 Jan 2026 09:00:00 GMT', 0],
  ['Thu, 26 Jan 2096 09:00:00 GMT', 3_600_000],
  ['Mon, 99 Jan 2026 09:00:00 GMT', null],
  ['-5', null],
  ['1.5', null],
  ['2026-01-26', null],
  ['soon', null],
  ['', null],
])('Retry-After %j is %j ms', (header, ms) => expect(readRetryAfter(header, NOW)).toBe(ms));

describe('an answer', () => {
  test('of 100 MB is read to 64 KB and cut', async () => {
    let written = 0;
    const { outcome, receiver } = await outcomeOf((_, response) => {
      response.writeHead(200, { 'content-length': 100_000_000 });
      const more = () => {
        while (written < 100_000_000 && !response.destroyed) {
          written += 100_000;
          if (!response.write(Buffer.alloc(100_000))) return response.once('drain', more);
        }
        return undefined;
      };
      more();
    });
    expect(outcome.kind).toBe('DELIVERED');
    await expect.poll(receiver.open).toBe(0);
    // What lies in socket buffers on both sides was written, but not read.
    expect(written).toBeLessThan(50_000_000);
  });

  test('of endless headers is not read to the end', async () => {
    const { outcome } = await outcomeOf((_, response) => {
      const { socket } = response;
      socket?.write('HTTP/1.1 200 OK\r\n');
      for (let i = 0; i < 10_000; i++) socket?.write(`x-${i}: ${'x'.repeat(100)}\r\n`);
    });
    expect(outcome).toMatchObject({ kind: 'RETRY', reason: expect.stringContaining('too long headers') });
  });

  test('whose headers come byte by byte is given up at the deadline', async () => {
    let timer: NodeJS.Timeout | undefined;
    const { outcome, receiver, tookMs } = await outcomeOf((_, response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\nx: ');
      timer = setInterval(() => response.socket?.write('x'), 20);
      response.socket?.once('close', () => clearInterval(timer));
    }, 300);
    expect(outcome).toEqual({
      kind: 'RETRY',
      reason: 'The receiver did not answer within 300 ms.',
      afterMs: null,
    });
    expect(tookMs).toBeLessThan(5_000);
    await expect.poll(receiver.open).toBe(0);
  });

  test('whose body comes byte by byte has been given by its status, and is left at the deadline', async () => {
    const { outcome, receiver, tookMs } = await outcomeOf((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 20);
      response.once('close', () => clearInterval(timer));
    }, 300);
    expect(outcome.kind).toBe('DELIVERED');
    expect(tookMs).toBeLessThan(5_000);
    await expect.poll(receiver.open).toBe(0);
  });

  test('that never comes after the request was accepted is given up at the deadline', async () => {
    const { outcome, receiver } = await outcomeOf(() => {}, 300);
    expect(outcome).toMatchObject({ reason: 'The receiver did not answer within 300 ms.' });
    expect(receiver.received).toHaveLength(1);
    await expect.poll(receiver.open).toBe(0);
  });

  test('killed after the request was accepted is tried again', async () => {
    const { outcome } = await outcomeOf((_, response) => response.socket?.destroy());
    expect(outcome).toMatchObject({ kind: 'RETRY', reason: expect.stringMatching(/closed the connection/) });
  });

  test('by a reset connection is tried again', async () => {
    const { outcome } = await outcomeOf((_, response) => response.socket?.resetAndDestroy());
    expect(outcome).toMatchObject({ kind: 'RETRY', reason: expect.stringMatching(/broke the connection/) });
  });

  test('that is no HTTP is tried again', async () => {
    const { outcome } = await outcomeOf((_, response) => response.socket?.end('220 smtp.example ESMTP\r\n'));
    expect(outcome).toMatchObject({ kind: 'RETRY', reason: expect.stringMatching(/does not speak HTTP/) });
  });
});

describe('a receiver', () => {
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });

  test('where nobody listens refused the connection', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const outcome = await deliverer().deliver(webhook(`http://127.0.0.1:${port}/`), notification(), never);
    expect(outcome).toMatchObject({
      kind: 'RETRY',
      reason: 'The receiver refused the connection (ECONNREFUSED).',
    });
  });

  test('that accepts TLS connections and stays silent is given up at the deadline', async () => {
    const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const ours = deliverer({ timeoutMs: 300 });
    const outcome = await ours.deliver(webhook(`https://127.0.0.1:${port}/`), notification(), never);
    expect(outcome).toMatchObject({ kind: 'RETRY', reason: 'The receiver did not answer within 300 ms.' });
    server.close();
  });

  test('whose name does not resolve, or not in time, is tried again', async () => {
    const failing = deliverer({
      lookup: (_, __, callback) => callback(Object.assign(new Error(), { code: 'ENOTFOUND' }), []),
    });
    expect(await failing.deliver(webhook('https://gone.example/'), notification(), never)).toMatchObject({
      kind: 'RETRY',
      reason: 'The receiver has a name that does not exist (ENOTFOUND).',
    });
    const silent = deliverer({ lookup: () => {}, timeoutMs: 300 });
    expect(await silent.deliver(webhook('https://slow.example/'), notification(), never)).toMatchObject({
      kind: 'RETRY',
      reason: 'The receiver did not answer within 300 ms.',
    });
  });
});

describe('TLS', () => {
  const authorities = getCACertificates('default');
  afterEach(() => setDefaultCACertificates(authorities));

  async function over(certificate: Certificate, isTrusted: boolean) {
    if (isTrusted) setDefaultCACertificates([...authorities, certificate.cert]);
    const receiver = await startReceiver(undefined, { certificate });
    const outcome = await deliverer().deliver(webhook(receiver.url), notification(), never);
    expect(receiver.received).toHaveLength(outcome.kind === 'DELIVERED' ? 1 : 0);
    return outcome.kind === 'DELIVERED' ? outcome.kind : outcome.reason;
  }

  test('with a certificate that is trusted, delivers', async () => {
    expect(await over(selfSigned('127.0.0.1'), true)).toBe('DELIVERED');
  });

  test('with a certificate that nobody vouches for, sends nothing and says so', async () => {
    expect(await over(selfSigned('127.0.0.1'), false)).toBe(
      'The receiver has a self-signed TLS certificate (DEPTH_ZERO_SELF_SIGNED_CERT).',
    );
  });

  test('with a certificate for another name, sends nothing and says so', async () => {
    expect(await over(selfSigned('hooks.example.com'), true)).toBe(
      'The receiver has a TLS certificate for another name (ERR_TLS_CERT_ALTNAME_INVALID).',
    );
  });

  test('with a certificate that has expired or is not valid yet, sends nothing and says so', async () => {
    expect(await over(selfSigned('127.0.0.1', { from: days(-2), until: days(-1) }), true)).toBe(
      'The receiver has a TLS certificate that has expired (CERT_HAS_EXPIRED).',
    );
    expect(await over(selfSigned('127.0.0.1', { from: days(1) }), true)).toBe(
      'The receiver has a TLS certificate that is not valid yet (CERT_NOT_YET_VALID).',
    );
  });

  test('to a receiver without TLS says so', async () => {
    const receiver = await startReceiver();
    const target = receiver.url.replace('http:', 'https:');
    const outcome = await deliverer().deliver(webhook(target), notification(), never);
    expect(outcome).toMatchObject({
      kind: 'RETRY',
      reason: expect.stringContaining('does not speak TLS as we do'),
    });
  });
});
