import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestService } from '../../support/service.ts';
import { ACME, startDemo, watch } from './demo.ts';

interface Listed {
  readonly customerId: string;
  readonly lastUpdated: string;
  readonly technicalHealthScore: number | null;
}

const PAGE = `query ($filter: TechnicalEnvironmentFilter, $orderBy: TechnicalEnvironmentOrder! = NAME_ASC,
    $first: Int! = 20, $after: String, $scores: Boolean! = false) {
  technicalEnvironments(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { customerId lastUpdated technicalHealthScore @include(if: $scores) } }
  }
}`;

let service: TestService;
beforeAll(async () => {
  service = await startDemo();
  // Some change after the others, each at a time and in a section of its own.
  for (const [index, table] of ['deployments', 'api_quotas', 'technical_contacts'].entries()) {
    const column = { deployments: 'plan', api_quotas: 'unit', technical_contacts: 'role' }[table];
    await service.db.none(
      `update $1:name set $2:name = 'changed' where customer_id = (
         select customer_id from $1:name group by customer_id order by customer_id offset $3 limit 1)`,
      [table, column, index * 5],
    );
  }
});
afterAll(() => service.stop());

async function page(variables: object) {
  const { data, errors } = await service.ask(PAGE, variables);
  expect(errors).toBeUndefined();
  return data.technicalEnvironments;
}

async function walk(variables: object): Promise<Listed[]> {
  const nodes: Listed[] = [];
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo, totalCount } = await page({ ...variables, after });
    nodes.push(...edges.map(({ node }: { node: Listed }) => node));
    expect(pageInfo).toMatchObject({
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    });
    if (!pageInfo.hasNextPage) {
      expect(nodes).toHaveLength(totalCount);
      return nodes;
    }
    after = pageInfo.endCursor;
  }
}

const idsOf = (nodes: readonly Listed[]) => nodes.map(({ customerId }) => customerId);
const idsBySql = (sql: string): Promise<string[]> => service.db.map(sql, [], ({ id }) => id);

describe('each order holds over pages and leaves nobody out', () => {
  test('NAME_ASC', async () => {
    expect(idsOf(await walk({ first: 37 }))).toEqual(
      await idsBySql('select id from customers order by lower(name), id'),
    );
  });

  test('LAST_UPDATED_DESC', async () => {
    const nodes = await walk({ orderBy: 'LAST_UPDATED_DESC', first: 30 });
    const times = nodes.map(({ lastUpdated }) => lastUpdated);
    expect(times).toEqual([...times].sort().reverse());
    expect(new Set(times).size).toBeGreaterThan(3);
    expect(idsOf(nodes).sort()).toEqual(await idsBySql('select id from customers order by id'));
  });

  test.each([
    ['HEALTH_SCORE_ASC', 1],
    ['HEALTH_SCORE_DESC', -1],
  ])('%s, with those without a score last', async (orderBy, direction) => {
    const nodes = await walk({ orderBy, first: 50, scores: true });
    const scores = nodes.map(({ technicalHealthScore }) => technicalHealthScore);
    const known = scores.filter((score) => score !== null);
    expect(known.length).toBeGreaterThan(100);
    expect(known.length).toBeLessThan(nodes.length);
    expect(scores.slice(known.length).every((score) => score === null)).toBe(true);
    expect(known).toEqual([...known].sort((a, b) => direction * (a - b)));
    expect(idsOf(nodes).sort()).toEqual(await idsBySql('select id from customers order by id'));
  });
});

