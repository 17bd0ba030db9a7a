import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onStatement } from '../../src/db/client.ts';
import { ACME_ID } from '../../src/demo/acme.ts';
import { ask } from './ask.ts';
import { type Federation, STRANGER_ID, startFederation } from './federation.ts';
import { gateways } from './gateways.ts';
import type { Served } from './serve.ts';

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({ LOG_LEVEL: 'debug' });
});
afterAll(() => federation.stop());

/** What our service is asked and asks its database while `work` goes on. */
async function countWhile<T>(work: () => Promise<T>) {
  const { service } = federation;
  const requests = () => service.logged().split('"url":"/graphql"').length - 1;
  const before = requests();
  const statements: string[] = [];
  const stop = onStatement(service.db, ({ text }) => statements.push(text));
  const result = await work().finally(stop);
  return { result, requests: requests() - before, statements: statements.length };
}

describe.each(Object.entries(gateways))('through %s', (_, startGateway) => {
  let gateway: Served;
  beforeAll(async () => {
    gateway = await startGateway(federation);
  });
  afterAll(() => gateway.stop());

  test("one request shows a customer's name and segment beside its technical environment", async () => {
    const answer = await ask(
      gateway.url,
      `query ($id: ID!) { customer(id: $id) {
        name segment
        technicalEnvironment {
          technicalHealthScore
          integrationHealth { connected degraded score }
          apiUsage { callsPerDay }
          security { score }
          techStack { technologies { name } }
          issues { title severity }
          contacts { name }
        }
      } }`,
      { id: ACME_ID },
    );
    expect(answer.errors).toBeUndefined();
    const { technicalEnvironment, ...customer } = answer.data.customer;
    expect(customer).toEqual({ name: 'Acme Corporation', segment: 'Enterprise' });
    expect(technicalEnvironment).toMatchObject({
      technicalHealthScore: 85,
      integrationHealth: { connected: 5, degraded: 1, score: 90 },
      apiUsage: { callsPerDay: 850_000 },
      security: { score: 80 },
      contacts: [{ name: 'Mike Lee' }, { name: 'Amy Wang' }, { name: 'Bob Smith' }],
    });
    expect(technicalEnvironment.techStack.technologies).toContainEqual({ name: 'Salesforce' });
    expect(technicalEnvironment.issues).toContainEqual({
      title: 'Webhook delivery failures',
      severity: 'MEDIUM',
    });
  });

  test('a customer that we hold nothing about keeps its name and has no environment, without an error', async () => {
    const answer = await ask(
      gateway.url,
      'query ($id: ID!) { customer(id: $id) { name technicalEnvironment { technicalHealthScore } } }',
      { id: STRANGER_ID },
    );
    expect(answer).toEqual({ data: { customer: { name: 'Nobody We Know', technicalEnvironment: null } } });
  });

  test('a list of 100 customers costs our subgraph one request and one statement', async () => {
    const { result, requests, statements } = await countWhile(() =>
      ask(
        gateway.url,
        '{ customers(first: 100) { id name technicalEnvironment { customerId integrations { name } } } }',
      ),
    );
    expect(result.errors).toBeUndefined();
    expect(result.data.customers).toHaveLength(100);
    for (const { id, technicalEnvironment } of result.data.customers) {
      expect(technicalEnvironment.customerId).toBe(id);
    }
    expect({ requests, statements }).toEqual({ requests: 1, statements: 1 });
  });

  test('a ticket shows the integration and the issue that it is about, and whose they are', async () => {
    const answer = await ask(
      gateway.url,
      '{ tickets { title integration { name healthStatus customer { name } } issue { title severity } } }',
    );
    expect(answer).toEqual({
      data: {
        tickets: [
          {
            title: 'Our webhook times out',
            integration: {
              name: 'Custom Webhook',
              healthStatus: 'DEGRADED',
              customer: { name: 'Acme Corporation' },
            },
            issue: { title: 'Webhook delivery failures', severity: 'MEDIUM' },
          },
        ],
      },
    });
  });

  test('an integration shows the tickets that another subgraph adds to it', async () => {
    const answer = await ask(
      gateway.url,
      `query ($id: ID!) { technicalEnvironment(customerId: $id) {
        integrations(healthStatus: DEGRADED) { name tickets { title } }
      } }`,
      { id: ACME_ID },
    );
    expect(answer).toEqual({
      data: {
        technicalEnvironment: {
          integrations: [{ name: 'Custom Webhook', tickets: [{ title: 'Our webhook times out' }] }],
        },
      },
    });
  });
});
