import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACME_ID } from '../../src/demo/acme.ts';
import { EVERYTHING, startDemo } from '../environment/graph/demo.ts';
import type { TestService } from '../support/service.ts';
import { openSocket } from '../support/socket.ts';

const LIST = '{ technicalEnvironments { totalCount } }';
const MASKED = /^Something went wrong on our side\. The log has it under request (\S+)\.$/;
// SQL, names of tables and columns, what the driver says.
const INSIDE = /select|relation|does not exist|column|deployments|integrations\b|\$\d/i;

let service: TestService;
beforeEach(async () => {
  service = await startDemo();
});
afterEach(() => service?.stop());

const statusesOf = (freshness: { section: string; status: string }[]) =>
  Object.fromEntries(freshness.map(({ section, status }) => [section, status]));

/** The lines of the log that name this request. */
const logged = (requestId: string) =>
  service
    .logged()
    .split('\n')
    .filter((line) => line.includes(`"requestId":"${requestId}"`));

describe('an error that nobody foresaw', () => {
  beforeEach(() => service.db.none('alter table integrations rename to elsewhere'));

  test('is masked over HTTP, and the log has it under the id of the request', async () => {
    const requestId = randomUUID();
    const { data, errors, headers } = await service.ask(LIST, {}, { 'x-request-id': requestId });
    expect(data).toBeNull();
    expect(headers.get('x-request-id')).toBe(requestId);
    for (const { message, extensions } of errors ?? []) {
      expect(MASKED.exec(message)?.[1]).toBe(requestId);
      expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId });
    }
    expect(logged(requestId).join()).toMatch(/relation \\"integrations\\" does not exist/);
  });

  test('is masked over WebSocket, each operation under an id of its own', async () => {
    const socket = openSocket(service.url);
    const ids = new Set<string>();
    for (const _ of [1, 2]) {
      const { errors } = await socket.subscribe(LIST).next();
      const { requestId } = errors[0].extensions;
      expect(errors[0].message).toMatch(MASKED);
      expect(errors[0].message).toContain(requestId);
      expect(logged(requestId).join()).toMatch(/relation \\"integrations\\" does not exist/);
      ids.add(requestId);
    }
    expect(ids.size).toBe(2);
    await socket.close();
  });
});

describe('a section that cannot be read', () => {
  const query = `{ technicalEnvironment(customerId: "${ACME_ID}") { ...everything } } ${EVERYTHING}`;
  let before: Awaited<ReturnType<TestService['ask']>>['data'];
  beforeEach(async () => {
    before = (await service.ask(query)).data.technicalEnvironment;
    await service.db.none('alter table deployments rename to elsewhere');
  });

  test('is null with a code where it stands; whatever does not need it answers as before', async () => {
    const { status, data, errors } = await service.ask(query);
    expect(status).toBe(200);
    const { freshness, ...environment } = data.technicalEnvironment;
    expect(
      errors?.map(({ path, extensions }) => `${path.slice(1).join('.')} ${extensions.code}`).sort(),
    ).toEqual(
      ['complianceStatus.residencyConflicts', 'dataResidency', 'deployment'].map(
        (path) => `${path} SECTION_UNAVAILABLE`,
      ),
    );
    const missing = { complianceStatus: null, dataResidency: null, deployment: null };
    // Advice judges by all that is known, and less is known now.
    const { recommendations: _, freshness: _then, ...rest } = before;
    expect(environment).toEqual({ ...rest, recommendations: expect.any(Array), ...missing });
    for (const { message } of errors ?? []) expect(message).not.toMatch(INSIDE);
    const line = service
      .logged()
      .split('\n')
      .find((one) => one.includes('The section \\"deployment\\" cannot'));
    expect(line).toMatch(/relation \\"deployments\\" does not exist/);
  });

  test('has failed by `freshness`, too, and the other sections are as fresh as before', async () => {
    // Alone and among others: what else is asked for must not matter.
    for (const selection of ['freshness { section status message }', '...everything']) {
      const { data } = await service.ask(
        `{ technicalEnvironment(customerId: "${ACME_ID}") { ${selection} } } ${selection.startsWith('...') ? EVERYTHING : ''}`,
      );
      const statuses = statusesOf(data.technicalEnvironment.freshness);
      expect(statuses).toEqual({ ...statusesOf(before.freshness), DEPLOYMENT: 'FAILED' });
      expect(JSON.stringify(data.technicalEnvironment.freshness)).not.toMatch(
        /relation|does not exist|select /,
      );
    }
  });

  test('comes back by itself', async () => {
    const query = `{ technicalEnvironment(customerId: "${ACME_ID}") { deployment { plan } } }`;
    expect((await service.ask(query)).data.technicalEnvironment.deployment).toBeNull();
    await service.db.none('alter table elsewhere rename to deployments');
    const { data, errors } = await service.ask(query);
    expect(errors).toBeUndefined();
    expect(data.technicalEnvironment.deployment.plan).toBe('Enterprise');
  });
});
