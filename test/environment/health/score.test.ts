import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/environment/facts.ts';
import { POLICY } from '../../../src/environment/health/policy.ts';
import { scoreHealth } from '../../../src/environment/health/score.ts';
import { ACME_WEBHOOK_ID, acmeFacts } from '../../support/acme.ts';
import {
  daysBefore,
  facts,
  integration,
  issue,
  NOW,
  quota,
  settings,
  unreadableFacts,
  usageDays,
} from '../../support/builders.ts';

const score = (over: Partial<Facts>) => scoreHealth(facts(over), POLICY, NOW);
const part = (over: Partial<Facts>, component: string) =>
  score(over).components.find((one) => one.component === component);

describe('Acme, as PRD-079 shows it', () => {
  const health = scoreHealth(acmeFacts(), POLICY, NOW);

  it('has 85, Good, from 90, 85 and 80', () => {
    expect(health).toMatchObject({
      score: 85,
      exactScore: 85,
      uncappedScore: 85,
      band: 'GOOD',
      coverage: 1,
      cappedBy: null,
      policyVersion: '2026-11',
    });
    expect(
      health.components.map(({ component, score, exactScore, status, weight }) => [
        component,
        score,
        exactScore,
        status,
        weight,
      ]),
    ).toEqual([
      ['INTEGRATIONS', 90, 90, 'HEALTHY', 0.35],
      ['API', 85, 85, 'OK', 0.3],
      ['SECURITY', 80, 80, 'REVIEW', 0.35],
    ]);
  });

  it('says where the 15 points went', () => {
    const costly = health.components.flatMap(({ factors }) => factors).filter(({ pointsLost }) => pointsLost);
    expect(costly.map(({ id, pointsLost }) => [id, pointsLost])).toEqual([
      [ACME_WEBHOOK_ID, 3.5],
      ['QUOTA', 4.5],
      ['MFA', 3.5],
      ['IP_ALLOWLIST', 3.5],
    ]);
  });

  it('explains with figures and names what it looked at', () => {
    const factor = (id: string) =>
      health.components.flatMap(({ factors }) => factors).find((one) => one.id === id);
    expect(factor('QUOTA')).toMatchObject({
      explanation: 'The quota closest to its limit is used to 85%; all points up to 70%, none from 100%.',
      evidence: expect.arrayContaining([
        {
          kind: 'ApiQuota',
          id: 'API_CALLS/DAY',
          detail: 'API calls per day: 850,000 of 1,000,000 calls (85%)',
        },
      ]),
    });
    expect(factor('MFA')).toMatchObject({
      explanation: 'Multi-factor authentication is optional: 10 of 20 points.',
      evidence: [{ kind: 'SecuritySetting', id: 'MFA', detail: 'optional' }],
    });
    expect(factor('ERROR_RATE')?.evidence).toEqual([
      { kind: 'ApiHealthCheck', id: 'ERROR_RATE', detail: '0.3%' },
    ]);
    expect(factor(ACME_WEBHOOK_ID)?.explanation).toBe(
      'Custom Webhook is degraded: 15 of 120 deliveries failed in 24 h: connection timeout.',
    );
  });
});

describe('the integrations', () => {
  it('leaves out what is switched off or unknown, and shows it', () => {
    const integrations = [
      integration({ healthStatus: 'DOWN' }),
      integration(),
      integration({ healthStatus: 'UNKNOWN', healthReason: 'No sync or delivery has been reported yet' }),
      integration({ status: 'INACTIVE' }),
    ];
    const integrationPart = part({ integrations }, 'INTEGRATIONS');
    expect(integrationPart?.score).toBe(50);
    expect(integrationPart?.factors.map(({ weight, points }) => [weight, points])).toEqual([
      [1 / 3, 0],
      [1 / 3, 100],
      [1 / 3, null],
      [0, null],
    ]);
    expect(integrationPart?.factors.map(({ explanation }) => explanation).slice(2)).toEqual([
      'The health of Salesforce is unknown, so it does not count: No sync or delivery has been reported yet.',
      'Salesforce is switched off, so it does not count.',
    ]);
    expect(score({ integrations }).coverage).toBeCloseTo(0.65 + (0.35 * 2) / 3, 9);
  });

  it.each([
    ['there are none', []],
    ['all are unknown', [integration({ healthStatus: 'UNKNOWN' })]],
    ['all are switched off', [integration({ status: 'INACTIVE' })]],
    ['they could not be read', null],
  ])('is unknown where %s', (_, integrations) => {
    expect(part({ integrations }, 'INTEGRATIONS')).toMatchObject({
      score: null,
      exactScore: null,
      status: 'UNKNOWN',
    });
    expect(score({ integrations })).toMatchObject({ score: 100, coverage: 0.65 });
  });
});

