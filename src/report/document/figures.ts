import { count } from '../../environment/health/wording.ts';
import { roundHalfUp } from '../../environment/rounding.ts';

const STEPS = [
  { from: 1e9, letter: 'B' },
  { from: 1e6, letter: 'M' },
  { from: 1e3, letter: 'K' },
] as const;

/** "25.5M", "850K", "999": at most one decimal, rounded half up; what would round to 1,000K is 1M. */
export function compact(value: number): string {
  const rounded = roundHalfUp(value);
  const index = STEPS.findIndex(({ from }) => rounded >= from);
  const step = STEPS[index];
  if (!step) {
    return count(rounded);
  }
  const shown = roundHalfUp(rounded / step.from, 1);
  const above = STEPS[index - 1];
  return shown >= 1_000 && above ? `1${above.letter}` : `${count(shown)}${step.letter}`;
}

/** A share as whole percent: "85%". */
export function wholePercent(share: number): string {
  return `${count(roundHalfUp(share * 100))}%`;
}

/** "score" as the report writes it: "85/100", or that it is not known. */
export function outOf100(score: number | null): string {
  return score === null ? 'Unknown' : `${score}/100`;
}

/** A word of the graph's, such as AT_RISK, as people write it: "At risk". */
export function words(constant: string): string {
  return constant.charAt(0) + constant.slice(1).toLowerCase().replaceAll('_', ' ');
}
