import { describe, expect, it } from 'vitest';
import { POLICY } from '../../../src/environment/health/policy.ts';
import {
  SETTING_NAMES,
  type SettingName,
  type SettingState,
} from '../../../src/environment/security/model.ts';
import { acceptanceInForce, securityPosture } from '../../../src/environment/security/posture.ts';
import { acmeFacts } from '../../support/acme.ts';
import {
  daysBefore,
  facts,
  NOW,
  riskAcceptance,
  securityReview,
  setting,
  settings,
} from '../../support/builders.ts';

const judge = (over: Parameters<typeof facts>[0]) => securityPosture(facts(over), POLICY, NOW);
const one = (name: SettingName, over: Parameters<typeof setting>[1]) =>
  judge({ settings: [setting(name, over)] }).settings.find((judged) => judged.setting === name);

describe('securityPosture', () => {
  it('gives Acme 80 points and PRD-079 its three recommendations', () => {
    const { exactScore, recommendations } = securityPosture(acmeFacts(), POLICY, NOW);
    expect(exactScore).toBe(80);
    expect(recommendations).toEqual([
      'Enforce MFA for all users (currently optional)',
      'Consider IP whitelisting for API access',
      'Review admin access permissions',
    ]);
  });

  it.each<[SettingName, SettingState, number | null]>([
    ['SSO', 'ENABLED', 20],
    ['SSO', 'DISABLED', 0],
    ['MFA', 'ENFORCED', 20],
    ['MFA', 'OPTIONAL', 10],
    ['MFA', 'DISABLED', 0],
    ['MFA', 'UNKNOWN', null],
    ['IP_ALLOWLIST', 'CONFIGURED', 10],
    ['IP_ALLOWLIST', 'NOT_CONFIGURED', 0],
    ['AUDIT_LOGGING', 'ENABLED', 15],
    ['AUDIT_LOGGING', 'DISABLED', 0],
    ['API_KEY_ROTATION', 'DISABLED', 0],
    ['DATA_ENCRYPTION', 'ENABLED', 20],
    ['DATA_ENCRYPTION', 'DISABLED', 0],
  ])('%s %s brings %s points', (name, state, points) => {
    expect(one(name, { state })?.points).toBe(points);
  });

  it.each([
    [1, 15],
    [90, 15],
    [91, 7.5],
    [180, 7.5],
    [181, 0],
    [null, null],
  ])('rotation every %s days brings %s points', (rotationDays, points) => {
    expect(one('API_KEY_ROTATION', { state: 'ENABLED', rotationDays })?.points).toBe(points);
  });

  it('leaves unknown and missing settings out of the score and shows them', () => {
    const { exactScore, settings: judged } = judge({
      settings: [
        setting('SSO'),
        setting('MFA', { state: 'UNKNOWN' }),
        setting('IP_ALLOWLIST', { state: 'NOT_CONFIGURED' }),
      ],
    });
    expect(exactScore).toBeCloseTo((100 * 20) / 30, 9);
    expect(judged.map(({ setting: name }) => name)).toEqual(SETTING_NAMES);
    expect(judged.filter(({ state }) => state === 'UNKNOWN').map(({ points }) => points)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('has no score and recommends nothing where nothing is known', () => {
    const posture = judge({ settings: null, reviews: null });
    expect(posture.exactScore).toBeNull();
    expect(posture.recommendations).toEqual([]);
    expect(posture.settings).toHaveLength(6);
    expect(posture.adminReviewDone).toBeNull();
  });

  it('names every gap, the most urgent first', () => {
    const off = {
      SSO: 'DISABLED',
      MFA: 'DISABLED',
      IP_ALLOWLIST: 'NOT_CONFIGURED',
      AUDIT_LOGGING: 'DISABLED',
      DATA_ENCRYPTION: 'DISABLED',
    } as const;
    const rows = [
      ...settings(off).filter(({ setting: name }) => name !== 'API_KEY_ROTATION'),
      setting('API_KEY_ROTATION', { rotationDays: 365 }),
    ];
    expect(judge({ settings: rows }).recommendations).toEqual([
      'Enable encryption of stored data',
      'Enforce MFA for all users (currently disabled)',
      'Enable single sign-on (SSO) for all users',
      'Enable audit logging',
      'Rotate API keys at least every 90 days (currently every 365 days)',
      'Consider IP whitelisting for API access',
    ]);
    expect(one('API_KEY_ROTATION', { state: 'DISABLED' })?.recommendation).toBe(
      'Rotate API keys at least every 90 days (currently not rotated)',
    );
  });

  it.each([
    [90, []],
    [90.01, ['Review admin access permissions']],
  ])('wants a review when the last is %d days old: %j', (days, recommendations) => {
    expect(judge({ reviews: [securityReview({ reviewedAt: daysBefore(days) })] }).recommendations).toEqual(
      recommendations,
    );
  });
});

describe('a risk acceptance', () => {
  const gap = settings({ MFA: 'OPTIONAL' });
  const mfa = (over: Parameters<typeof riskAcceptance>[0]) =>
    judge({ settings: gap, riskAcceptances: [riskAcceptance(over)] }).settings.find(
      ({ setting: name }) => name === 'MFA',
    );

  it('silences the recommendation and changes no points', () => {
    expect(mfa({})).toMatchObject({
      recommendation: null,
      points: 10,
      riskAcceptance: { reason: expect.any(String) },
    });
    expect(judge({ settings: gap, riskAcceptances: [riskAcceptance()] }).exactScore).toBe(90);
  });

  it.each([
    ['holds on its last day', { until: '2026-01-28' }, true],
    ['is over the day after', { until: '2026-01-27' }, false],
    ['is over once withdrawn', { withdrawnAt: daysBefore(1) }, false],
    ['holds until it is withdrawn', { withdrawnAt: daysBefore(-1) }, true],
    ['does not hold before it is given', { acceptedAt: daysBefore(-1) }, false],
    ['is about its own setting only', { setting: 'SSO' }, false],
  ] as const)('%s', (_, over, holds) => {
    expect(mfa(over)?.recommendation === null).toBe(holds);
    expect(mfa(over)?.riskAcceptance !== null).toBe(holds);
  });

  it('is the newest of several, and none where they could not be read', () => {
    const newer = riskAcceptance({ acceptedAt: daysBefore(1), reason: 'newer' });
    expect(acceptanceInForce([riskAcceptance(), newer, riskAcceptance()], 'MFA', NOW)).toBe(newer);
    expect(judge({ settings: gap, riskAcceptances: null }).recommendations).toHaveLength(1);
  });
});
