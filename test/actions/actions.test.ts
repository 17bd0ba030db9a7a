import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACME_ID } from '../../src/demo/acme.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ demo: true });
});
afterAll(() => service.stop());

const ISSUE = '{ id title status owner resolvedAt }';

async function issueId(title: string): Promise<string> {
  const { data } = await service.ask(
    `{ technicalEnvironment(customerId: "${ACME_ID}") { issues { id title } } }`,
  );
  return data.technicalEnvironment.issues.find((issue: { title: string }) => issue.title === title).id;
}

const change = (field: string, variables = {}, types = '') =>
  service.ask(`mutation${types} { change: ${field} ${ISSUE} }`, variables);

describe('Issues in the hands of people', () => {
  test('an acknowledged issue stays acknowledged while the problem lasts, and its history names who and when', async () => {
    const id = await issueId('Webhook delivery failures');
    await change(`setTechnicalIssueStatus(id: "${id}", status: OPEN)`);
    const { data } = await change(`acknowledgeTechnicalIssue(id: "${id}")`);
    expect(data.change).toMatchObject({ id, status: 'ACKNOWLEDGED' });
    await service.evaluate(ACME_ID);
    const { status } = await service.db.one('select status from technical_issues where id = $1', [id]);
    expect(status).toBe('ACKNOWLEDGED');
    const changes = await service.db.any(
      'select actor, before, after from technical_issue_changes where issue_id = $1 order by at desc limit 1',
      [id],
    );
    expect(changes).toEqual([
      {
        actor: 'local user',
        before: expect.objectContaining({ status: 'OPEN' }),
        after: expect.objectContaining({ status: 'ACKNOWLEDGED' }),
      },
    ]);
  });

  test.each(['ACKNOWLEDGED', 'INVESTIGATING', 'MONITORING'])(
    'acknowledging an issue that is %s takes nothing back, adds nothing to its history and tells nobody',
    async (status) => {
      const id = await issueId('Webhook delivery failures');
      await change(`setTechnicalIssueStatus(id: "${id}", status: ${status})`);
      const changes = () => service.db.any('select * from technical_issue_changes where issue_id = $1', [id]);
      const events = () =>
        service.db.one('select count(*) from environment_events', [], ({ count }) => count);
      const before = await changes();
      const told = await events();
      const { data } = await change(`acknowledgeTechnicalIssue(id: "${id}")`);
      expect(data.change).toMatchObject({ id, status });
      expect(await changes()).toEqual(before);
      expect(await events()).toBe(told);
    },
  );

  /** What the change answers when another sets the status at the same time, a moment earlier. */
  async function changeBeside(field: string, id: string, status: string) {
    await change(`setTechnicalIssueStatus(id: "${id}", status: OPEN)`);
    const other = await service.db.connect();
    await other.none(`begin; update technical_issues set status = '${status}', resolved_at = case
      when '${status}' = 'RESOLVED' then now() end where id = '${id}'`);
    const changed = change(field);
    const waiting = 'select count(*) from pg_locks where not granted';
    await expect.poll(() => service.db.one(waiting, [], ({ count }) => count)).toBeGreaterThan(0);
    await other.none('commit');
    await other.done();
    return changed;
  }

  test('acknowledging an issue takes nothing back that another does meanwhile', async () => {
    const id = await issueId('Webhook delivery failures');
    const { data } = await changeBeside(`acknowledgeTechnicalIssue(id: "${id}")`, id, 'MONITORING');
    expect(data.change).toMatchObject({ id, status: 'MONITORING' });
  });

  test('an issue that another resolves meanwhile is not put off', async () => {
    const id = await issueId('Webhook delivery failures');
    const field = `snoozeTechnicalIssue(id: "${id}", until: "2999-01-01T00:00:00Z")`;
    const { errors } = await changeBeside(field, id, 'RESOLVED');
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/is resolved/),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    await change(`setTechnicalIssueStatus(id: "${id}", status: OPEN)`);
  });

  test('a snoozed issue sleeps until then and opens again when the problem is still there', async () => {
    const id = await issueId('API usage approaching limit');
    const until = new Date(Date.now() + 1_500).toISOString();
    const { data } = await change(`snoozeTechnicalIssue(id: "${id}", until: "${until}")`);
    expect(data.change.status).toBe('SNOOZED');
    await service.evaluate(ACME_ID);
    const statusOf = async () =>
      (await service.db.one('select status from technical_issues where id = $1', [id])).status;
    expect(await statusOf()).toBe('SNOOZED');
    const evaluated = async () => {
      await service.evaluate(ACME_ID);
      return statusOf();
    };
    await expect.poll(evaluated, { timeout: 5_000 }).toBe('OPEN');
  });

  test('an issue resolved by hand is reopened, not duplicated, when the problem is found again', async () => {
    const id = await issueId('Webhook delivery failures');
    const { data } = await change(`setTechnicalIssueStatus(id: "${id}", status: RESOLVED)`);
    expect(data.change).toMatchObject({ status: 'RESOLVED', resolvedAt: expect.any(String) });
    await service.evaluate(ACME_ID);
    const rows = await service.db.any(
      "select id, status from technical_issues where customer_id = $1 and rule_id = 'webhook-delivery-failures'",
      [ACME_ID],
    );
    expect(rows).toEqual([{ id, status: 'OPEN' }]);
  });

  test('an issue has an owner until it is given up', async () => {
    const id = await issueId('Webhook delivery failures');
    expect((await change(`assignTechnicalIssue(id: "${id}", owner: " Ana Ruiz ")`)).data.change.owner).toBe(
      'Ana Ruiz',
    );
    expect((await change(`assignTechnicalIssue(id: "${id}", owner: null)`)).data.change.owner).toBeNull();
  });

  test.each([
    ['acknowledgeTechnicalIssue(id: "nonsense")', 'BAD_USER_INPUT'],
    ['acknowledgeTechnicalIssue(id: "00000000-0000-4000-8000-000000000000")', 'NOT_FOUND'],
    ['snoozeTechnicalIssue(id: "$ID", until: "2020-01-01T00:00:00Z")', 'BAD_USER_INPUT'],
    ['setTechnicalIssueStatus(id: "$ID", status: SNOOZED)', 'BAD_USER_INPUT'],
    [`assignTechnicalIssue(id: "$ID", owner: "${'x'.repeat(301)}")`, 'BAD_USER_INPUT'],
    ['assignTechnicalIssue(id: "$ID", owner: "Ana\\u0000Ruiz")', 'BAD_USER_INPUT'],
  ])('%s is answered with %s and changes nothing', async (field, code) => {
    const id = await issueId('Webhook delivery failures');
    const before = await service.db.one('select * from technical_issues where id = $1', [id]);
    const { errors } = await change(field.replace('$ID', id));
    expect(errors?.[0].extensions.code).toBe(code);
    expect(await service.db.one('select * from technical_issues where id = $1', [id])).toEqual(before);
  });
});

