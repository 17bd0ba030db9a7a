import { describe, expect, it } from 'vitest';
import { encryptionDisabled } from '../../../../src/environment/health/rules/encryption-disabled.ts';
import { settings } from '../../../support/builders.ts';
import { NOTHING, onNothing, severitiesOn, stateOn } from '../../../support/rules.ts';

const rule = encryptionDisabled;

describe('encryption-disabled', () => {
  it.each([
    ['DISABLED', ['HIGH']],
    ['ENABLED', []],
    ['UNKNOWN', []],
  ] as const)('encryption %s: %j', (state, severities) => {
    expect(severitiesOn(rule, { settings: settings({ DATA_ENCRYPTION: state }) })).toEqual(severities);
  });

  it('knows when it cannot say', () => {
    expect(onNothing(rule, 'DATA_ENCRYPTION')).toEqual(NOTHING);
    expect(stateOn(rule, 'DATA_ENCRYPTION', { settings: settings({ DATA_ENCRYPTION: 'UNKNOWN' }) })).toBe(
      'UNKNOWN',
    );
  });
});