describe('the API', () => {
  it('leaves out what is unknown', () => {
    const api = part({ usage: null, quotas: [quota({ used: 850_000 })] }, 'API');
    expect(api?.exactScore).toBe(50);
    expect(api?.factors.map(({ points }) => points)).toEqual([50, null, null, null]);
    expect(api?.factors[1]?.explanation).toBe(
      'No calls were reported for the last 30 days, so it does not count.',
    );
    expect(part({ usage: [], quotas: [quota({ limit: null })] }, 'API')?.status).toBe('UNKNOWN');
  });

  it('looks at the resource closest to its limit', () => {
    const quotas = [
      quota({ used: 0 }),
      quota({ resource: 'STORAGE', period: 'NONE', used: 99, limit: 90, unit: 'GB' }),
    ];
    expect(part({ quotas }, 'API')?.factors[0]?.points).toBe(0);
    expect(part({ quotas }, 'API')?.factors[0]?.evidence.map(({ id }) => id)).toEqual([
      'STORAGE/NONE',
      'API_CALLS/DAY',
    ]);
  });

  it('counts what is merely slow or wrong in part', () => {
    const usage = usageDays(30, { calls: 1000, clientErrors: 0, serverErrors: 30, latencyTotalMs: 600_000 });
    expect(
      part({ usage }, 'API')?.factors.map(({ points }) => (points === null ? null : Math.round(points))),
    ).toEqual([100, 50, 50, 100]);
  });
});

describe('the security settings', () => {
  it('shows the admin review without weight', () => {
    const review = (over: Partial<Facts>) => part(over, 'SECURITY')?.factors.at(-1);
    expect(review({ reviews: [] })).toMatchObject({
      id: 'ADMIN_ACCESS_REVIEW',
      weight: 0,
      points: 0,
      pointsLost: 0,
    });
    expect(review({})).toMatchObject({ weight: 0, points: 100 });
    expect(review({ reviews: null })).toMatchObject({ points: null, pointsLost: null });
    expect(score({ reviews: [] }).score).toBe(100);
  });
});

describe('coverage', () => {
  const known = (healthy: number, unknown: number) => [
    ...Array.from({ length: healthy }, () => integration()),
    ...Array.from({ length: unknown }, () => integration({ healthStatus: 'UNKNOWN' })),
  ];

  it('of exactly 0.6 is enough, though the sum of its parts is 0.6 but for binary fractions', () => {
    // 0.30 + 0.35 × 6 ∕ 7
    const health = score({ settings: null, integrations: known(6, 1) });
    expect(health.coverage).toBe(0.6);
    expect(health.score).toBe(100);
  });

  it('under 0.6 leaves no score, but the parts that are known', () => {
    const health = score({ settings: null, integrations: known(5, 1) });
    expect(health).toMatchObject({
      score: null,
      exactScore: null,
      uncappedScore: null,
      band: null,
      cappedBy: null,
    });
    expect(health.components.map((one) => one.score)).toEqual([100, 100, null]);
    expect(health.components[0]?.factors[0]).toMatchObject({ points: 100, pointsLost: null });
  });

  it('of nothing is 0', () => {
    const health = scoreHealth(unreadableFacts(), POLICY, NOW);
    expect(health).toMatchObject({ score: null, coverage: 0 });
    expect(health.components.map(({ status }) => status)).toEqual(['UNKNOWN', 'UNKNOWN', 'UNKNOWN']);
  });
});

describe('an issue of high severity', () => {
  const high = issue({ severity: 'HIGH' });

  it('holds the score at 74, and the oldest is named', () => {
    const older = { ...high, id: 'older', firstDetectedAt: daysBefore(9) };
    expect(score({ issues: [high, older] })).toMatchObject({
      score: 74,
      exactScore: 74,
      uncappedScore: 100,
      band: 'FAIR',
      cappedBy: { id: 'older' },
    });
  });

  it.each(['OPEN', 'INVESTIGATING', 'MONITORING', 'ACKNOWLEDGED', 'SNOOZED'] as const)(
    'counts while %s',
    (status) => {
      expect(score({ issues: [{ ...high, status }] }).score).toBe(74);
    },
  );

  it('does not count once resolved, nor when it is less severe', () => {
    expect(
      score({ issues: [{ ...high, status: 'RESOLVED', resolvedAt: daysBefore(1) }] }).cappedBy,
    ).toBeNull();
    expect(score({ issues: [issue({ severity: 'MEDIUM' })] }).score).toBe(100);
  });

  it('is not named where it holds nothing', () => {
    const poor = {
      issues: [high],
      integrations: [integration({ healthStatus: 'DOWN' })],
      settings: settings({ SSO: 'DISABLED' }),
    };
    expect(score(poor)).toMatchObject({ score: 58, cappedBy: null });
  });

  it('is looked for by the rules where the stored issues could not be read', () => {
    const capped = score({ issues: null, settings: settings({ DATA_ENCRYPTION: 'DISABLED' }) });
    expect(capped).toMatchObject({ score: 74, cappedBy: { ruleId: 'encryption-disabled' } });
    expect(score({ issues: null }).score).toBe(100);
  });
});

describe('rounding', () => {
  it('is half up and ignores the noise of binary fractions', () => {
    // 0.35 × 90 + 0.65 × 100 is 96.5 on paper.
    const integrations = [
      ...Array.from({ length: 4 }, () => integration()),
      integration({ healthStatus: 'DEGRADED' }),
    ];
    expect(score({ integrations })).toMatchObject({ exactScore: 96.5, score: 97, band: 'EXCELLENT' });
  });
});
