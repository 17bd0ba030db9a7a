import type { Rule } from '../issues.ts';
import { isSet, settingState } from './subjects.ts';

/** HIGH: stored data can be read by whoever gets hold of the disks. */
export const encryptionDisabled: Rule = {
  id: 'encryption-disabled',
  find: (facts) =>
    isSet(facts, 'DATA_ENCRYPTION', 'DISABLED')
      ? [
          {
            subjectId: 'DATA_ENCRYPTION',
            integrationId: null,
            title: 'Data encryption disabled',
            description: 'Stored data is not encrypted.',
            severity: 'HIGH',
            suggestedAction: 'Enable encryption of stored data',
          },
        ]
      : [],
  subjectState: settingState,
};