describe('each filter filters', () => {
  const having = (condition: string) =>
    `select id from customers c where ${condition} order by lower(name), id`;
  const integration = (condition: string) =>
    having(`exists (select from integrations where customer_id = c.id and ${condition})`);
  const score = (from: number, to: number) =>
    having(`(select score from score_history where customer_id = c.id) between ${from} and ${to}`);
  const issue = (condition: string) =>
    having(`exists (select from technical_issues where customer_id = c.id and ${condition})`);
  test.each<[object, string]>([
    [{ nameContains: 'ACME' }, having(`id = '${ACME}'`)],
    [{ nameContains: 'gmbh' }, having(`strpos(lower(name), 'gmbh') > 0`)],
    [{ nameContains: '株式' }, having(`strpos(name, '株式') > 0`)],
    [{ nameContains: "'" }, having(`strpos(name, '''') > 0`)],
    [{ nameContains: '' }, having('true')],
    [{ nameContains: null, band: null }, having('true')],
    [{ integrationType: 'STORAGE' }, integration(`type = 'STORAGE'`)],
    [{ integrationStatus: 'INACTIVE' }, integration(`status = 'INACTIVE'`)],
    [{ healthStatus: 'DOWN' }, integration(`health_status = 'DOWN'`)],
    [{ band: 'EXCELLENT' }, score(90, 100)],
    [{ band: 'GOOD' }, score(75, 89)],
    [{ band: 'FAIR' }, score(60, 74)],
    [{ band: 'POOR' }, score(40, 59)],
    [{ hasOpenIssueOfSeverity: 'HIGH' }, issue(`severity = 'HIGH' and status <> 'RESOLVED'`)],
    [{ hasOpenIssueOfSeverity: 'LOW' }, issue(`severity = 'LOW' and status <> 'RESOLVED'`)],
    [
      { integrationType: 'CRM', healthStatus: 'DEGRADED', band: 'GOOD' },
      having(`exists (select from integrations where customer_id = c.id and type = 'CRM')
        and exists (select from integrations where customer_id = c.id and health_status = 'DEGRADED')
        and (select score from score_history where customer_id = c.id) between 75 and 89`),
    ],
  ])('%j', async (filter, sql) => {
    const expected = await idsBySql(sql);
    expect(expected.length).toBeGreaterThan(0);
    expect(idsOf(await walk({ filter, first: 100 }))).toEqual(expected);
  });

  test.each(['%', '_', '\\', '%%', 'a%e'])(
    '%j is meant literally, so nobody matches',
    async (nameContains) => {
      expect(await page({ filter: { nameContains } })).toMatchObject({ edges: [], totalCount: 0 });
    },
  );

  test('a NUL character is refused, and takes no connection with it', async () => {
    const { errors, count } = await watch(service, () =>
      service.ask(PAGE, { filter: { nameContains: 'a\u0000' } }),
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors?.[0].message).toContain('nameContains takes text without NUL characters');
    expect(count).toBe(0);
  });

  test('a resolved issue is no open one', async () => {
    const before = idsOf(await walk({ filter: { hasOpenIssueOfSeverity: 'LOW' }, first: 100 }));
    expect(before).toContain(ACME);
    await service.db.none(
      `update technical_issues set status = 'RESOLVED', resolved_at = now() where customer_id = $1 and severity = 'LOW'`,
      [ACME],
    );
    const after = idsOf(await walk({ filter: { hasOpenIssueOfSeverity: 'LOW' }, first: 100 }));
    expect(after).toEqual(before.filter((id) => id !== ACME));
  });
});

describe('pages', () => {
  test.each([0, -1, 101])('of %i are refused before any SQL', async (first) => {
    const { data, errors, count } = await watch(service, () => service.ask(PAGE, { first }));
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { path: ['technicalEnvironments'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(errors?.[0].message).toBe(`first takes a whole number from 1 to 100; got ${first}.`);
    expect(count).toBe(0);
  });

  const forge = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  test.each([
    ['garbage', '%%%'],
    ['nothing', ''],
    ['a list of another order', forge('environments HEALTH_SCORE_ASC', '85', '', ACME)],
    ['another list', forge(`auditLog ${ACME}`, '2026-01-01T00:00:00+00:00', ACME)],
    ['no rank', forge('environments NAME_ASC', 'x', '', ACME)],
    ['no id', forge('environments NAME_ASC', '0', 'a', "' or true")],
    ['what no name holds', forge('environments NAME_ASC', '0', '\u0000', ACME)],
  ])('after a cursor of %s are refused before any SQL', async (_, after) => {
    const { errors, count } = await watch(service, () => service.ask(PAGE, { after }));
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors?.[0].message).toMatch(/^after takes a cursor that this same list returned/);
    expect(count).toBe(0);
  });

  test('of a hundred are read in two statements: who, and what of them; counting takes one more', async () => {
    expect((await watch(service, () => service.ask(PAGE, { first: 100 }))).count).toBe(3);
  });
});
