import { describe, expect, it } from 'vitest';
import { findOpportunities } from '../../../src/environment/tech-stack/opportunities.ts';
import { acmeFacts } from '../../support/acme.ts';
import {
  daysBefore,
  facts,
  integration,
  NOW,
  pendingIntegration,
  technology,
} from '../../support/builders.ts';

const find = (over: Parameters<typeof facts>[0]) => findOpportunities(facts(over), NOW);

describe('findOpportunities', () => {
  it('finds the three of PRD-079 for Acme, support first', () => {
    const found = findOpportunities(acmeFacts(), NOW) ?? [];
    expect(found.map(({ technology: name, benefit }) => [name, benefit])).toEqual([
      ['Zendesk', 'Support ticket visibility'],
      ['HubSpot', 'Marketing automation data sync'],
      ['Tableau', 'BI dashboard embedding'],
    ]);
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
  });

  it.each([
    [0.5, 1],
    [0.4999, 0],
  ])('with confidence %d there are %d', (confidence, count) => {
    expect(find({ technologies: [technology({ confidence })] })).toHaveLength(count);
  });

  it('scores by confidence now and category', () => {
    const [best] =
      find({ technologies: [technology({ name: 'Tableau', confidence: 1, lastSeenAt: daysBefore(90) })] }) ??
      [];
    expect(best?.score).toBeCloseTo(0.8 * Math.SQRT1_2, 9);
  });

  it('gives its reasons, the weightiest first', () => {
    const reasons = (confidence: number) =>
      find({ technologies: [technology({ name: 'Tableau', confidence, lastSeenAt: daysBefore(1) })] })?.[0]
        ?.reasons;
    expect(reasons(0.95)).toEqual([
      'Last seen 1 day ago by technographics; 95% sure that it is in use.',
      'Dashboards carry our figures to more people.',
    ]);
    expect(reasons(0.6)?.[0]).toBe('Dashboards carry our figures to more people.');
  });

  it('leaves out what is connected or asked for, and tells of what was', () => {
    const technologies = [technology()];
    const zendesk = integration({ name: 'Zendesk', type: 'SUPPORT' });
    expect(find({ technologies, integrations: [zendesk] })).toEqual([]);
    expect(find({ technologies, pendingIntegrations: [pendingIntegration({ name: 'ZENDESK' })] })).toEqual(
      [],
    );
    expect(
      find({ technologies, integrations: [{ ...zendesk, status: 'INACTIVE' }] })?.[0]?.reasons,
    ).toContain('It was connected before and is switched off.');
  });

  it('does not know without the technologies or the integrations', () => {
    expect(find({ technologies: null })).toBeNull();
    expect(find({ technologies: [technology()], integrations: null })).toBeNull();
  });
});
