import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestService } from '../../support/service.ts';
import { ACME, environmentOf, SALESFORCE, SLACK, startDemo, WEBHOOK, watch } from './demo.ts';

interface List {
  /** The connection at a page, as a selection of Acme's environment. */
  readonly select: (args: string, fields: string) => string;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test asserts
  readonly pick: (environment: any) => any;
  /** The ids in the order of the list, as SQL. */
  readonly sql: string;
  /** Adds a row at the top. */
  readonly add: string;
}

const inIntegration = (type: string, field: string) => ({
  select: (args: string, fields: string) => `integrations(type: ${type}) { ${field}${args} { ${fields} } }`,
  // biome-ignore lint/suspicious/noExplicitAny: as above
  pick: ({ integrations }: any) => integrations[0][field],
});
const lists: Record<string, List> = {
  runs: {
    ...inIntegration('COMMUNICATION', 'runs'),
    sql: `select id from integration_runs where integration_id = '${SLACK}' order by started_at desc, id desc`,
    add: `insert into integration_runs (customer_id, integration_id, started_at, finished_at, status)
          values ('${ACME}', '${SLACK}', now() + interval '1 h', now() + interval '2 h', 'SUCCEEDED')`,
  },
  deliveries: {
    ...inIntegration('CUSTOM', 'deliveries'),
    sql: `select id from webhook_deliveries where integration_id = '${WEBHOOK}' order by created_at desc, id desc`,
    add: `insert into webhook_deliveries
            (customer_id, integration_id, created_at, status, attempts, first_attempt_failed)
          values ('${ACME}', '${WEBHOOK}', now() + interval '1 h', 'SUCCEEDED', 1, false)`,
  },
  auditLog: {
    select: (args, fields) => `security { auditLog${args} { ${fields} } }`,
    pick: ({ security }) => security.auditLog,
    sql: `select id from security_audit_log where customer_id = '${ACME}' order by at desc, id desc`,
    add: `update security_settings set detail = clock_timestamp()::text
          where customer_id = '${ACME}' and setting = 'SSO'`,
  },
};
const PAGE = 'edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const page = async ({ select, pick }: List, args: string) =>
  pick(await environmentOf(service, ACME, select(args, PAGE)));
const idsOf = ({ edges }: { edges: { node: { id: string } }[] }) => edges.map(({ node }) => node.id);

let service: TestService;
beforeAll(async () => {
  service = await startDemo();
  // Rows of the same instant, which only their ids keep apart.
  await service.db.none(
    `insert into webhook_deliveries (customer_id, integration_id, created_at, status, attempts, first_attempt_failed)
     select $1, $2, date_trunc('hour', now()), 'SUCCEEDED', 1, false from generate_series(1, 30)`.replace(
      '$1, $2',
      '$1::uuid, $2::uuid',
    ),
    [ACME, WEBHOOK],
  );
  await service.db.none(
    `insert into security_audit_log (customer_id, at, actor, setting, after)
     select $1::uuid, now() - interval '1 day', 'somebody', 'SSO', '{"state": "ENABLED"}' from generate_series(1, 30)`,
    [ACME],
  );
});
afterAll(() => service.stop());

