import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '../../src/db/client.ts';
import { addCustomer } from '../feed/support.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let customerId: string;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());
beforeEach(async () => {
  customerId = await addCustomer(service.db);
  await service.db.none(
    `insert into security_settings (customer_id, setting, state) values ($1, 'MFA', 'ENFORCED')`,
    [customerId],
  );
});

const log = (of = customerId) =>
  service.db.any(
    'select setting, actor, before, after from security_audit_log where customer_id = $1 order by at, id',
    [of],
  );
const first = { setting: 'MFA', actor: 'postgres', before: null, after: { state: 'ENFORCED' } };

describe('Every change of a security setting is kept, whoever makes it', () => {
  test('a program that names the person, and an SQL client that names nobody', async () => {
    await service.db.tx(async (tx) => {
      await tx.any(`select set_config('app.actor', 'jane@example.com', true)`);
      await tx.none(
        `update security_settings set state = 'OPTIONAL', detail = 'Okta' where customer_id = $1`,
        [customerId],
      );
    });
    await service.db.none('delete from security_settings where customer_id = $1', [customerId]);
    expect(await log()).toEqual([
      first,
      {
        setting: 'MFA',
        actor: 'jane@example.com',
        before: { state: 'ENFORCED' },
        after: { state: 'OPTIONAL', detail: 'Okta' },
      },
      { setting: 'MFA', actor: 'postgres', before: { state: 'OPTIONAL', detail: 'Okta' }, after: null },
    ]);
  });

  test('an update that changes nothing is no change', async () => {
    await service.db.none(
      'update security_settings set updated_at = now(), state = state where customer_id = $1',
      [customerId],
    );
    expect(await log()).toEqual([first]);
  });

  test('a setting that moves to another customer leaves the one and comes to the other', async () => {
    const other = await addCustomer(service.db);
    await service.db.none('update security_settings set customer_id = $2 where customer_id = $1', [
      customerId,
      other,
    ]);
    expect(await log()).toEqual([first, { ...first, before: { state: 'ENFORCED' }, after: null }]);
    expect(await log(other)).toEqual([first]);
  });

  test('also where all are emptied out at once, the customer is deleted, or triggers are said not to fire', async () => {
    const gone = { ...first, before: { state: 'ENFORCED' }, after: null };
    await service.db.none('delete from customers where id = $1', [customerId]);
    expect(await log()).toEqual([first, gone]);

    const another = await addCustomer(service.db);
    await service.db.tx(async (tx) => {
      await tx.none('set local session_replication_role = replica');
      await tx.none(
        `insert into security_settings (customer_id, setting, state) values ($1, 'MFA', 'ENFORCED')`,
        [another],
      );
    });
    await service.db.tx(async (tx) => {
      await tx.none('set local session_replication_role = replica');
      await tx.none('truncate security_settings');
    });
    expect(await log(another)).toEqual([first, gone]);
  });
});

describe('What is kept stays', () => {
  test.each([
    "update security_audit_log set actor = 'nobody'",
    'delete from security_audit_log',
    'delete from security_audit_log where false',
    'truncate security_audit_log',
    `set session_replication_role = replica; delete from security_audit_log`,
  ])('%s', async (sql) => {
    const own = openDatabase(service.connection, { poolSize: 1 });
    const before = await log();
    await expect(own.multi(sql)).rejects.toThrow('append-only');
    await closeDatabase(own);
    expect(await log()).toEqual(before);
  });
});

test('the graph pages through it, the latest first', async () => {
  for (const state of ['OPTIONAL', 'DISABLED', 'ENFORCED'])
    await service.db.none('update security_settings set state = $2 where customer_id = $1', [
      customerId,
      state,
    ]);
  const page = async (after: string | null) => {
    const { data } = await service.ask(
      `query ($after: String) { technicalEnvironment(customerId: "${customerId}") { security { auditLog(first: 3, after: $after) {
         edges { node { at actor setting previousState state } } pageInfo { hasNextPage endCursor } } } } }`,
      { after },
    );
    return data.technicalEnvironment.security.auditLog;
  };
  const one = await page(null);
  const two = await page(one.pageInfo.endCursor);
  const seen = [...one.edges, ...two.edges].map(({ node }) => [node.previousState, node.state]);
  expect(seen).toEqual([
    ['DISABLED', 'ENFORCED'],
    ['OPTIONAL', 'DISABLED'],
    ['ENFORCED', 'OPTIONAL'],
    [null, 'ENFORCED'],
  ]);
  expect([one.pageInfo.hasNextPage, two.pageInfo.hasNextPage]).toEqual([true, false]);
});

test('the graph says in words what changed, also where the state is the same', async () => {
  await service.db.none(
    `insert into security_settings (customer_id, setting, state, rotation_days) values ($1, 'API_KEY_ROTATION', 'ENABLED', 90)`,
    [customerId],
  );
  for (const change of ['rotation_days = 180', `state = 'DISABLED', rotation_days = null`])
    await service.db.none(
      `update security_settings set ${change} where customer_id = $1 and setting = 'API_KEY_ROTATION'`,
      [customerId],
    );
  await service.db.none('delete from security_settings where customer_id = $1', [customerId]);
  const { data } = await service.ask(
    `{ technicalEnvironment(customerId: "${customerId}") { security { auditLog { edges { node { action } } } } } }`,
  );
  const actions = data.technicalEnvironment.security.auditLog.edges.map(
    ({ node }: { node: { action: string } }) => node.action,
  );
  expect(new Set(actions)).toEqual(
    new Set([
      'Multi-factor authentication recorded as enforced',
      'API key rotation recorded as enabled (90-day rotation)',
      'API key rotation changed from enabled (90-day rotation) to enabled (180-day rotation)',
      'API key rotation changed from enabled (180-day rotation) to disabled',
      'API key rotation no longer reported',
      'Multi-factor authentication no longer reported',
    ]),
  );
});
