import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/environment/facts.ts';
import { roomyLimit } from '../../../src/environment/health/advice/increase-limit.ts';
import { POLICY } from '../../../src/environment/health/policy.ts';
import { recommend } from '../../../src/environment/health/recommendations.ts';
import { acmeFacts } from '../../support/acme.ts';
import { factsArbitrary, settled } from '../../support/arbitraries.ts';
import {
  complianceItem,
  facts,
  integration,
  NOW,
  quota,
  riskAcceptance,
  settings,
  technology,
  unreadableFacts,
} from '../../support/builders.ts';
import { CASES } from '../../support/cases.ts';

const of = (all: Facts) => recommend(all, POLICY, NOW);
const short = (all: Facts) => of(all).map(({ title, priority, impact }) => [title, priority, impact]);

describe('recommendations for Acme', () => {
  const recommendations = of(acmeFacts());

  it('are exactly the three of PRD-079', () => {
    expect(short(acmeFacts())).toEqual([
      ['Enforce MFA', 'HIGH', 'Security improvement'],
      ['Increase API limit', 'MEDIUM', 'Prevent disruption'],
      ['Add Zendesk integration', 'LOW', 'Support visibility'],
    ]);
  });

  it('gain what re-scoring says', () => {
    expect(recommendations.map(({ scoreGain }) => scoreGain)).toEqual([3.5, 4.5, null]);
  });

  it('name the issue that they would solve and say why with figures', () => {
    expect(recommendations.map(({ issue }) => issue?.title ?? null)).toEqual([
      null,
      'API usage approaching limit',
      null,
    ]);
    expect(recommendations.map(({ rationale }) => rationale)).toEqual([
      'Enforce MFA for all users (currently optional). Until every user needs a second factor, one stolen password is enough to get in.',
      'API calls per day: 850,000 of 1,000,000 calls (85%). With a limit of 1,300,000 calls it would be 65.4%.',
      'Support ticket visibility. Support tickets are the earliest sign of trouble. Last seen 8 days ago by technographics; 85% sure that it is in use.',
    ]);
  });

  it('have ids that last as long as their reason', () => {
    expect(of(acmeFacts()).map(({ id }) => id)).toEqual(recommendations.map(({ id }) => id));
    const raised = { ...acmeFacts(), quotas: [quota({ used: 860_000 })] };
    expect(of(raised)[1]?.id).toBe(recommendations[1]?.id);
  });
});

describe('recommendations', () => {
  it('are none where nothing is wrong and none where nothing is known', () => {
    expect(of(facts())).toEqual([]);
    expect(of(unreadableFacts())).toEqual([]);
  });

  it('cover each gap that protects everybody or leaves a trail, with its issue', () => {
    const states = {
      SSO: 'DISABLED',
      MFA: 'DISABLED',
      IP_ALLOWLIST: 'NOT_CONFIGURED',
      API_KEY_ROTATION: 'DISABLED',
      AUDIT_LOGGING: 'DISABLED',
      DATA_ENCRYPTION: 'DISABLED',
    } as const;
    const open = settled(facts({ settings: settings(states), reviews: [] }));
    expect(of(open).map(({ title, priority, issue }) => [title, priority, issue?.ruleId])).toEqual([
      ['Enable SSO', 'HIGH', undefined],
      ['Enable data encryption', 'HIGH', 'encryption-disabled'],
      ['Enforce MFA', 'HIGH', 'mfa-disabled'],
      ['Enable audit logging', 'MEDIUM', undefined],
      ['Rotate API keys', 'MEDIUM', undefined],
    ]);
  });

  it('are silent about a risk that the customer accepted', () => {
    expect(
      of(facts({ settings: settings({ MFA: 'OPTIONAL' }), riskAcceptances: [riskAcceptance()] })),
    ).toEqual([]);
  });

  it('count lifting the hold of a severe issue as gain', () => {
    const open = settled(facts({ settings: settings({ DATA_ENCRYPTION: 'DISABLED' }) }));
    expect(of(open)).toMatchObject([{ title: 'Enable data encryption', scoreGain: 26 }]);
  });

  it('are urgent where a quota is exceeded, and none while its issue sleeps', () => {
    const open = settled(
      facts({ quotas: [quota({ resource: 'STORAGE', period: 'NONE', used: 12, limit: 10, unit: 'GB' })] }),
    );
    expect(short(open)).toEqual([['Increase storage limit', 'HIGH', 'Prevent disruption']]);
    const asleep = {
      ...open,
      issues: open.issues?.map((one) => ({ ...one, status: 'SNOOZED' as const })) ?? null,
    };
    expect(of(asleep)).toEqual([]);
  });

  it('leave repairs to the issues', () => {
    expect(of(settled(facts({ integrations: [integration({ healthStatus: 'DOWN' })] })))).toEqual([]);
  });

  it('cover compliance, which gains no points', () => {
    const complianceItems = [
      complianceItem({ aspect: 'HIPAA', status: 'GAP' }),
      complianceItem({ aspect: 'GDPR', requiredRegions: ['US-West'] }),
    ];
    expect(
      of(settled(facts({ complianceItems }))).map(({ title, priority, scoreGain }) => [
        title,
        priority,
        scoreGain,
      ]),
    ).toEqual([
      ['Settle data residency: GDPR, US-East', 'HIGH', 0],
      ['Close compliance gap: HIPAA', 'MEDIUM', 0],
    ]);
  });

  it('propose the best integration only', () => {
    const technologies = [
      technology({ name: 'Tableau' }),
      technology({ name: 'Slack', category: 'Communication' }),
    ];
    expect(short(facts({ technologies }))).toEqual([['Add Slack integration', 'LOW', 'Faster answers']]);
  });

  it('come from what rules find where the stored issues could not be read', () => {
    expect(short({ ...acmeFacts(), issues: null })).toEqual(short(acmeFacts()));
  });

  it('gain between 0 and 100 points, most urgent first, each with an id of its own', () => {
    fc.assert(
      fc.property(factsArbitrary, (all) => {
        const recommendations = of(all);
        for (const { scoreGain } of recommendations) {
          if (scoreGain !== null) expect(scoreGain >= 0 && scoreGain <= 100).toBe(true);
        }
        const order = recommendations.map(({ priority }) => ['HIGH', 'MEDIUM', 'LOW'].indexOf(priority));
        expect(order).toEqual(order.toSorted());
        expect(new Set(recommendations.map(({ id }) => id)).size).toBe(recommendations.length);
      }),
      { numRuns: CASES },
    );
  });
});

describe('roomyLimit', () => {
  it.each([
    [850_000, 1_300_000],
    [700_000, 1_000_000],
    [9, 13],
    [1, 2],
    [0, 1],
    [90, 130],
  ])('of %d used is %d', (used, limit) => {
    expect(roomyLimit({ used }, POLICY)).toBe(limit);
  });
});
