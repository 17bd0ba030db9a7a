import type { Rule } from '../issues.ts';
import { count } from '../wording.ts';
import { figureFindings } from './api-figure.ts';
import { apiFigureState } from './subjects.ts';

/** LOW from a mean of 200 ms over 30 days, MEDIUM from one second. */
export const apiLatencyHigh: Rule = {
  id: 'api-latency-high',
  find: (facts, now) =>
    figureFindings(
      facts,
      'RESPONSE_TIME',
      {
        title: 'Slow API responses',
        says: (value, benchmark) =>
          `API calls of the last 30 days took ${count(value)} ms on average; below ${count(benchmark)} ms is healthy.`,
        severity: 'LOW',
        worstSeverity: 'MEDIUM',
        suggestedAction: 'Find the slow endpoints and what is asked of them',
      },
      now,
    ),
  subjectState: apiFigureState,
};
