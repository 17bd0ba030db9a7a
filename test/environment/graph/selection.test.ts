import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestService } from '../../support/service.ts';
import { ACME, environmentOf, startDemo, watch } from './demo.ts';

let service: TestService;
beforeAll(async () => {
  service = await startDemo();
});
afterAll(() => service.stop());

const ask = (selection: string, variables = {}, head = '') =>
  watch(service, () =>
    service.ask(`query ${head} { technicalEnvironment(customerId: "${ACME}") { ${selection} } }`, variables),
  );

describe('only what is selected is read', () => {
  test.each([
    ['customerId', []],
    ['contacts { name }', ['technical_contacts']],
    ['dataResidency', ['deployments']],
    ['pendingIntegrations', ['pending_integrations']],
    ['integrations { name } integrationHealth { score }', ['integrations']],
    ['issues { title }', ['technical_issues']],
    ['security { score }', ['security_settings', 'security_reviews', 'risk_acceptances']],
    ['complianceStatus { items { aspect } }', ['compliance_items', 'deployments']],
    // The issues too: while one is open, a quota's status clears later.
    ['apiUsage { totalCalls }', ['api_usage_daily', 'api_endpoint_daily', 'api_quotas', 'technical_issues']],
  ])('%s', async (selection, tables) => {
    const answer = await ask(selection);
    expect(answer.errors).toBeUndefined();
    expect(answer.count).toBe(1);
    expect([...answer.tables].sort()).toEqual(['customers', ...tables].sort());
  });

  test('with @skip and @include as the variables say, in fragments too', async () => {
    const selection = `contacts @include(if: $yes) { name } issues @skip(if: $yes) { title }
      ... @include(if: $no) { apiUsage { totalCalls } } ... on TechnicalEnvironment @skip(if: $no) { dataResidency }`;
    const head = '($yes: Boolean!, $no: Boolean!)';
    const one = await ask(selection, { yes: true, no: false }, head);
    expect(Object.keys(one.data.technicalEnvironment)).toEqual(['contacts', 'dataResidency']);
    expect([...one.tables].sort()).toEqual(['customers', 'deployments', 'technical_contacts']);
    // The same document the other way round: what is remembered of it must not decide.
    const other = await ask(selection, { yes: false, no: true }, head);
    expect(Object.keys(other.data.technicalEnvironment)).toEqual(['issues', 'apiUsage']);
    expect(other.tables).not.toContain('technical_contacts');
    expect(other.tables).not.toContain('deployments');
    expect(other.count).toBe(1);
  });

  test('under aliases with other arguments, each its own', async () => {
    const { data, count } = await ask(`
      active: integrations(status: ACTIVE) { name } error: integrations(status: ERROR) { name }
      degraded: integrations(healthStatus: DEGRADED, status: ACTIVE) { name }
      low: issues(severity: LOW) { severity } open: issues(status: OPEN) { status }`);
    const names = (list: { name: string }[]) => list.map(({ name }) => name);
    expect(names(data.technicalEnvironment.active)).toEqual(['Okta', 'Salesforce', 'Slack', 'Zapier']);
    expect(names(data.technicalEnvironment.error)).toEqual(['Custom Webhook']);
    expect(data.technicalEnvironment).toMatchObject({ degraded: [], low: [{ severity: 'LOW' }], open: [] });
    expect(count).toBe(1);
  });
});

describe('includeHealth: false', () => {
  const SCORES = `technicalHealthScore health { score } integrationHealth { connected score }
    apiHealth { score status checks { passed } } security { score settings { state points maxPoints } }
    techStack { opportunities { technology score } } recommendations { title scoreGain }
    issues { title } integrations { name healthStatus healthReason }`;
  const without = (selection: string) =>
    watch(service, () =>
      service.ask(`{ technicalEnvironment(customerId: "${ACME}", includeHealth: false) { ${selection} } }`),
    );

  test('hides every score and keeps what is no score', async () => {
    const shown = await environmentOf(service, ACME, SCORES);
    const { data, errors } = await without(SCORES);
    expect(errors).toBeUndefined();
    const hide = (list: object[], ...keys: string[]) =>
      list.map((one) => ({ ...one, ...Object.fromEntries(keys.map((key) => [key, null])) }));
    expect(data.technicalEnvironment).toEqual({
      ...shown,
      technicalHealthScore: null,
      health: null,
      integrationHealth: { connected: 5, score: null },
      apiHealth: { ...shown.apiHealth, score: null, status: null },
      security: { score: null, settings: hide(shown.security.settings, 'points', 'maxPoints') },
      techStack: { opportunities: hide(shown.techStack.opportunities, 'score') },
      recommendations: hide(shown.recommendations, 'scoreGain'),
    });
    expect(data.technicalEnvironment.recommendations).toHaveLength(3);
    expect(data.technicalEnvironment.issues).toHaveLength(2);
  });

  test('is the same through the entity, and beside an alias that includes it', async () => {
    const { data } = await service.ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Customer {
        hidden: technicalEnvironment(includeHealth: false) { technicalHealthScore }
        shown: technicalEnvironment { technicalHealthScore }
      } } }`,
      { representations: [{ __typename: 'Customer', id: ACME }] },
    );
    expect(data._entities).toEqual([
      { hidden: { technicalHealthScore: null }, shown: { technicalHealthScore: 85 } },
    ]);
  });

  test('does not read what only scores are made of', async () => {
    const scores = 'technicalHealthScore health { score band } contacts { name }';
    const { tables } = await ask(scores);
    expect(tables).toContain('api_usage_daily');
    const saved = await without(scores);
    expect(saved.data.technicalEnvironment).toMatchObject({ technicalHealthScore: null, health: null });
    expect([...saved.tables].sort()).toEqual(['customers', 'technical_contacts']);
  });
});
