import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestService } from '../../support/service.ts';
import { ACME, EVERYTHING, environmentOf, SALESFORCE, startDemo, watch } from './demo.ts';

const SQL =
  /\bselect\b|\bfrom \w+_\w+|\bjson_agg\b|syntax error at|relation "|column "|pg_|node_modules|at \w+ \(/i;

let service: TestService;
beforeAll(async () => {
  service = await startDemo();
});
afterAll(() => service.stop());

/** The one error of a query: its code, its message and its path; none may show how we are made. */
async function refusal(query: string, variables: object = {}) {
  const { errors, count } = await watch(service, () => service.ask(query, variables));
  expect(errors).toHaveLength(1);
  const { message, path, extensions } = errors?.[0] ?? {};
  expect(message).not.toMatch(SQL);
  expect(Object.keys(extensions)).toEqual(['code']);
  return { code: extensions.code, message, path: path?.join('.'), count };
}
const ofAcme = (selection: string) => `{ technicalEnvironment(customerId: "${ACME}") { ${selection} } }`;

describe('what GraphQL itself refuses has a code and reaches no SQL', () => {
  test.each([
    [
      ofAcme('integrations(status: BROKEN) { name }'),
      'GRAPHQL_VALIDATION_FAILED',
      '"BROKEN" does not exist in "IntegrationStatus"',
    ],
    ['{ technicalEnvironments(orderBy: BY_LUCK) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED', 'BY_LUCK'],
    ['{ technicalEnvironment { customerId } }', 'GRAPHQL_VALIDATION_FAILED', 'customerId'],
    [ofAcme('secrets'), 'GRAPHQL_VALIDATION_FAILED', 'secrets'],
    [ofAcme('integrations { metrics(hours: 1.5) { runs } }'), 'GRAPHQL_VALIDATION_FAILED', 'Int'],
    ['{ technicalEnvironment(', 'GRAPHQL_PARSE_FAILED', 'Syntax Error'],
  ])('%s', async (query, code, words) => {
    const refused = await refusal(query);
    expect(refused).toMatchObject({ code, count: 0 });
    expect(refused.message).toContain(words);
  });

  const QUERY = `query ($id: ID!, $type: IntegrationType, $hours: Int! = 24, $asOf: DateTime) {
    technicalEnvironment(customerId: $id, asOf: $asOf) {
      integrations(type: $type) { metrics(hours: $hours) { runs } }
    }
  }`;
  test.each([
    [{}, '"$id" of required type "ID!" was not provided'],
    [{ id: null }, '"$id" of non-null type "ID!" must not be null'],
    [{ id: ['a'] }, '"$id" got invalid value'],
    [{ id: ACME, type: 'FAX' }, 'Value "FAX" does not exist in "IntegrationType"'],
    [{ id: ACME, hours: 'many' }, 'Int cannot represent non-integer value: "many"'],
    [{ id: ACME, hours: 3e9 }, 'Int cannot represent'],
    [{ id: ACME, asOf: 'yesterday' }, '"$asOf" got invalid value "yesterday"'],
  ])('variables %j', async (variables, words) => {
    const refused = await refusal(QUERY, variables);
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', count: 0 });
    expect(refused.message).toContain(words);
  });
});

describe('an object or a list that does not fit is not repeated, since it may carry a key', () => {
  const UPSERT = `mutation ($input: NotificationChannelInput!) { upsertNotificationChannel(input: $input) { id } }`;
  const channel = { target: 'https://hooks.example.com/a]; path', signingSecret: 'whsec_key};' };
  test.each([
    [
      { ...channel, enable: true },
      /^Variable "\$input" got invalid value …; Field "enable" is not defined by type/,
    ],
    [
      { signingSecret: [channel] },
      /^Variable "\$input" got invalid value … at "input.signingSecret"; String cannot represent a non string value: …$/,
    ],
  ])('%j', async (input, words) => {
    const refused = await refusal(UPSERT, { input });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', count: 0 });
    expect(refused.message).toMatch(words);
  });

  test('nor one that the document itself has', async () => {
    const refused = await refusal(
      'mutation { upsertNotificationChannel(input: { signingSecret: ["whsec_key"] }) { id } }',
    );
    expect(refused.message).toBe('String cannot represent a non string value: …');
  });
});

describe('figures out of range are refused at their field, and say what is accepted', () => {
  test.each([
    [
      'integrations(type: CRM) { metrics(hours: 0) { runs } }',
      'hours takes a whole number from 1 to 720; got 0.',
      'integrations.0.metrics',
    ],
    [
      'integrations(type: CRM) { metrics(hours: 721) { runs } }',
      'hours takes a whole number from 1 to 720; got 721.',
      'integrations.0.metrics',
    ],
    [
      'apiUsage { daily(days: 0) { day } }',
      'days takes a whole number from 1 to 84; got 0.',
      'apiUsage.daily',
    ],
    [
      'apiUsage { daily(days: 85) { day } }',
      'days takes a whole number from 1 to 84; got 85.',
      'apiUsage.daily',
    ],
    [
      'apiUsage { topEndpoints(first: 0) { share } }',
      'first takes a whole number from 1 to 100; got 0.',
      'apiUsage.topEndpoints',
    ],
    [
      'health { trend(days: 366) { day } }',
      'days takes a whole number from 1 to 365; got 366.',
      'health.trend',
    ],
  ])('%s', async (selection, message, path) => {
    const refused = await refusal(ofAcme(selection));
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', message, path: `technicalEnvironment.${path}` });
  });

  test('the edges of the ranges are inside, and one wrong window spoils no other', async () => {
    const { apiUsage, health } = await environmentOf(
      service,
      ACME,
      `integrations { hour: metrics(hours: 1) { runs } month: metrics(hours: 720) { runs } }
       apiUsage { one: daily(days: 1) { day } all: daily(days: 84) { day } } health { trend(days: 365) { day } }`,
    );
    expect([apiUsage.one.length, apiUsage.all.length, health.trend.length]).toEqual([1, 84, 1]);
    const { data, errors } = await service.ask(
      ofAcme(
        'integrations(type: CRM) { wrong: metrics(hours: 0) { runs } right: metrics(hours: 24) { runs } }',
      ),
    );
    expect(errors).toHaveLength(1);
    expect(data.technicalEnvironment.integrations).toEqual([{ wrong: null, right: { runs: 288 } }]);
  });
});

describe('asOf', () => {
  const at = (asOf: string) =>
    `{ technicalEnvironment(customerId: "${ACME}", asOf: ${asOf}) { customerId } }`;

  test('in the past is history that is not kept', async () => {
    const refused = await refusal(at('"2024-01-01T00:00:00Z"'));
    expect(refused).toMatchObject({ code: 'HISTORY_UNAVAILABLE', path: 'technicalEnvironment', count: 0 });
    expect(refused.message).toContain('keeps no past states');
  });

  test('in the future is refused', async () => {
    const refused = await refusal(at('"2999-01-01T00:00:00+02:00"'));
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', path: 'technicalEnvironment', count: 0 });
    expect(refused.message).toContain('asOf is in the future');
  });

  test('null is now', async () => {
    const { data, errors } = await service.ask(at('null'));
    expect(errors).toBeUndefined();
    expect(data.technicalEnvironment).toEqual({ customerId: ACME });
  });

  test('is refused through the entity too, for one customer and not the others', async () => {
    const { data, errors } = await service.ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Customer {
        past: technicalEnvironment(asOf: "2024-01-01T00:00:00Z") { customerId } technicalEnvironment { customerId }
      } } }`,
      { representations: [{ __typename: 'Customer', id: ACME }] },
    );
    expect(data._entities).toEqual([{ past: null, technicalEnvironment: { customerId: ACME } }]);
    expect(errors).toMatchObject([
      { path: ['_entities', 0, 'past'], extensions: { code: 'HISTORY_UNAVAILABLE' } },
    ]);
  });
});

describe('suppositions that make no sense are refused, and say what would', () => {
  test.each([
    ['', 'Give at least one change.'],
    ['{}', 'Give exactly one of setting, integration and quota in each change.'],
    [
      '{ setting: { setting: SSO, state: ENABLED }, quota: { resource: STORAGE, period: NONE, limit: 1 } }',
      'Give exactly one',
    ],
    [
      '{ setting: { setting: SSO, state: OPTIONAL } }',
      'OPTIONAL is no state of SSO; accepted are ENABLED, DISABLED, UNKNOWN.',
    ],
    [
      `{ integration: { id: "${ACME}", healthStatus: DOWN } }`,
      `The customer has no integration ${ACME}; accepted are`,
    ],
    [
      '{ quota: { resource: STORAGE, period: DAY, limit: 1 } }',
      'The customer has no quota STORAGE/DAY; accepted are API_CALLS/DAY',
    ],
    [
      '{ quota: { resource: STORAGE, period: NONE, limit: 0 } }',
      'A limit has to be a number above 0, not 0.',
    ],
  ])('%s', async (change, words) => {
    const refused = await refusal(ofAcme(`health { score whatIf(changes: [${change}]) { score } }`));
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', path: 'technicalEnvironment.health.whatIf' });
    expect(refused.message).toContain(words);
  });

  test('an integration is found by its id in upper case as well', async () => {
    const { id, integrationId } = await service.db.one(
      `select customer_id as id, id::text as "integrationId" from integrations
       where health_status = 'DEGRADED' and status = 'ACTIVE' and id::text ~ '[a-f]' order by id limit 1`,
    );
    const change = `{ integration: { id: "${integrationId.toUpperCase()}", healthStatus: HEALTHY } }`;
    const { health } = await environmentOf(service, id, `health { whatIf(changes: [${change}]) { gained } }`);
    expect(health.whatIf).not.toBeNull();
  });
});

test('a kind of entity that is not ours is refused', async () => {
  const query =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';
  for (const representation of [{ __typename: 'Invoice', id: ACME }, { id: SALESFORCE }, {}, 'x']) {
    const { errors, count } = await watch(service, () =>
      service.ask(query, { representations: [representation] }),
    );
    expect(errors).toHaveLength(1);
    expect(errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0].message).not.toMatch(SQL);
    expect(count).toBe(0);
  }
});

test('nothing that looks like SQL reaches SQL as such', async () => {
  const names = ["'; drop table customers; --", '$1', '$(visible)', '$<order>', '\\'];
  for (const nameContains of names) {
    const { data, errors } = await service.ask(
      `query ($filter: TechnicalEnvironmentFilter) {
        technicalEnvironments(filter: $filter) { totalCount edges { node { ...everything } } }
      } ${EVERYTHING}`,
      { filter: { nameContains } },
    );
    expect(errors).toBeUndefined();
    expect(data.technicalEnvironments).toEqual({ totalCount: 0, edges: [] });
  }
});
