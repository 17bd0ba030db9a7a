import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestService } from '../../support/service.ts';
import { ACME, EVERYTHING, SALESFORCE, startDemo, watch } from './demo.ts';

const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on Customer { id technicalEnvironment { ...everything } }
} } ${EVERYTHING}`;

let service: TestService;
let customers: string[];
beforeAll(async () => {
  service = await startDemo();
  customers = await service.db.map('select id from customers order by id limit 100', [], ({ id }) => id);
});
afterAll(() => service.stop());

const entities = (ids: readonly string[], query = ENTITIES) =>
  service.ask(query, { representations: ids.map((id) => ({ __typename: 'Customer', id })) });

describe('one statement', () => {
  test('reads every section of 100 customers', async () => {
    const { data, errors, count } = await watch(service, () => entities(customers));
    expect(errors).toBeUndefined();
    expect(count).toBe(1);
    expect(data._entities.map(({ id }: { id: string }) => id)).toEqual(customers);
    for (const { id, technicalEnvironment } of data._entities) {
      expect(technicalEnvironment.customerId).toBe(id);
      expect(technicalEnvironment.security.settings).toHaveLength(6);
    }
  });

  test('reads everything of one environment; lists with pages take one more, all together', async () => {
    const one = await watch(service, () =>
      service.ask(`{ technicalEnvironment(customerId: "${ACME}") { ...everything } } ${EVERYTHING}`),
    );
    expect(one.errors).toBeUndefined();
    expect(one.count).toBe(1);
    const paged = await watch(service, () =>
      service.ask(`{ technicalEnvironment(customerId: "${ACME}") { ...everything
        integrations { runs { edges { cursor } } deliveries { edges { cursor } } month: metrics(hours: 720) { runs } }
        security { auditLog { edges { cursor } } }
        health { trend { day } whatIf(changes: [{ setting: { setting: SSO, state: DISABLED } }]) { score } }
      } } ${EVERYTHING}`),
    );
    expect(paged.errors).toBeUndefined();
    expect(paged.count).toBe(2);
  });

  test('answers each of the same representations, and reads it once', async () => {
    const twice = [ACME, ...customers.slice(0, 3), ACME.toUpperCase(), ACME];
    const { data, errors, count } = await watch(service, () => entities(twice));
    expect(errors).toBeUndefined();
    expect(count).toBe(1);
    expect(data._entities).toHaveLength(6);
    expect(data._entities[4]).toEqual(data._entities[0]);
    expect(data._entities[5]).toEqual(data._entities[0]);
  });
});

describe('ids', () => {
  test('of customers that we hold nothing about give null without an error', async () => {
    const stranger = randomUUID();
    const { data, errors } = await entities([stranger, ACME], ENTITIES);
    expect(errors).toBeUndefined();
    expect(data._entities[0]).toEqual({ id: stranger, technicalEnvironment: null });
    expect(data._entities[1].technicalEnvironment.technicalHealthScore).toBe(85);
    const root = await service.ask(
      `{ technicalEnvironment(customerId: "${stranger}") { ...everything } } ${EVERYTHING}`,
    );
    expect(root).toMatchObject({ data: { technicalEnvironment: null }, errors: undefined });
  });

  test('that are none are refused where they stand, while the others answer', async () => {
    const { data, errors } = await entities([ACME, "1' or '1'='1", customers[5] as string]);
    expect(data._entities.map((entity: { id: string } | null) => entity?.id)).toEqual([
      ACME,
      undefined,
      customers[5],
    ]);
    expect(errors).toMatchObject([{ path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors?.[0].message).toContain('Customer.id takes a UUID');
  });

  test('that are none reach no SQL', async () => {
    const bad = ['', '1', 'not-a-uuid', `${ACME}0`, ` ${ACME}`, '11111111111141118111111111111111'];
    const { count, errors } = await watch(service, () => entities(bad));
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(bad.map(() => 'BAD_USER_INPUT'));
    expect(count).toBe(0);
    const root = await watch(service, () =>
      service.ask('{ technicalEnvironment(customerId: "acme") { customerId } }'),
    );
    expect(root).toMatchObject({ count: 0, data: { technicalEnvironment: null } });
    expect(root.errors).toMatchObject([
      { path: ['technicalEnvironment'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('lead to integrations, issues and environments from other subgraphs too', async () => {
    const { data, errors } = await service.ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Integration { name customer { id technicalEnvironment { technicalHealthScore } } }
        ... on TechnicalIssue { title integration { name } }
        ... on TechnicalEnvironment { dataResidency }
      } }`,
      {
        representations: [
          { __typename: 'Integration', id: SALESFORCE },
          { __typename: 'TechnicalIssue', id: '11111111-1111-4111-8111-000000000051' },
          { __typename: 'TechnicalEnvironment', customerId: ACME },
          { __typename: 'Integration', id: randomUUID() },
          { __typename: 'TechnicalIssue', id: randomUUID() },
          { __typename: 'TechnicalEnvironment', customerId: randomUUID() },
          { __typename: 'TechnicalIssue', id: 'no' },
        ],
      },
    );
    expect(data._entities).toEqual([
      { name: 'Salesforce', customer: { id: ACME, technicalEnvironment: { technicalHealthScore: 85 } } },
      { title: 'Webhook delivery failures', integration: { name: 'Custom Webhook' } },
      { dataResidency: 'US-West' },
      null,
      null,
      null,
      null,
    ]);
    expect(errors).toMatchObject([{ path: ['_entities', 6], extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
