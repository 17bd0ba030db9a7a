import { describe, expect, test } from 'vitest';
import type { Notification } from '../../../src/alerts/delivery/channel.ts';
import { renderHtml, renderText } from '../../../src/alerts/delivery/render.ts';
import { webhookBody } from '../../../src/alerts/delivery/webhook.ts';
import { compose } from '../../../src/alerts/delivery/wording.ts';
import { alert, notification } from './builders.ts';

const said = (part: Partial<Notification>) => {
  const message = compose(notification(part));
  return { message, subject: message.subject, text: renderText(message), html: renderHtml(message) };
};

test('an alert that fires', () => {
  const { subject, text } = said({});
  expect(subject).toBe('[High] Acme Corp: Integration down for over 1 h: Salesforce');
  expect(text).toBe(
    [
      'Needs attention at Acme Corp:',
      '',
      '[High] Integration down for over 1 h: Salesforce',
      'Authentication has failed since 08:30.',
      'Since 2026-01-26 09:30 UTC. Rule: integration-down.',
      '',
    ].join('\n'),
  );
});

test('one that is resolved says since and until when', () => {
  const { subject, text } = said({
    kind: 'RESOLVED',
    alerts: [alert({ resolvedAt: '2026-01-26T11:00:00.000Z' })],
  });
  expect(subject).toBe('[Resolved] Acme Corp: Integration down for over 1 h: Salesforce');
  expect(text).toContain('[Resolved] Integration down for over 1 h: Salesforce');
  expect(text).toContain('Since 2026-01-26 09:30 UTC, resolved 2026-01-26 11:00 UTC.');
});

test('what still fires names the message and comes first, whatever else is over', () => {
  const over = Array.from({ length: 20 }, (_, i) =>
    alert({ id: `o${i}`, subject: `No. ${i}`, resolvedAt: '2026-01-26T11:00:00.000Z' }),
  );
  const open = alert({ id: 'open', title: 'Webhook errors', subject: 'Hook', severity: 'MEDIUM' });
  const { subject, message } = said({ alerts: [...over, open] });
  expect(subject).toBe('[Medium] Acme Corp: Webhook errors: Hook, 20 resolved');
  expect(message.items.map(({ heading }) => heading).slice(0, 2)).toEqual([
    '[Medium] Webhook errors: Hook',
    '[Resolved] Integration down for over 1 h: No. 0',
  ]);
  expect(message.more).toBe('And 1 more.');
});

test('a group is named by its highest severity and counts what it leaves out', () => {
  const alerts = Array.from({ length: 33 }, (_, i) =>
    alert({ id: `a${i}`, subject: `No. ${i}`, severity: i === 30 ? 'MEDIUM' : 'LOW' }),
  );
  const { subject, text } = said({ alerts });
  expect(subject).toBe('[Medium] Acme Corp: 33 alerts');
  expect(text).toContain('No. 19');
  expect(text).not.toContain('No. 20');
  expect(text).toContain('And 13 more.');
});

test('what is about no single customer names none', () => {
  const title = 'Notifications to On call do not arrive';
  const message = compose(notification({ customer: null, alerts: [alert({ title, subject: 'On call' })] }));
  expect(message.subject).toBe(`[High] All customers: ${title}`);
  expect(message.lines).toEqual(['Needs attention:']);
  expect(JSON.parse(webhookBody(notification({ customer: null }))).data.customer).toBeNull();
});

test.each([
  ['that the title names', { title: 'Okta is down', subject: 'Okta' }],
  ['that is gone, of which only the id is left', { subject: '0190a1b2-0000-7000-8000-00000000000a' }],
])('a subject %s is not named after it', (_, over) => {
  const { subject } = said({ alerts: [alert({ title: 'Okta is down', ...over })] });
  expect(subject).toBe('[High] Acme Corp: Okta is down');
});

test('a test says that it is one', () => {
  const part = { kind: 'TEST', alerts: [] } as const;
  const { subject, text } = said(part);
  expect(subject).toBe('[Test] Acme Corp: notifications arrive here');
  expect(text).toBe('This is a test that somebody asked for. Notifications about Acme Corp arrive here.\n');
  expect(JSON.parse(webhookBody(notification(part))).data).toEqual({
    customer: notification().customer,
    alerts: [],
    subject,
    text: text.trim(),
  });
});

test('a message to a customer is what was written, line by line', () => {
  const part = {
    kind: 'CUSTOMER_MESSAGE',
    alerts: [],
    subject: 'Your webhook',
    text: 'Hello,\r\n\r\nit fails.',
  } as const;
  const { subject, text, html } = said(part);
  expect(subject).toBe('Your webhook');
  expect(text).toBe('Hello,\n\nit fails.\n');
  expect(html).toContain('Hello,<br><br>it fails.');
  expect(said({ ...part, subject: '' }).subject).toBe('About Acme Corp');
});

describe('a hostile name is harmless and shown as it is', () => {
  const everywhere = (name: string) =>
    said({
      kind: 'RESOLVED',
      customer: { id: 'c', name },
      alerts: [
        alert({
          title: name,
          subject: `of ${name}`,
          description: name,
          rule: name,
          since: name,
          resolvedAt: name,
        }),
      ],
    });

  test.each([
    ['{{constructor}}', '{{constructor}}'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what is tried
    ['${process.exit()} <%= 7*7 %> #{7*7} %s %n', '${process.exit()} <%= 7*7 %> #{7*7} %s %n'],
    ['Acme\r\nBcc: all@example.com', 'Acme␍␊Bcc: all@example.com'],
    ['Acme\u2028Bcc: x\u2029\u0085', 'Acme[U+2028]Bcc: x[U+2029][U+0085]'],
    ['a\0b\u001b[31m\u007f\t', 'a␀b␛[31m␡␉'],
    ['invoice\u202efdp.exe', 'invoice[U+202E]fdp.exe'],
    ['\u2066a\u2069\ufeff\u200bb', '[U+2066]a[U+2069][U+FEFF][U+200B]b'],
    ['\ud800x', '\ufffdx'],
    ['شركة أكمي', 'شركة أكمي'],
    ['Zoë 👩‍💻', 'Zoë 👩‍💻'],
    ['__proto__', '__proto__'],
  ])('%j', (name, shown) => {
    const { subject, text, html } = everywhere(name);
    expect(subject).toBe(`[Resolved] ${shown}: ${shown}: of ${shown}`);
    expect(text.split('\n').filter((line) => line.includes(shown))).toHaveLength(4);
    expect(`${subject}${html}`).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
    expect(text).not.toMatch(/[\r\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
  });

  test('HTML', () => {
    const name = "\"><script>alert(1)</script><img src=x onerror='a'>&amp;";
    const { html, text } = everywhere(name);
    expect(text).toContain(name);
    expect(html).not.toMatch(/<script|<img|onerror='/);
    expect(html).toContain(
      '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;a&#39;&gt;&amp;amp;',
    );
  });

  test('10,000 characters', () => {
    const { subject, text, html } = everywhere('😀'.repeat(10_000));
    expect(subject).toMatch(/^\[Resolved\] (😀){100}… \(10,000 characters\): /u);
    expect(subject.length).toBeLessThan(1_000);
    expect(text.length).toBeLessThan(5_000);
    expect(html.isWellFormed() && text.isWellFormed()).toBe(true);
  });
});
