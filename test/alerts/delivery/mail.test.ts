import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, test } from 'vitest';
import type { Channel, Notification } from '../../../src/alerts/delivery/channel.ts';
import { alert, deliverer, never, notification } from './builders.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const FROM = 'Technical alerts <alerts@vendor.example>';
const mail = (target = 'tech@acme.example'): Channel => ({ id: 'm1', kind: 'EMAIL', target, secrets: [] });

// No address is allowed: the mail server is the operator's own.
const over = (smtpUrl: string, part = {}) => deliverer({ egressAllow: [], smtpUrl, smtpFrom: FROM, ...part });

async function send(server: MailServer, part: Partial<Notification> = {}) {
  const outcome = await over(server.url).deliver(mail(), notification(part), never);
  expect(outcome).toEqual({ kind: 'DELIVERED', detail: 'The SMTP server took the mail.' });
  return server.mails.at(-1) as MailServer['mails'][number];
}

test('a mail says in text and HTML what happened', async () => {
  const { from, to, headers, text, html } = await send(await startMailServer());
  expect([from, to]).toEqual(['alerts@vendor.example', ['tech@acme.example']]);
  expect(headers.get('subject')).toBe('[High] Acme Corp: Integration down for over 1 h: Salesforce');
  expect(headers.get('from')).toBe(FROM);
  expect(headers.get('to')).toBe('tech@acme.example');
  expect(headers.get('date')).toBe('Mon, 26 Jan 2026 09:31:00 +0000');
  expect(headers.get('auto-submitted')).toBe('auto-generated');
  expect(text).toContain('Authentication has failed since 08:30.\nSince 2026-01-26 09:30 UTC.');
  expect(html).toContain('<p dir="auto">Authentication has failed since 08:30.<br>');
});

test('a message to a customer is answered to whom it names, and says nothing of a machine', async () => {
  const server = await startMailServer();
  const letter = {
    kind: 'CUSTOMER_MESSAGE',
    alerts: [],
    subject: 'Your webhook',
    text: 'It fails.',
  } as const;
  const { headers } = await send(server, { ...letter, replyTo: 'ana@vendor.example' });
  expect(headers.get('reply-to')).toBe('ana@vendor.example');
  expect(headers.get('from')).toBe(FROM);
  expect(headers.has('auto-submitted')).toBe(false);
  expect((await send(server, { ...letter, replyTo: null })).headers.has('reply-to')).toBe(false);
});

test('Message-ID is the same in every attempt; what concerns one alert is one thread', async () => {
  const server = await startMailServer();
  const first = await send(server);
  const again = await send(server);
  const resolved = await send(server, { id: 'n2', kind: 'RESOLVED' });
  expect(first.headers.get('message-id')).toBe('<n1@vendor.example>');
  expect(again.headers.get('message-id')).toBe(first.headers.get('message-id'));
  expect(again.text).toBe(first.text);
  expect(resolved.headers.get('message-id')).toBe('<n2@vendor.example>');
  expect(first.headers.get('references')).toBe('<alert.a1@vendor.example>');
  expect(resolved.headers.get('references')).toBe(first.headers.get('references'));
  expect(resolved.headers.get('in-reply-to')).toBe('<alert.a1@vendor.example>');
});

test.each([
  'Acme\r\nBcc: all@evil.example\r\n\r\nbody',
  'Acme\nBcc: all@evil.example',
  'Acme\u2028Bcc: all@evil.example',
  `${'x'.repeat(80)}\r\nBcc: all@evil.example`,
  '=?utf-8?q?=0D=0ABcc:_all@evil.example?=',
])('%j adds no header and no recipient', async (name) => {
  const one = alert({ id: name, title: name, subject: name, description: name });
  const server = await startMailServer();
  for (const kind of ['FIRING', 'RESOLVED', 'TEST', 'CUSTOMER_MESSAGE'] as const) {
    const part = { id: name, kind, customer: { id: name, name }, alerts: [one], subject: name, text: name };
    const { to, headers } = await send(server, part);
    expect(to).toEqual(['tech@acme.example']);
    expect([...headers.keys()].filter((header) => /bcc|^$/.test(header))).toEqual([]);
    expect(headers.get('message-id')).toMatch(/^<[\w.-]+@vendor\.example>$/);
  }
});

test('a name in any script arrives as it is', async () => {
  const name = 'Zoë & Müller 株式会社 👩‍💻';
  const { headers, text } = await send(await startMailServer(), { customer: { id: 'c', name } });
  expect(headers.get('subject')).toContain(name);
  expect(text).toContain(name);
});

test.each([
  '',
  'nobody',
  'a@b.example, c@d.example',
  'a@b.example\r\nBcc: c@d.example',
  'A <a@b.example>',
  '<a@b.example>',
  'a@b.example;c@d.example',
  'group:a@b.example;',
  'a@b.example> <c@d.example',
  'a b@c.example',
  'a@b@c.example',
])('%j is not one address, and nothing is sent', async (target) => {
  const server = await startMailServer();
  const outcome = await over(server.url).deliver(mail(target), notification(), never);
  expect(outcome).toMatchObject({ kind: 'FAILED', reason: expect.stringContaining('one e-mail address') });
  expect(server.connects()).toBe(0);
});

