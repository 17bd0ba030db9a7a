import { instant } from '../health/wording.ts';
import type { AlertState, AlertTransition } from './model.ts';

// An alert keeps what it said while it was bad, which is not so any more once one of these is entered.
const AFTERWARDS: Readonly<Partial<Record<AlertState, (at: string) => string>>> = {
  NORMAL: (at) => `Over since ${at}, before it fired.`,
  RECOVERING: (at) => `Well again since ${at}; over once that has lasted.`,
  RESOLVED: (at) => `Over since ${at}.`,
};

/** Why a step was taken, in a sentence: what the rule said then, or that it is no longer so. Pure. */
export function stepReason({ at, to, reason }: AlertTransition, now: Date): string {
  return AFTERWARDS[to]?.(instant(Date.parse(at), now)) ?? reason;
}
