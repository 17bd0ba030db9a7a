import type { Rule } from '../issues.ts';
import { percent } from '../wording.ts';
import { figureFindings } from './api-figure.ts';
import { apiFigureState } from './subjects.ts';

/** LOW from 0.1 % of the calls of 30 days refused by the rate limit, MEDIUM from 1 %. */
export const rateLimitHitsHigh: Rule = {
  id: 'rate-limit-hits-high',
  find: (facts, now) =>
    figureFindings(
      facts,
      'RATE_LIMIT_HITS',
      {
        title: 'Rate limit hit often',
        says: (value, benchmark) =>
          `${percent(value)} of the API calls of the last 30 days were refused by the rate limit; ` +
          `below ${percent(benchmark)} is healthy.`,
        severity: 'LOW',
        worstSeverity: 'MEDIUM',
        suggestedAction: 'Help the customer to spread calls or offer a higher rate limit',
      },
      now,
    ),
  subjectState: apiFigureState,
};
