import { dayNumberAt } from '../usage/days.ts';
import type { UsageDay } from '../usage/model.ts';

/**
 * The same pure function, worked out once for each list of days and UTC day of `now`, which is all that its result may
 * depend on. Score, rules and what-if all want the same sums of the same rows, and they take most of the time.
 */
export function onceADay<Result>(
  compute: (usage: readonly UsageDay[], now: Date) => Result,
): (usage: readonly UsageDay[], now: Date) => Result {
  const known = new WeakMap<readonly UsageDay[], { readonly day: number; readonly result: Result }>();
  return (usage, now) => {
    const day = dayNumberAt(now);
    const earlier = known.get(usage);
    if (earlier?.day === day) return earlier.result;
    const result = compute(usage, now);
    known.set(usage, { day, result });
    return result;
  };
}
