import { describe, expect, it } from 'vitest';
import { complianceGap } from '../../../../src/environment/health/rules/compliance-gap.ts';
import { complianceItem } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, severitiesOn, stateOn } from '../../../support/rules.ts';

const rule = complianceGap;

describe('compliance-gap', () => {
  it.each([
    ['GAP', ['MEDIUM']],
    ['MET', []],
    ['COVERED', []],
    ['SIGNED', []],
    ['NOT_APPLICABLE', []],
    ['UNKNOWN', []],
  ] as const)('%s: %j', (status, severities) => {
    expect(severitiesOn(rule, { complianceItems: [complianceItem({ status })] })).toEqual(severities);
  });

  it('says which', () => {
    const gap = complianceItem({ aspect: 'HIPAA', status: 'GAP', details: 'No agreement' });
    expect(findOn(rule, { complianceItems: [gap] })).toMatchObject([
      {
        subjectId: 'HIPAA',
        title: 'HIPAA: gap',
        description: 'HIPAA applies and is not fulfilled: No agreement.',
      },
    ]);
    expect(findOn(rule, { complianceItems: [{ ...gap, details: null }] })[0]?.description).toBe(
      'HIPAA applies and is not fulfilled.',
    );
  });

  it('knows when it cannot say', () => {
    const subject = complianceItem().aspect;
    expect(onNothing(rule, subject)).toEqual(NOTHING);
    expect(stateOn(rule, subject, { complianceItems: [complianceItem({ status: 'UNKNOWN' })] })).toBe(
      'UNKNOWN',
    );
    expect(stateOn(rule, subject, { complianceItems: [complianceItem()] })).toBe('PRESENT');
    expect(stateOn(rule, subject, { complianceItems: [] })).toBe('GONE');
  });
});
