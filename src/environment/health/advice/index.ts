import type { Advice } from '../recommendations.ts';
import { addIntegration } from './add-integration.ts';
import { closeSecurityGap } from './close-security-gap.ts';
import { increaseLimit } from './increase-limit.ts';
import { settleCompliance } from './settle-compliance.ts';

/** All advice. Adding one is a file and a line here. */
export const ADVICE: readonly Advice[] = [closeSecurityGap, increaseLimit, settleCompliance, addIntegration];
