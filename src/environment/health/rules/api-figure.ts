import type { Facts } from '../../facts.ts';
import type { ApiHealthMetric } from '../../usage/api-health.ts';
import type { Finding } from '../issues.ts';
import type { IssueSeverity } from '../model.ts';
import { apiFigure } from './subjects.ts';

/** How a figure of the API that misses its benchmark is put; what the rules about such figures share. */
export interface FigureWords {
  readonly title: string;
  /** The description, from the value, the benchmark and the period's name. */
  readonly says: (value: number, benchmark: number) => string;
  /** From the benchmark on. */
  readonly severity: IssueSeverity;
  /** From the figure on that brings no points any more. */
  readonly worstSeverity: IssueSeverity;
  readonly suggestedAction: string;
}

/** One finding while a figure misses the policy's benchmark, none while it meets it or is unknown. */
export function figureFindings(
  facts: Facts,
  metric: ApiHealthMetric,
  words: FigureWords,
  now: Date,
): Finding[] {
  const figure = apiFigure(facts, metric, now);
  if (figure === null || figure.value < figure.rule.benchmark) return [];
  const { value, rule } = figure;
  return [
    {
      subjectId: metric,
      integrationId: null,
      title: words.title,
      description: words.says(value, rule.benchmark),
      severity: value >= rule.ramp.zeroAt ? words.worstSeverity : words.severity,
      suggestedAction: words.suggestedAction,
    },
  ];
}
