import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACME_ID } from '../../src/demo/acme.ts';
import { checkPolicy, POLICY } from '../../src/environment/health/policy.ts';
import { replayHistory } from '../../src/evaluation/replay.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ demo: true });
});
afterAll(() => service.stop());

const strict = checkPolicy({
  ...POLICY,
  policyVersion: 'strict',
  weights: { INTEGRATIONS: 0, API: 0, SECURITY: 1 },
});

test('a second policy is replayed over the stored history, once, beside the first', async () => {
  expect(await replayHistory(service.db, strict)).toBe(201);
  expect(await replayHistory(service.db, strict)).toBe(0);
  const scores = await service.db.any(
    'select policy_version, score, security from score_history where customer_id = $1 order by policy_version',
    [ACME_ID],
  );
  expect(scores).toEqual([
    { policy_version: POLICY.policyVersion, score: 85, security: 80 },
    { policy_version: 'strict', score: 80, security: 80 },
  ]);
});

test('a trend shows the days of one policy, oldest first', async () => {
  await service.db.none(
    `insert into score_history (customer_id, day, policy_version, score, coverage)
     values ($1, current_date - 2, $2, 70, 1), ($1, current_date - 1, $2, null, 0.5), ($1, current_date - 1, 'other', 3, 1)`,
    [ACME_ID, POLICY.policyVersion],
  );
  const { data } = await service.ask(
    `{ technicalEnvironment(customerId: "${ACME_ID}") { health { trend(days: 3) { day score } } } }`,
  );
  expect(data.technicalEnvironment.health.trend.map(({ score }: { score: number }) => score)).toEqual([
    70,
    null,
    85,
  ]);
});
