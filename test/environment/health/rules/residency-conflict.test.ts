import { describe, expect, it } from 'vitest';
import { residencyConflict } from '../../../../src/environment/health/rules/residency-conflict.ts';
import { complianceItem } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, stateOn } from '../../../support/rules.ts';

const rule = residencyConflict;
const eu = complianceItem({ aspect: 'GDPR/UK', requiredRegions: ['EU'] });

describe('residency-conflict', () => {
  it('is one MEDIUM for each obligation and region', () => {
    expect(findOn(rule, { complianceItems: [eu] })).toMatchObject([
      { subjectId: 'GDPR/UK/US-West', severity: 'MEDIUM', title: 'GDPR/UK conflicts with US-West' },
      { subjectId: 'GDPR/UK/US-East', severity: 'MEDIUM' },
    ]);
    expect(findOn(rule, { complianceItems: [{ ...eu, transferBasis: 'SCC' }] })).toEqual([]);
  });

  it('knows when it cannot say', () => {
    const subject = 'GDPR/UK/US-West';
    expect(onNothing(rule, subject)).toEqual(NOTHING);
    expect(findOn(rule, { complianceItems: [eu], deployment: null })).toEqual([]);
    expect(stateOn(rule, subject, { complianceItems: [eu], deployment: null })).toBe('UNKNOWN');
    expect(stateOn(rule, subject, { complianceItems: [eu] })).toBe('PRESENT');
    expect(stateOn(rule, subject, { complianceItems: [] })).toBe('GONE');
  });
});
