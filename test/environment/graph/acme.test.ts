import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestService } from '../../support/service.ts';
import { ACME, environmentOf, SALESFORCE, startDemo, WEBHOOK } from './demo.ts';

let service: TestService;
beforeAll(async () => {
  service = await startDemo();
});
afterAll(() => service.stop());

const acme = (selection: string) => environmentOf(service, ACME, selection);

describe('the health of Acme, as PRD-079 shows it', () => {
  test('is 85, good, of 90, 85 and 80, with nothing unknown', async () => {
    const { health, ...scores } = await acme(`
      technicalHealthScore integrationHealth { score } apiHealth { score status } security { score }
      health { score band coverage cappedBy { id } components { component score status weight } trend { score } }`);
    expect(health).toEqual({
      score: 85,
      band: 'GOOD',
      coverage: 1,
      cappedBy: null,
      components: [
        { component: 'INTEGRATIONS', score: 90, status: 'HEALTHY', weight: 0.35 },
        { component: 'API', score: 85, status: 'OK', weight: 0.3 },
        { component: 'SECURITY', score: 80, status: 'REVIEW', weight: 0.35 },
      ],
      trend: [{ score: 85 }],
    });
    expect(scores).toEqual({
      technicalHealthScore: 85,
      integrationHealth: { score: 90 },
      apiHealth: { score: 85, status: 'OK' },
      security: { score: 80 },
    });
  });

  test('names a factor for each of the 15 points that are lost', async () => {
    const { health } = await acme(
      'health { components { factors { id title points pointsLost explanation } } }',
    );
    const factors = health.components.flatMap(({ factors }: { factors: object[] }) => factors);
    const lost = Object.fromEntries(
      factors
        .filter(({ pointsLost }: { pointsLost: number }) => pointsLost > 0)
        .map(({ id, pointsLost }: { id: string; pointsLost: number }) => [id, pointsLost]),
    );
    expect(lost).toEqual({ [WEBHOOK]: 3.5, QUOTA: 4.5, MFA: 3.5, IP_ALLOWLIST: 3.5 });
    for (const { explanation } of factors) expect(explanation).toMatch(/^[A-Z0-9].*\.$/);
  });

  test.each([
    ['MFA enforced', '{ setting: { setting: MFA, state: ENFORCED } }', 89, 'GOOD', 3.5],
    ['the webhook healthy', `{ integration: { id: "${WEBHOOK}", healthStatus: HEALTHY } }`, 89, 'GOOD', 3.5],
    [
      'a limit of 2 million',
      '{ quota: { resource: API_CALLS, period: DAY, limit: 2e6 } }',
      90,
      'EXCELLENT',
      4.5,
    ],
    // 85 − 7, but a broken integration is a serious issue, and such a one holds the score at 74.
    ['Salesforce down', `{ integration: { id: "${SALESFORCE}", healthStatus: DOWN } }`, 74, 'FAIR', -11],
    ['what is so', '{ setting: { setting: MFA, state: OPTIONAL } }', 85, 'GOOD', 0],
  ])('with %s would be another', async (_, change, score, band, gained) => {
    const { health } = await acme(`health { whatIf(changes: [${change}]) { score band gained } }`);
    expect(health.whatIf).toEqual({ score, band, gained });
  });

  test('would be perfect with all of it together, and nothing of that is kept', async () => {
    const { health } = await acme(`health {
      whatIf(changes: [
        { setting: { setting: MFA, state: ENFORCED } }, { setting: { setting: IP_ALLOWLIST, state: CONFIGURED } },
        { integration: { id: "${WEBHOOK}", healthStatus: HEALTHY } },
        { quota: { resource: API_CALLS, period: DAY, limit: 2000000 } }
      ]) { score band gained components { component score status } }
    }`);
    expect(health.whatIf).toEqual({
      score: 100,
      band: 'EXCELLENT',
      gained: 15,
      components: ['INTEGRATIONS', 'API', 'SECURITY'].map((component) => ({
        component,
        score: 100,
        status: 'HEALTHY',
      })),
    });
    expect(await acme('technicalHealthScore')).toEqual({ technicalHealthScore: 85 });
  });
});

test('two issues are open, each with a status that somebody gave it', async () => {
  const { issues } = await acme(`issues {
    ruleId title description severity status suggestedAction owner resolvedAt customer { id } integration { name }
  }`);
  const common = { owner: 'Priya Nair', resolvedAt: null, customer: { id: ACME } };
  expect(issues).toEqual([
    {
      ...common,
      ruleId: 'webhook-delivery-failures',
      title: 'Webhook delivery failures',
      description: '15 failed deliveries in last 24 hours: Connection timeout (endpoint not responding)',
      severity: 'MEDIUM',
      status: 'INVESTIGATING',
      suggestedAction: 'Contact customer to verify endpoint availability',
      integration: { name: 'Custom Webhook' },
    },
    {
      ...common,
      ruleId: 'api-quota-approaching-limit',
      title: 'API usage approaching limit',
      description: 'API usage at 85% of the daily limit: 850,000 of 1,000,000 calls',
      severity: 'LOW',
      status: 'MONITORING',
      suggestedAction: 'Offer a limit increase before the limit is reached',
      integration: null,
    },
  ]);
});

test('three things are recommended, with what each would bring', async () => {
  const { recommendations } = await acme(
    'recommendations { title priority impact rationale scoreGain issue { title } }',
  );
  expect(recommendations).toEqual([
    {
      title: 'Enforce MFA',
      priority: 'HIGH',
      impact: 'Security improvement',
      rationale: expect.stringContaining('currently optional'),
      scoreGain: 3.5,
      issue: null,
    },
    {
      title: 'Increase API limit',
      priority: 'MEDIUM',
      impact: 'Prevent disruption',
      rationale: expect.stringContaining('850,000 of 1,000,000'),
      scoreGain: 4.5,
      issue: { title: 'API usage approaching limit' },
    },
    {
      title: 'Add Zendesk integration',
      priority: 'LOW',
      impact: 'Support visibility',
      rationale: expect.stringContaining('Support ticket visibility'),
      scoreGain: null,
      issue: null,
    },
  ]);
});
