import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACME_ID } from '../../src/demo/acme.ts';
import { advanceDemo } from '../../src/demo/advance.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ demo: true });
  // Loaded when the run began, which may be long ago: telemetry that has aged is degraded by itself.
  await advanceDemo(service.db, new Date());
});
afterAll(() => service.stop());

async function declare(status: string) {
  await service.db.none(`update integrations set status = $2 where customer_id = $1 and name = 'Slack'`, [
    ACME_ID,
    status,
  ]);
  await service.evaluate(ACME_ID);
  const { data } = await service.ask(
    `{ technicalEnvironment(customerId: "${ACME_ID}") { technicalHealthScore issues { title status } } }`,
  );
  const { technicalHealthScore: score, issues } = data.technicalEnvironment;
  return { score, slack: issues.filter(({ title }: { title: string }) => title.includes('Slack')) };
}

test("an error that the integration's owner declares is an issue that says so, until it is taken back", async () => {
  const title = 'Slack is reported as failing by its owner';
  expect((await declare('ERROR')).slack).toEqual([{ title, status: 'OPEN' }]);
  const { score, slack } = await declare('ACTIVE');
  expect(slack.filter(({ status }: { status: string }) => status !== 'RESOLVED')).toEqual([]);
  expect(score).toBe(85);
  expect((await declare('ERROR')).slack).toEqual([{ title, status: 'OPEN' }]);
});
