import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DatabaseProxy, startProxy } from '../support/proxy.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { openSocket, type TestSocket } from '../support/socket.ts';

const ACME = '11111111-1111-4111-8111-111111111111';
const SLACK = '11111111-1111-4111-8111-000000000022';
const HEALTH = `{ technicalEnvironment(customerId: "${ACME}") { technicalHealthScore } }`;
const CHANGES = `subscription { integrationStatusChanged(customerId: "${ACME}") { status integration { name } } }`;
const REQUESTS = {
  'one environment': HEALTH,
  'sections of one': `{ technicalEnvironment(customerId: "${ACME}") { contacts { name } deployment { plan } } }`,
  'a list': '{ technicalEnvironments { totalCount } }',
  'an entity': `{ _entities(representations: [{ __typename: "Integration", id: "${SLACK}" }]) { ... on Integration { name } } }`,
  'a change': `mutation { acceptSecurityRisk(customerId: "${ACME}", setting: MFA, reason: "x") { score } }`,
};
// What only the inside knows: addresses, drivers, SQL.
const RAW = /ECONN|connect|terminated|127\.0\.0\.1|select|\bpg\b|postgres/i;

let proxy: DatabaseProxy;
let service: TestService;
const sockets: TestSocket[] = [];
beforeAll(async () => {
  service = await startTestService({
    demo: true,
    variables: { STATEMENT_TIMEOUT_MS: '1500' },
    async through(connection) {
      proxy = await startProxy(connection);
      return proxy.url;
    },
  });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) await socket.close();
});
afterAll(async () => {
  await service?.stop();
  await proxy?.stop();
});

async function probe(path: string) {
  const response = await fetch(service.url + path);
  return { status: response.status, body: await response.json() };
}

const codes = (errors: { extensions: { code: string } }[] | undefined) => [
  ...new Set(errors?.map(({ extensions }) => extensions.code)),
];

function expectUnavailable({ errors }: { errors?: { message: string; extensions: { code: string } }[] }) {
  expect(codes(errors)).toEqual(['SERVICE_UNAVAILABLE']);
  for (const { message } of errors ?? []) expect(message).not.toMatch(RAW);
}

const setStatus = (status: string) =>
  service.db.none('update integrations set status = $1 where id = $2', [status, SLACK]);

/** Opens a socket and a subscription that the server listens for. */
async function follow(query: string) {
  const socket = openSocket(service.url);
  sockets.push(socket);
  const changes = socket.subscribe(query);
  // Taken in order: once this is answered, the subscription before it stands.
  await socket.subscribe('{ __typename }').next();
  return { socket, changes };
}

describe('while the database is away', () => {
  test('requests say so by a code, probes by their status; afterwards all goes on without a restart', async () => {
    const { socket, changes } = await follow(CHANGES);
    expect((await service.ask(HEALTH)).data.technicalEnvironment.technicalHealthScore).toBe(85);
    expect(await probe('/readyz')).toEqual({ status: 200, body: { status: 'ok' } });

    await proxy.cut();
    expect(await probe('/livez')).toEqual({ status: 200, body: { status: 'ok' } });
    const { status, body } = await probe('/readyz');
    expect({ status, body }).toEqual({
      status: 503,
      body: { status: 'unavailable', reason: 'The database does not answer.' },
    });
    for (const query of Object.values(REQUESTS)) expectUnavailable((await service.ask(query)) as never);
    expectUnavailable(await socket.subscribe(HEALTH).next());
    await service.ask(HEALTH, {}, { 'x-request-id': 'asked-while-away' });
    const line = service
      .logged()
      .split('\n')
      .find((one) => one.includes('"requestId":"asked-while-away"'));
    expect(line, 'the log knows why').toMatch(/ECONNREFUSED/);
    await setStatus('INACTIVE');

    await proxy.restore();
    await expect.poll(async () => (await probe('/readyz')).status, { timeout: 5_000 }).toBe(200);
    for (const [what, query] of Object.entries(REQUESTS))
      expect((await service.ask(query)).errors, what).toBeUndefined();
    await setStatus('ERROR');
    const slack = { integration: { name: 'Slack' } };
    // What changed meanwhile comes first: it was committed, and nobody has heard of it.
    for (const status of ['INACTIVE', 'ERROR'])
      expect((await changes.next(8_000)).data).toEqual({ integrationStatusChanged: { status, ...slack } });
  });

  test('a request that is under way when it goes is told so, too', async () => {
    const session = await service.db.connect();
    try {
      await session.none('begin; lock table technical_contacts in access exclusive mode');
      const asked = service.ask(REQUESTS['sections of one']);
      await expect
        .poll(() =>
          service.db.one('select count(*) from pg_locks where not granted', [], ({ count }) => count),
        )
        .toBe(1);
      await proxy.cut();
      const answer = await asked;
      expectUnavailable(answer as never);
      expect(answer.errors?.[0].message).toBe('The database does not answer. Try again in a moment.');
    } finally {
      await session.none('rollback').finally(() => session.done());
      await proxy.restore();
    }
  });
});

test.each([
  ['to read', 'lock table technical_contacts, customers, integrations in access exclusive mode', REQUESTS],
  ['to write', 'lock table risk_acceptances in share mode', { 'a change': REQUESTS['a change'] }],
])(
  'what takes longer than STATEMENT_TIMEOUT_MS %s is given up, in words that help',
  async (_, lock, requests) => {
    const session = await service.db.connect();
    try {
      await session.none(`begin; ${lock}`);
      const answers = await Promise.all(Object.values(requests).map((query) => service.ask(query)));
      for (const answer of answers) {
        expectUnavailable(answer as never);
        expect(answer.errors?.[0].message).toBe(
          'The database took too long. Ask for less at once, or try again.',
        );
      }
    } finally {
      await session.none('rollback').finally(() => session.done());
    }
  },
);
