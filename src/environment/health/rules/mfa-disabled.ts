import type { Rule } from '../issues.ts';
import { isSet, settingState } from './subjects.ts';

/** MEDIUM: nobody can use a second factor. That it is optional is no issue, only a recommendation. */
export const mfaDisabled: Rule = {
  id: 'mfa-disabled',
  find: (facts) =>
    isSet(facts, 'MFA', 'DISABLED')
      ? [
          {
            subjectId: 'MFA',
            integrationId: null,
            title: 'Multi-factor authentication disabled',
            description: 'Multi-factor authentication is disabled: a stolen password is enough to sign in.',
            severity: 'MEDIUM',
            suggestedAction: 'Agree with the customer on a day from which MFA is enforced',
          },
        ]
      : [],
  subjectState: settingState,
};