describe('Risks that a customer accepts', () => {
  const accept = (args: string) =>
    service.ask(`mutation { acceptSecurityRisk(customerId: "${ACME_ID}", ${args}) {
      score recommendations settings { setting recommendation riskAcceptance { reason by until } } } }`);
  const mfa = (data: { settings: { setting: string }[] }) =>
    data.settings.find(({ setting }) => setting === 'MFA');

  test('an accepted risk silences the advice, keeps its points lost, and returns when withdrawn', async () => {
    const { data, errors } = await accept(
      'setting: MFA, reason: "Contractors share devices", until: "2999-12-31"',
    );
    expect(errors).toBeUndefined();
    expect(data.acceptSecurityRisk.score).toBe(80);
    expect(data.acceptSecurityRisk.recommendations).not.toContain(
      'Enforce MFA for all users (currently optional)',
    );
    expect(mfa(data.acceptSecurityRisk)).toMatchObject({
      recommendation: null,
      riskAcceptance: { reason: 'Contractors share devices', by: 'local user', until: '2999-12-31' },
    });

    const withdrawn = await service.ask(
      `mutation { withdrawRiskAcceptance(customerId: "${ACME_ID}", setting: MFA) { recommendations } }`,
    );
    expect(withdrawn.data.withdrawRiskAcceptance.recommendations).toContain(
      'Enforce MFA for all users (currently optional)',
    );
    const kept = await service.db.one(
      'select reason, withdrawn_by from risk_acceptances where customer_id = $1',
      [ACME_ID],
    );
    expect(kept).toEqual({ reason: 'Contractors share devices', withdrawn_by: 'local user' });
  });

  test('a decision replaces the one before, and both are kept', async () => {
    await accept('setting: IP_ALLOWLIST, reason: "First"');
    const { data } = await accept('setting: IP_ALLOWLIST, reason: "Second"');
    const setting = data.acceptSecurityRisk.settings.find(
      (one: { setting: string }) => one.setting === 'IP_ALLOWLIST',
    );
    expect(setting.riskAcceptance.reason).toBe('Second');
    const { count } = await service.db.one(
      "select count(*) from risk_acceptances where setting = 'IP_ALLOWLIST'",
    );
    expect(count).toBe(2);
  });

  test.each([
    ['setting: MFA, reason: "  "', 'BAD_USER_INPUT'],
    ['setting: MFA, reason: "Late", until: "2020-01-01"', 'BAD_USER_INPUT'],
    ['setting: NOTHING, reason: "x"', 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s is answered with %s', async (args, code) => {
    expect((await accept(args)).errors?.[0].extensions.code).toBe(code);
  });

  test('withdrawing what nobody accepted says so', async () => {
    const { errors } = await service.ask(
      `mutation { withdrawRiskAcceptance(customerId: "${ACME_ID}", setting: SSO) { score } }`,
    );
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message: expect.stringContaining('SSO'),
    });
  });
});
