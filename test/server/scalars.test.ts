import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

const ACME = '11111111-1111-4111-8111-111111111111';
const SILENCE = (until: string) =>
  `silenceAlerts(customerId: "${ACME}", matcher: {}, until: ${until}, reason: "test") { id }`;
const ACCEPT = (until: string) =>
  `acceptSecurityRisk(customerId: "${ACME}", setting: MFA, reason: "test", until: ${until}) { score }`;

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ demo: true });
});
afterAll(() => service.stop());

const DATE_TIME = /DateTime takes a moment with its time zone, such as "2026-12-24T08:00:00Z"; got /;
const DATE = /(?:^|; )Date takes a day, such as "2026-12-24"; got /;

test.each([
  ['DateTime', SILENCE, '"tomorrow"', DATE_TIME],
  ['DateTime', SILENCE, '"2026-12-24"', DATE_TIME],
  ['DateTime', SILENCE, '"2026-12-24T08:00:00"', DATE_TIME],
  ['DateTime', SILENCE, '{}', DATE_TIME],
  ['Date', ACCEPT, '"next week"', DATE],
  ['Date', ACCEPT, '"2026-02-30"', DATE],
])('%s says what it takes, as a literal and as a variable: %#', async (type, mutation, value, words) => {
  const literal = await service.ask(`mutation { ${mutation(value)} }`);
  const variable = await service.ask(`mutation ($until: ${type}!) { ${mutation('$until')} }`, {
    until: JSON.parse(value),
  });
  for (const { errors } of [literal, variable]) {
    expect(errors).toHaveLength(1);
    expect(errors?.[0].message).toMatch(words);
    expect(errors?.[0].message).toContain(`got ${value}.`);
    expect(errors?.[0].extensions.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
  }
});

test('what is long is cut short', async () => {
  const { errors } = await service.ask(`mutation { ${SILENCE(JSON.stringify('x'.repeat(5_000)))} }`);
  expect(errors?.[0].message.length).toBeLessThan(200);
});

test('a mail address of any script is given as it is stored, and is not in the log', async () => {
  await service.db.none(
    `update technical_contacts set email = 'josé@müller.example' where customer_id = $1 and is_primary`,
    [ACME],
  );
  await service.db.none(`update customers set csm_email = 'ana@müller.example' where id = $1`, [ACME]);
  const { data, errors } = await service.ask(
    'mutation { composeCustomerMessage(issueId: "11111111-1111-4111-8111-000000000051") { address replyTo } }',
  );
  expect({ data, errors }).toEqual({
    data: { composeCustomerMessage: { address: 'josé@müller.example', replyTo: 'ana@müller.example' } },
    errors: undefined,
  });
  expect(service.logged()).not.toContain('müller');
});
