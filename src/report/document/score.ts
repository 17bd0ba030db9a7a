import type { ComponentStatus, HealthBand, HealthComponentKind } from '../../environment/health/policy.ts';
import { percent } from '../../environment/health/wording.ts';
import type { Block, Tone } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import { day } from './clock.ts';
import { outOf100, words } from './figures.ts';
import { heading, paragraph, partial, status, table, unreadable } from './parts.ts';

const COMPONENTS: Readonly<Record<HealthComponentKind, string>> = {
  INTEGRATIONS: 'Integrations',
  API: 'API Usage',
  SECURITY: 'Security',
};
const STATUS: Readonly<Record<ComponentStatus, readonly [Tone, string]>> = {
  HEALTHY: ['good', 'Healthy'],
  OK: ['notice', 'OK'],
  REVIEW: ['warning', 'Review'],
  AT_RISK: ['bad', 'At risk'],
  UNKNOWN: ['unknown', 'Unknown'],
};
const BAND: Readonly<Record<HealthBand, Tone>> = {
  EXCELLENT: 'good',
  GOOD: 'good',
  FAIR: 'warning',
  POOR: 'bad',
  CRITICAL: 'bad',
};

/** The overall score, what it is made of, and how it came to be; nothing where the report holds no scores. */
export function score({ health, trend, incomplete }: Judged, now: Date): Block[] {
  if (health === null) return [];
  const { score: overall, band, coverage, components, cappedBy } = health;
  const tone = band ? BAND[band] : 'unknown';
  const label = band ? words(band) : 'Unknown';
  const blocks: Block[] = [
    heading(2, `Technical Health Score: ${outOf100(overall)}${band ? ` (${label})` : ''}`),
    {
      kind: 'chart',
      chart: { kind: 'gauge', score: overall, label, tone },
      alternative:
        overall === null
          ? 'The score is not known.'
          : `The score is ${overall} of 100: ${label.toLowerCase()}.`,
    },
  ];
  if (coverage < 1) {
    const known = `${percent(coverage)} of what the score is made of is known`;
    blocks.push(paragraph(overall === null ? `Only ${known}, too little for a score.` : `${known}.`));
  }
  if (incomplete.includes('score')) {
    blocks.push(
      partial(
        'Part of what the score is made of could not be read when this report was made; the score is of the rest only.',
      ),
    );
  }
  if (cappedBy) {
    blocks.push(
      paragraph(`The score is held at ${overall} by an open issue of high severity: ${cappedBy.title}.`),
    );
  }
  blocks.push(
    table(
      ['Component', '>Score', 'Status'],
      components.map((one) => [
        COMPONENTS[one.component],
        outOf100(one.score),
        status(...STATUS[one.status]),
      ]),
    ),
  );
  return [...blocks, ...trendChart(trend, now)];
}

function trendChart(trend: Judged['trend'], now: Date): Block[] {
  if (trend === null) return [unreadable('The scores of earlier days')];
  const known = trend.filter((one) => one.score !== null);
  const [first, last] = [known[0], known.at(-1)];
  // One point is no trend.
  if (!first || !last || known.length < 2) return [];
  return [
    {
      kind: 'chart',
      chart: { kind: 'trend', days: trend.map((one) => ({ day: one.day, score: one.score })) },
      alternative: `The score went from ${first.score} on ${day(first.day, now)} to ${last.score} on ${day(last.day, now)}.`,
    },
  ];
}
