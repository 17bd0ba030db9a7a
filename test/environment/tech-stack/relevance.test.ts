import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentConfidence, judgeTechnologies } from '../../../src/environment/tech-stack/relevance.ts';
import { acmeFacts } from '../../support/acme.ts';
import { daysBefore, integration, NOW, technology } from '../../support/builders.ts';
import { CASES } from '../../support/cases.ts';

const judge = (
  technologies: Parameters<typeof judgeTechnologies>[0]['technologies'],
  integrations: Parameters<typeof judgeTechnologies>[0]['integrations'] = [],
) => judgeTechnologies({ technologies, integrations }, NOW);
const first = (...args: Parameters<typeof judge>) => judge(...args)?.[0];

describe('currentConfidence', () => {
  it.each([
    [0, 0.8],
    [180, 0.4],
    [360, 0.2],
    [-5, 0.8],
  ])('after %d days 0.8 is %d', (days, left) => {
    expect(currentConfidence(technology({ confidence: 0.8, lastSeenAt: daysBefore(days) }), NOW)).toBeCloseTo(
      left,
      9,
    );
  });

  it('is 1 for what is confirmed, however long ago', () => {
    expect(
      currentConfidence(technology({ confidence: 0.1, confirmed: true, lastSeenAt: daysBefore(900) }), NOW),
    ).toBe(1);
  });

  it('never leaves 0–1 and never grows with age', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(4000),
        fc.nat(4000),
        (confidence, a, b) => {
          const at = (days: number) =>
            currentConfidence(technology({ confidence, lastSeenAt: daysBefore(days) }), NOW);
          const [young, old] = [at(Math.min(a, b)), at(Math.max(a, b))];
          expect(old).toBeLessThanOrEqual(young);
          expect(old).toBeGreaterThanOrEqual(0);
          expect(young).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: CASES },
    );
  });
});

describe('judgeTechnologies', () => {
  it('judges Acme as PRD-079 does, Okta and Zapier joined', () => {
    const judged = judgeTechnologies(acmeFacts(), NOW) ?? [];
    expect(Object.fromEntries(judged.map(({ name, relevance }) => [name, relevance]))).toEqual({
      Tableau: 'OPPORTUNITY',
      Zapier: 'INTEGRATED',
      AWS: 'SAME_AS_OURS',
      Slack: 'INTEGRATED',
      Salesforce: 'INTEGRATED',
      HubSpot: 'OPPORTUNITY',
      Okta: 'INTEGRATED',
      Zendesk: 'OPPORTUNITY',
    });
    expect(judged.map(({ category }) => category)).toEqual(
      [...judged.map(({ category }) => category)].sort((a, b) =>
        a.toLowerCase() < b.toLowerCase() ? -1 : 1,
      ),
    );
  });

  it.each([
    ['supported and sure', {}, 'OPPORTUNITY'],
    [
      'supported, less than half sure: nothing false can be said but this',
      { confidence: 0.3 },
      'OPPORTUNITY',
    ],
    ['last seen 365 days ago', { lastSeenAt: daysBefore(365) }, 'OPPORTUNITY'],
    ['last seen longer ago', { lastSeenAt: daysBefore(365.1) }, 'STALE'],
    ['ours', { name: 'Amazon Web Services' }, 'SAME_AS_OURS'],
    ['ours, but long not seen', { name: 'AWS', lastSeenAt: daysBefore(400) }, 'STALE'],
    ['unheard of', { name: 'Frobnicator' }, 'UNSUPPORTED'],
    ['confirmed', { confirmed: true }, 'INTEGRATED'],
    ['confirmed long ago', { confirmed: true, lastSeenAt: daysBefore(800) }, 'INTEGRATED'],
  ] as const)('%s: %s', (_, over, relevance) => {
    expect(first([technology(over)])?.relevance).toBe(relevance);
  });

  it('is integrated by a connected integration, whatever its health, and not by one switched off', () => {
    const zendesk = integration({
      name: 'Zendesk (EU)',
      type: 'SUPPORT',
      healthStatus: 'DOWN',
      status: 'ERROR',
    });
    const old = technology({ confidence: 0.2, lastSeenAt: daysBefore(700) });
    expect(first([old], [zendesk])).toMatchObject({
      relevance: 'INTEGRATED',
      confidence: 1,
      source: 'integration',
    });
    const off = { ...zendesk, status: 'INACTIVE' } as const;
    expect(first([technology()], [off])?.relevance).toBe('OPPORTUNITY');
    expect(first([technology({ confirmed: true })], [off])?.relevance).toBe('OPPORTUNITY');
    const told = technology({ confirmed: true, lastSeenAt: daysBefore(800) });
    expect(first([told], [off])?.relevance).toBe('OPPORTUNITY');
  });

  it('merges what several sources say of one name', () => {
    const rows = [
      technology({ source: 'a', confidence: 0.9, lastSeenAt: daysBefore(180), firstSeenAt: daysBefore(900) }),
      technology({
        name: 'ZENDESK',
        source: 'b',
        confidence: 0.6,
        lastSeenAt: daysBefore(1),
        firstSeenAt: daysBefore(2),
      }),
      technology({ name: 'Zendesk Support', source: 'c', confidence: 0.1 }),
    ];
    expect(judge(rows)).toHaveLength(1);
    expect(first(rows)).toMatchObject({
      source: 'b',
      firstSeenAt: daysBefore(900),
      lastSeenAt: daysBefore(0),
    });
    const confirmed = technology({
      source: 'd',
      confirmed: true,
      confidence: 0,
      lastSeenAt: daysBefore(500),
    });
    const sure = technology({ source: 'e', confidence: 1 });
    expect(first([sure, confirmed, sure])).toMatchObject({ source: 'd', relevance: 'INTEGRATED' });
    expect(first([...rows, confirmed])).toMatchObject({
      source: 'd',
      confidence: 1,
      relevance: 'INTEGRATED',
    });
  });

  it('brings in connected integrations that no source told of, but not what customers built', () => {
    const judged = judge(
      [],
      [
        integration({ name: 'Okta', type: 'IDENTITY' }),
        integration({ name: 'Hook', type: 'CUSTOM' }),
        integration({ name: 'Slack', status: 'INACTIVE' }),
      ],
    );
    expect(judged).toMatchObject([
      { name: 'Okta', category: 'SSO/Identity', confidence: 1, relevance: 'INTEGRATED' },
    ]);
  });

  it('does not know without the technologies', () => {
    expect(judge(null)).toBeNull();
  });
});
