import type { Integration } from '../../environment/integrations/model.ts';
import { failsOften } from '../../environment/integrations/state.ts';
import type { Block } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import { figuresOf } from './integrations.ts';
import { type Cell, facts, heading, link } from './parts.ts';

/** One integration that needs attention: what is wrong, where, and what to do. */
export function attention(one: Integration, { dayMetrics, facts: { issues } }: Judged): Block[] {
  const figures = figuresOf(dayMetrics, one);
  const issue = issues?.find(
    ({ integrationId, status }) => integrationId === one.id && status !== 'RESOLVED',
  );
  const error = figures?.lastError;
  const items: (readonly [string, Cell])[] = [['Issue', whatIsWrong(one, figures)]];
  if (error) items.push(['Error', error.message ?? error.class ?? 'Not explained']);
  if (one.endpoint !== null) items.push(['Endpoint', link(one.endpoint)]);
  const action = issue?.suggestedAction ?? 'Look into it with the customer';
  // Without the issues nobody knows what they suggest.
  const advice = issues === null ? [] : [facts(['Recommended Action', action])];
  return [
    {
      kind: 'callout',
      tone: one.healthStatus === 'DOWN' ? 'bad' : 'warning',
      blocks: [heading(4, `${one.name} (Needs Attention)`), facts(...items), ...advice],
    },
  ];
}

function whatIsWrong(
  { healthStatus, healthReason }: Integration,
  figures: ReturnType<typeof figuresOf>,
): string {
  if (healthStatus === 'DEGRADED' && figures && failsOften(figures.failures, figures.runs)) {
    // Only runs move records.
    const what = figures.recordsSynced === null ? 'deliveries' : 'syncs';
    return `${figures.failures} failed ${what} in last 24 hours`;
  }
  return healthReason ?? 'The integration service reports an error';
}
