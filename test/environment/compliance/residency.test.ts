import { describe, expect, it } from 'vitest';
import { isWithin, residencyConflicts } from '../../../src/environment/compliance/residency.ts';
import { acmeFacts } from '../../support/acme.ts';
import { complianceItem, deployment } from '../../support/builders.ts';

const eu = complianceItem({ aspect: 'GDPR', requiredRegions: ['EU'] });

describe('residencyConflicts', () => {
  it('finds none for Acme, whose transfer has a basis', () => {
    const { complianceItems, deployment: where } = acmeFacts();
    expect(residencyConflicts(complianceItems, where)).toEqual([]);
  });

  it('names each region that is outside', () => {
    expect(residencyConflicts([eu], deployment({ region: 'EU-West', backupRegion: 'US-East' }))).toEqual([
      {
        obligation: 'GDPR',
        region: 'US-East',
        explanation:
          'GDPR wants data kept in EU, but backups are in US-East and no basis for the transfer is recorded.',
      },
    ]);
    expect(residencyConflicts([eu], deployment())).toHaveLength(2);
    expect(residencyConflicts([eu], deployment({ backupRegion: 'US-West' }))).toHaveLength(1);
    expect(residencyConflicts([eu], deployment({ region: 'EU-West', backupRegion: null }))).toEqual([]);
  });

  it.each([
    ['any of the prefixes will do', { requiredRegions: ['EU', 'US'] }, 0],
    ['no demand, no conflict', { requiredRegions: [] }, 0],
    ['what does not apply demands nothing', { status: 'NOT_APPLICABLE' }, 0],
    ['an unknown status still demands', { status: 'UNKNOWN' }, 2],
    ['a basis allows it', { transferBasis: 'Standard contractual clauses' }, 0],
    ['an empty basis is none', { transferBasis: ' ' }, 2],
  ] as const)('%s', (_, over, conflicts) => {
    expect(residencyConflicts([{ ...eu, ...over }], deployment())).toHaveLength(conflicts);
  });

  it('does not know without the items or the deployment, which is not the same as none', () => {
    expect(residencyConflicts([eu], null)).toBeNull();
    expect(residencyConflicts(null, deployment())).toBeNull();
  });
});

describe('isWithin', () => {
  it.each([
    ['EU-West', 'EU', true],
    ['eu_north_1', 'EU', true],
    ['EU', 'eu', true],
    ['EU-West', 'EU-West', true],
    ['EU', 'EU-West', false],
    ['Europa', 'EU', false],
    ['US-East', 'EU', false],
    ['US-East', '', false],
  ])('%s within %s: %s', (region, prefix, within) => {
    expect(isWithin(region, prefix)).toBe(within);
  });
});
