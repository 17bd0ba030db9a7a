import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestService } from '../../support/service.ts';
import { ACME, startDemo } from './demo.ts';

const SELECTION = `customerId contacts { name } issues { title } technicalHealthScore
  freshness { section status message }`;

let service: TestService;
beforeAll(async () => {
  service = await startDemo();
  await service.db.none('alter table technical_contacts rename column role to another_name');
});
afterAll(() => service.stop());

// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test asserts
function expectOnlyContactsMissing(environment: any) {
  expect(environment).toMatchObject({ contacts: null, technicalHealthScore: 85 });
  expect(environment.issues).toHaveLength(2);
  const failed = environment.freshness.filter(({ status }: { status: string }) => status === 'FAILED');
  expect(failed).toEqual([{ section: 'CONTACTS', status: 'FAILED', message: expect.any(String) }]);
}

test('a section that cannot be read is null with an error, and freshness says the same; the others answer', async () => {
  const { data, errors } = await service.ask(
    `{ technicalEnvironment(customerId: "${ACME}") { ${SELECTION} } }`,
  );
  expectOnlyContactsMissing(data.technicalEnvironment);
  expect(errors).toMatchObject([
    { path: ['technicalEnvironment', 'contacts'], extensions: { code: 'SECTION_UNAVAILABLE' } },
  ]);
  expect(errors?.[0].message).not.toMatch(/column|select|another_name|role/i);
  expect(service.logged()).toContain('does not exist');
});

test('so it is for an entity and in a list', async () => {
  const entity = await service.ask(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on TechnicalEnvironment { ${SELECTION} }
    } }`,
    { representations: [{ __typename: 'TechnicalEnvironment', customerId: ACME }] },
  );
  expectOnlyContactsMissing(entity.data._entities[0]);
  const list = await service.ask(
    `{ technicalEnvironments(filter: { nameContains: "acme corp" }) { edges { node { ...one } } } }
     fragment one on TechnicalEnvironment { ${SELECTION} }`,
  );
  expectOnlyContactsMissing(list.data.technicalEnvironments.edges[0].node);
});

test('what is not asked for has not failed', async () => {
  const { data, errors } = await service.ask(
    `{ technicalEnvironment(customerId: "${ACME}") { freshness { section status } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.technicalEnvironment.freshness).toContainEqual({ section: 'CONTACTS', status: 'FRESH' });
});
