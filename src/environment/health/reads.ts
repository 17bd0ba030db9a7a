import { defineRead } from '../../read/read.ts';
import type { TechnicalIssue } from './model.ts';

/** The overall score on one day. */
export interface ScoreDay {
  readonly customerId: string;
  readonly day: string;
  readonly score: number | null;
}

/** The score by day, over a number of days that end today, under one policy. */
export const trend = defineRead<ScoreDay, { days: number; policyVersion: string }>(
  'trend',
  new URL('./read-trend.sql', import.meta.url),
);

/** One issue by its id. */
export const issueById = defineRead<TechnicalIssue>(
  'issueById',
  new URL('./read-one-issue.sql', import.meta.url),
  {
    byCustomer: false,
  },
);
