import { usageAnomaly as judge } from '../../usage/anomaly.ts';
import type { Rule } from '../issues.ts';
import { onceADay } from '../once-a-day.ts';
import { count, date } from '../wording.ts';

const anomalyOf = onceADay(judge);

/** LOW: yesterday's number of calls was unlike that weekday's of the weeks before. Over with the next usual day. */
export const usageAnomaly: Rule = {
  id: 'usage-anomaly',
  find: ({ usage }, now) => {
    const anomaly = anomalyOf(usage ?? [], now);
    if (anomaly === null || !anomaly.unusual) return [];
    const { day, calls, expectedCalls, zScore } = anomaly;
    return [
      {
        subjectId: 'CALLS',
        integrationId: null,
        title: zScore > 0 ? 'Unusually many API calls' : 'Unusually few API calls',
        description: `${count(calls)} API calls on ${date(day)}, where about ${count(Math.round(expectedCalls))} were to be expected.`,
        severity: 'LOW',
        suggestedAction: 'Ask the customer what has changed in their use of the API',
      },
    ];
  },
  subjectState: ({ usage }, _, now) => (anomalyOf(usage ?? [], now) === null ? 'UNKNOWN' : 'PRESENT'),
};
