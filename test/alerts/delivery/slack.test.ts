import { expect, test } from 'vitest';
import type { Channel } from '../../../src/alerts/delivery/channel.ts';
import { alert, deliverer, never, notification } from './builders.ts';
import { type Answering, startReceiver } from './receiver.ts';

const slack = (target: string): Channel => ({ id: 's1', kind: 'SLACK', target, secrets: [] });

async function send(answer?: Answering, part = {}) {
  const receiver = await startReceiver(answer);
  const outcome = await deliverer().deliver(slack(receiver.url), notification(part), never);
  return { outcome, body: JSON.parse(receiver.received[0]?.body ?? 'null') };
}

test('says who, what and since when, in blocks and in text', async () => {
  const { outcome, body } = await send();
  expect(outcome.kind).toBe('DELIVERED');
  expect(
    body.blocks.map(({ type, text }: { type: string; text: { text: string } }) => [type, text.text]),
  ).toEqual([
    ['header', '[High] Acme Corp: Integration down for over 1 h: Salesforce'],
    ['section', 'Needs attention at Acme Corp:'],
    [
      'section',
      '[High] Integration down for over 1 h: Salesforce\nAuthentication has failed since 08:30.\nSince 2026-01-26 09:30 UTC. Rule: integration-down.',
    ],
  ]);
  expect(body.text).toContain('[High] Acme Corp: Integration down for over 1 h: Salesforce');
});

test('no name mentions, links or formats anything', async () => {
  const name =
    '<!channel> <@U1> <https://evil.example|here> @here *b* [x](https://evil.example) &lt;!here&gt;';
  const { body } = await send(undefined, {
    customer: { id: 'c', name },
    alerts: [alert({ subject: name, description: name })],
  });
  const texts: string[] = [
    body.text,
    ...body.blocks.map((block: { text: { text: string } }) => block.text.text),
  ];
  for (const text of texts) {
    expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)|@here|@U1|\]\(/);
    // And still what it was, to who reads it.
    expect(text.replaceAll('\u2060', '')).toContain('&lt;!channel&gt; &lt;@U1&gt;');
  }
  expect(texts[0]?.replaceAll('\u2060', '')).toContain('&amp;lt;!here&amp;gt;');
  expect(body.mrkdwn).toBe(false);
  expect(new Set(body.blocks.map((block: { text: { type: string } }) => block.text.type))).toEqual(
    new Set(['plain_text']),
  );
});

test.each(['&', '@a ', '](', '😀', 'x', '\u202e'])(
  '10,000 times %j keeps to the lengths that Slack takes',
  async (text) => {
    const long = text.repeat(10_000);
    const one = alert({ title: long, subject: long, description: long, rule: long });
    for (const part of [
      { customer: { id: 'c', name: long }, alerts: Array.from({ length: 60 }, () => one) },
      { kind: 'CUSTOMER_MESSAGE', subject: long, text: `${long}\n${long}`, alerts: [] },
    ]) {
      const { body } = await send(undefined, part);
      expect(body.blocks.length).toBeLessThanOrEqual(50);
      const [header, ...sections] = body.blocks.map((block: { text: { text: string } }) => block.text.text);
      expect(header.length).toBeLessThanOrEqual(150);
      for (const section of [header, ...sections, body.text]) {
        expect(section.length).toBeGreaterThan(0);
        expect(section).not.toMatch(/&(?!amp;|lt;|gt;)/);
        expect(section.isWellFormed()).toBe(true);
      }
      for (const section of sections) expect(section.length).toBeLessThanOrEqual(3_000);
      expect(body.text.length).toBeLessThanOrEqual(40_000);
    }
  },
);

test('what Slack says is wrong is passed on, when it is a word', async () => {
  const { outcome } = await send((_, response) => response.writeHead(404).end('no_service'));
  expect(outcome).toMatchObject({
    kind: 'RETRY',
    reason: expect.stringMatching(/\(404\).* It says: no_service\.$/),
  });
  const page = await send((_, response) => response.writeHead(500).end('<html>secret</html>'));
  expect(page.outcome).toEqual({ kind: 'RETRY', reason: 'The receiver failed (500).', afterMs: null });
  const archived = await send((_, response) => response.writeHead(410).end('channel_is_archived'));
  expect(archived.outcome).toMatchObject({
    kind: 'GONE',
    reason: expect.stringContaining('channel_is_archived'),
  });
});

test('the same rules of egress hold', async () => {
  const inside = await startReceiver();
  const outcome = await deliverer({ egressAllow: [] }).deliver(slack(inside.url), notification(), never);
  expect(outcome.kind).toBe('RETRY');
  expect(inside.connects()).toBe(0);
});