test('without a server, e-mail waits for an operator and says what to set', async () => {
  expect(await deliverer().deliver(mail(), notification(), never)).toEqual({
    kind: 'RETRY',
    reason: 'E-mail is off: an operator must set SMTP_URL and SMTP_FROM.',
    afterMs: null,
  });
});

describe('a server that refuses', () => {
  const refusal = (responseCode: number) => Object.assign(new Error('not so'), { responseCode });
  const answers: Record<string, (code: number) => SMTPServerOptions> = {
    connection: (code) => ({ onConnect: (_, done) => done(refusal(code)) }),
    sender: (code) => ({ onMailFrom: (_, __, done) => done(refusal(code)) }),
    recipient: (code) => ({ onRcptTo: (_, __, done) => done(refusal(code)) }),
    mail: (code) => ({
      onData(stream, _, done) {
        stream.on('end', () => done(refusal(code))).resume();
      },
    }),
  };
  test.each([
    ['connection', 421, 'RETRY'],
    ['connection', 554, 'RETRY'],
    ['sender', 451, 'RETRY'],
    ['sender', 550, 'RETRY'],
    ['recipient', 450, 'RETRY'],
    ['recipient', 550, 'FAILED'],
    ['mail', 452, 'RETRY'],
    ['mail', 554, 'FAILED'],
  ])('the %s (%i): %s', async (what, code, kind) => {
    const server = await startMailServer(answers[what]?.(code));
    const outcome = await over(server.url).deliver(mail(), notification(), never);
    expect(outcome).toMatchObject({ kind, reason: expect.stringContaining(`${code} not so`) });
    await expect.poll(server.open).toBe(0);
  });

  test('our password: RETRY, which an operator puts right', async () => {
    const server = await startMailServer({
      authOptional: false,
      onAuth: ({ password }, _, done) =>
        password === 'right' ? done(null, { user: 'us' }) : done(refusal(535)),
    });
    const at = (password: string) => over(server.url.replace('//', `//us:${password}@`));
    const outcome = await at('wrong').deliver(mail(), notification(), never);
    expect(outcome).toMatchObject({ kind: 'RETRY', reason: expect.stringContaining('535 not so') });
    expect(JSON.stringify(outcome)).not.toContain('wrong');
    expect((await at('right').deliver(mail(), notification(), never)).kind).toBe('DELIVERED');
  });

  test('TLS gets no password, unless it is on this machine', async () => {
    let logins = 0;
    const server = await startMailServer({
      onAuth: (_, __, done) => {
        logins += 1;
        done(null, { user: 'us' });
      },
    });
    // The same server by an address that is not known to be this machine.
    const elsewhere = `smtp://us:secret@[::ffff:127.0.0.1]:${server.port}`;
    const outcome = await over(elsewhere).deliver(mail(), notification(), never);
    expect(outcome).toMatchObject({ kind: 'RETRY', reason: expect.stringMatching(/STARTTLS/) });
    expect([server.connects(), logins, server.mails.length]).toEqual([1, 0, 0]);
  });
});

describe('a server that vanishes or hangs', () => {
  test.each([
    ['within the mail', 'destroy'],
    ['within the mail, by a reset', 'resetAndDestroy'],
  ] as const)('%s: RETRY', async (_, how) => {
    const server: MailServer = await startMailServer({
      onData(stream) {
        stream.resume();
        server.cut(how);
      },
    });
    const outcome = await over(server.url).deliver(mail(), notification(), never);
    expect(outcome).toMatchObject({ kind: 'RETRY', reason: expect.stringMatching(/the connection/) });
  });

  test('after the mail: given up at the deadline, RETRY', async () => {
    const server = await startMailServer({ onData: (stream) => stream.resume() });
    const ours = over(server.url, { mailTimeoutMs: 500 });
    expect(await ours.deliver(mail(), notification(), never)).toEqual({
      kind: 'RETRY',
      reason: 'The SMTP server did not take the mail within 500 ms.',
      afterMs: null,
    });
    await expect.poll(server.open).toBe(0);
  });

  test('before it greets: given up, RETRY', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const ours = over(`smtp://127.0.0.1:${port}`, { timeoutMs: 300 });
    const outcome = await ours.deliver(mail(), notification(), never);
    expect(outcome).toMatchObject({
      kind: 'RETRY',
      reason: 'The SMTP server did not answer in time (ETIMEDOUT).',
    });
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
    // And now nobody listens.
    expect(await ours.deliver(mail(), notification(), never)).toMatchObject({
      kind: 'RETRY',
      reason: 'The SMTP server refused the connection (ECONNREFUSED).',
    });
  });
});
