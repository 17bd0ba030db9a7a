import { describe, expect, it } from 'vitest';
import { mfaDisabled } from '../../../../src/environment/health/rules/mfa-disabled.ts';
import { settings } from '../../../support/builders.ts';
import { findOn, NOTHING, onNothing, severitiesOn, stateOn } from '../../../support/rules.ts';

const rule = mfaDisabled;

describe('mfa-disabled', () => {
  it.each([
    ['DISABLED', ['MEDIUM']],
    ['OPTIONAL', []],
    ['ENFORCED', []],
    ['UNKNOWN', []],
  ] as const)('MFA %s: %j', (state, severities) => {
    expect(severitiesOn(rule, { settings: settings({ MFA: state }) })).toEqual(severities);
  });

  it('is about the setting', () => {
    expect(findOn(rule, { settings: settings({ MFA: 'DISABLED' }) })[0]?.subjectId).toBe('MFA');
  });

  it('knows when it cannot say', () => {
    expect(onNothing(rule, 'MFA')).toEqual(NOTHING);
    expect(stateOn(rule, 'MFA', { settings: settings({ MFA: 'UNKNOWN' }) })).toBe('UNKNOWN');
    expect(stateOn(rule, 'MFA', { settings: [] })).toBe('UNKNOWN');
    expect(stateOn(rule, 'MFA', { settings: settings() })).toBe('PRESENT');
  });
});
