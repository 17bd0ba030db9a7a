import type { Rule } from '../issues.ts';
import { percent } from '../wording.ts';
import { figureFindings } from './api-figure.ts';
import { apiFigureState } from './subjects.ts';

/** MEDIUM from 1 % failed calls in 30 days, HIGH from 5 %. */
export const apiErrorRateHigh: Rule = {
  id: 'api-error-rate-high',
  find: (facts, now) =>
    figureFindings(
      facts,
      'ERROR_RATE',
      {
        title: 'High API error rate',
        says: (value, benchmark) =>
          `${percent(value)} of the API calls of the last 30 days failed; below ${percent(benchmark)} is healthy.`,
        severity: 'MEDIUM',
        worstSeverity: 'HIGH',
        suggestedAction: "Go through the most frequent errors with the customer's developers",
      },
      now,
    ),
  subjectState: apiFigureState,
};
