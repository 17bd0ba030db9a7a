import { describe, expect, test } from 'vitest';
import { composeLetter, type Letter } from '../../../src/alerts/actions/compose.ts';
import { compose } from '../../../src/alerts/delivery/wording.ts';
import { RULES } from '../../../src/environment/health/rules/index.ts';
import { notification } from '../delivery/builders.ts';

const letter = (issue: Partial<Letter['issue']> = {}, over: Partial<Letter> = {}) =>
  composeLetter({
    issue: {
      ruleId: 'integration-down',
      title: 'Salesforce is down',
      description: 'The last 7 runs failed: rate limited.',
      firstDetectedAt: '2026-01-26T09:30:00Z',
      ...issue,
    },
    customerName: 'Acme Corp',
    recipient: 'Mike Lee',
    csmName: 'Ana Ruiz',
    isAnswerable: true,
    ...over,
  });

test('a letter says what is wrong, since when, and whom to answer', () => {
  expect(letter()).toEqual({
    subject: 'Salesforce is down (Acme Corp)',
    body: [
      'Hello Mike Lee,',
      'we noticed a technical problem with your account, first on Jan 26, 2026 (Salesforce is down):',
      'The last 7 runs failed: rate limited.',
      'Could you have a look on your side? Answer this mail if you need anything from us, or if you know about it already.',
      'Kind regards,\nAna Ruiz',
    ].join('\n\n'),
  });
});

test('a letter that nobody can answer asks for no answer', () => {
  const { body } = letter({}, { isAnswerable: false, csmName: null });
  expect(body).toMatch(/on your side\?\n\nKind regards,\nYour customer success team$/);
});

test.each([
  ['long names', 'x'.repeat(400)],
  ['what cannot be seen', 'a\u200bb\u202ec\u2060\ufeff'],
  ['lines', 'a\r\nBcc: all@example.com\u2028b\0'],
  ['half a character', 'a\ud83d'],
])('a letter is sent as it was shown, with %s in it', (_, text) => {
  const issue = { title: text, description: text.repeat(20) };
  const { subject, body } = letter(issue, { customerName: text, recipient: text, csmName: text });
  const sent = compose({ ...notification({ kind: 'CUSTOMER_MESSAGE' }), subject, text: body });
  expect(sent.subject).toBe(subject);
  expect(sent.lines.join('\n')).toBe(body);
});

describe('What is no technical problem is not called one:', () => {
  test.each([
    ['api-quota-approaching-limit', 'close to one of its limits'],
    ['api-quota-exceeded', 'close to one of its limits'],
    ['rate-limit-hits-high', 'close to one of its limits'],
    ['usage-anomaly', 'unlike in the weeks before'],
    ['encryption-disabled', 'security or compliance'],
    ['mfa-disabled', 'security or compliance'],
    ['compliance-gap', 'security or compliance'],
    ['residency-conflict', 'security or compliance'],
  ])('%s', (ruleId, words) => {
    expect(RULES.map(({ id }) => id)).toContain(ruleId);
    const { body } = letter({ ruleId });
    expect(body).toContain(words);
    expect(body).not.toContain('technical problem');
  });

  test('a limit is nothing to look for, and its title is not told twice', () => {
    const { body } = letter({
      ruleId: 'api-quota-approaching-limit',
      title: 'API usage approaching limit',
      description: 'API calls per day: 850,000 of 1,000,000 calls (85%).',
    });
    expect(body).not.toMatch(/on your side|API usage approaching limit/);
    expect(body).toContain('\n\nAPI calls per day: 850,000 of 1,000,000 calls (85%).\n\n');
  });
});