describe.each(Object.entries(lists))('%s', (_, list) => {
  test('give every row once and in order over pages, though rows arrive at the top meanwhile', async () => {
    const before = await service.db.map(list.sql, [], ({ id }) => id);
    const seen: string[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 100; pages++) {
      const { edges, pageInfo } = await page(list, `(first: 7${after ? `, after: "${after}"` : ''})`);
      seen.push(...idsOf({ edges }));
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      expect(pageInfo.startCursor).toBe(edges[0].cursor);
      expect(pageInfo.endCursor).toBe(edges.at(-1).cursor);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
      if (pages === 1 || pages === 3) await service.db.none(list.add);
    }
    expect(seen).toEqual(before);
    expect(before.length).toBeGreaterThan(28);
  });

  test('end where they end: a last page that is just full has none after it', async () => {
    const all = await service.db.map(list.sql, [], ({ id }) => id);
    const { edges } = await page(list, '(first: 100)');
    expect(idsOf({ edges })).toEqual(all.slice(0, 100));
    const last = await lastPage(list, all.length);
    expect(idsOf(last)).toEqual(all.slice(-3));
    expect(last.pageInfo.hasNextPage).toBe(false);
    const beyond = await page(list, `(after: "${last.pageInfo.endCursor}")`);
    expect(beyond).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  test.each([0, -1, 101])('refuse first: %i without a look at the rows', async (first) => {
    const { errors } = await service.ask(
      `{ technicalEnvironment(customerId: "${ACME}") { ${list.select(`(first: ${first})`, PAGE)} } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors?.[0].message).toBe(`first takes a whole number from 1 to 100; got ${first}.`);
  });
});

async function lastPage(list: List, length: number) {
  let after = '';
  for (let left = length - 3; left > 0; left -= 100) {
    const { pageInfo } = await page(list, `(first: ${Math.min(left, 100)}${after})`);
    after = `, after: "${pageInfo.endCursor}"`;
  }
  return page(list, `(first: 3${after})`);
}

describe('a cursor that the list did not give', () => {
  const { runs, deliveries, auditLog } = lists as Record<'runs' | 'deliveries' | 'auditLog', List>;
  const forge = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const cursors: [string, List, () => Promise<string> | string][] = [
    ['of the list of environments', runs, async () => (await environmentsPage()).pageInfo.endCursor],
    ['of deliveries for runs', runs, async () => (await page(deliveries, '')).pageInfo.endCursor],
    [
      'of the audit log for deliveries',
      deliveries,
      async () => (await page(auditLog, '')).pageInfo.endCursor,
    ],
    ['of another integration', runs, async () => otherIntegration()],
    ['of another customer', auditLog, async () => otherCustomer()],
    ['that is garbage', auditLog, () => 'garbage!'],
    ['that is empty', deliveries, () => ''],
    ['without an instant', runs, () => forge(`runs ${SLACK}`, 'yesterday', ACME)],
    ['with what is an instant only here', runs, () => forge(`runs ${SLACK}`, '1', ACME)],
    ['with a day that does not exist', runs, () => forge(`runs ${SLACK}`, '2026-02-30T00:00:00+00:00', ACME)],
    ['without an id', runs, () => forge(`runs ${SLACK}`, '2026-01-01T00:00:00+00:00', 'x')],
    ['with numbers', runs, () => forge(`runs ${SLACK}`, 1, 2)],
  ];

  test.each(cursors)('%s is refused', async (_, list, cursor) => {
    const after = await cursor();
    const { errors, count } = await watch(service, () =>
      service.ask(
        `query ($after: String) { technicalEnvironment(customerId: "${ACME}") {
          ${list.select('(after: $after)', PAGE)} } }`,
        { after },
      ),
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors?.[0].message).toMatch(/^after takes a cursor that this same list returned/);
    expect(count).toBe(1);
  });

  const environmentsPage = async () =>
    (await service.ask('{ technicalEnvironments { pageInfo { endCursor } } }')).data.technicalEnvironments;
  const otherIntegration = async () => {
    const { integrations } = await environmentOf(
      service,
      ACME,
      `integrations(type: CRM) { id runs { ${PAGE} } }`,
    );
    expect(integrations[0].id).toBe(SALESFORCE);
    return integrations[0].runs.pageInfo.endCursor;
  };
  const otherCustomer = async () => {
    const { id } = await service.db.one(
      'select customer_id as id from security_audit_log where customer_id <> $1 limit 1',
      [ACME],
    );
    const { security } = await environmentOf(service, id, `security { auditLog { ${PAGE} } }`);
    return security.auditLog.pageInfo.endCursor;
  };
});
