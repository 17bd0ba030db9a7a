import { count, percent } from '../../environment/health/wording.ts';
import { configurationOf } from '../../environment/integrations/configuration.ts';
import type { Integration, IntegrationMetrics } from '../../environment/integrations/model.ts';
import { isConnected } from '../../environment/tech-stack/relevance.ts';
import type { Block } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import { type Clock, month } from './clock.ts';
import { figuresOf, inOrder, needsAttention } from './integrations.ts';
import { attention } from './needs-attention.ts';
import { type Cell, facts, heading, list, paragraph, status, strong, table, unreadable } from './parts.ts';

/** A report of hundreds of integrations is read by nobody: the table above has all of them. */
const MOST_DETAILED = 20;
const MOST_NEEDING_ATTENTION = 50;
/** Below it an integration counts as degraded; design §7. */
const GOOD_SUCCESS = 0.99;

/** Each connected integration in detail, and what to do about those that need attention. */
export function integrationDetails(report: Judged, clock: Clock): Block[] {
  const connected = inOrder(report.facts.integrations ?? []).filter(isConnected);
  if (connected.length === 0) return [];
  const failing = connected.filter(needsAttention).slice(0, MOST_NEEDING_ATTENTION);
  const well = connected.filter((one) => !needsAttention(one)).slice(0, MOST_DETAILED);
  const shown = new Set([...failing, ...well]);
  const blocks: Block[] = [heading(3, 'Integration Details')];
  if (report.dayMetrics === null || report.monthMetrics === null)
    blocks.push(unreadable('The figures of the integrations'));
  else blocks.push(paragraph('Success rates are over 30 days, records and errors over the last 24 hours.'));
  for (const one of connected) {
    if (!shown.has(one)) continue;
    blocks.push(...(needsAttention(one) ? attention(one, report) : details(one, report, clock)));
  }
  const left = connected.length - shown.size;
  if (left > 0)
    blocks.push(paragraph(`Details of ${left} more are left out; the table above has all of them.`));
  return blocks;
}

function details(one: Integration, { dayMetrics, monthMetrics }: Judged, clock: Clock): Block[] {
  const blocks: Block[] = [
    heading(4, one.name),
    facts(
      ['Connected Since', month(one.setupDate)],
      ['Sync Frequency', frequency(one)],
      ...(one.objectsSynced.length > 0 ? [['Objects Synced', one.objectsSynced.join(', ')] as const] : []),
    ),
  ];
  const [lately, lastMonth] = [figuresOf(dayMetrics, one), figuresOf(monthMetrics, one)];
  if (lately && lastMonth) {
    blocks.push(
      table(
        ['Metric', 'Value', 'Status'],
        [
          ['Sync Success Rate', ...successRate(lastMonth)],
          ['Records Synced', lately.recordsSynced === null ? '-' : count(lately.recordsSynced), ''],
          ['Last Error', ...lastError(lately, clock)],
        ],
      ),
    );
  }
  const settings = configurationOf(one).filter(({ secret }) => !secret);
  if (settings.length > 0) {
    blocks.push(
      paragraph(strong('Configuration'), ':'),
      list(settings.map(({ label, value }): Cell => [`${label}: `, setting(value ?? '')])),
    );
  }
  return blocks;
}

// Over 30 days: a single failure must not look like a broken integration.
function successRate({ runs, failures }: IntegrationMetrics): readonly [Cell, Cell] {
  if (runs === 0) return ['-', ''];
  const rate = (runs - failures) / runs;
  return [percent(rate), status(rate >= GOOD_SUCCESS ? 'good' : 'warning')];
}

// Over 24 hours: what failed before that is no news.
function lastError({ runs, lastError: error }: IntegrationMetrics, clock: Clock): readonly [Cell, Cell] {
  // What did not run had no chance to fail.
  if (error === null && runs === 0) return ['-', ''];
  if (error === null) return ['None', status('good')];
  const what = error.message ?? error.class ?? 'Not explained';
  return [`${what} (${clock.ago(error.at)})`, status('warning')];
}

function setting(value: string): (Cell & string) | ReturnType<typeof status> {
  if (/^(enabled|true|on)$/i.test(value)) return status('good', 'Enabled');
  if (/^(disabled|false|off)$/i.test(value)) return status('off', 'Disabled');
  return value;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

function frequency({ syncMode, syncIntervalSeconds }: Integration): string {
  if (syncMode === 'REALTIME') return 'Real-time';
  if (syncMode === 'MANUAL' || syncIntervalSeconds === null) return 'On demand';
  const [unit, seconds] = UNITS.find(([, size]) => syncIntervalSeconds % size === 0) ?? ['second', 1];
  const number = syncIntervalSeconds / seconds;
  return number === 1 ? `Every ${unit}` : `Every ${count(number)} ${unit}s`;
}
